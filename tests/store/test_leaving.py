"""Texts that leave the store: whatever went through them is found anew, as if they had never been there."""

from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from pipelines.records import Article
from pipelines.store import links
from pipelines.store.derive import derive
from pipelines.store.forget import forget, tombstone
from pipelines.store.load import load_landed
from pipelines.store.writer import writer
from tests.comparing import contents
from tests.landed import NOW, article, landed
from tests.store.test_links import TEXTS

# Three texts that have nothing in common but a name, which tells the day of the undated one.
CLOSED = "Lantern Pier was shut yesterday evening. Divers saw rust on nine posts, and Ines Duarte asked for new ones."
PAINTED = "A coat of green paint is what Ines Duarte wants next. Volunteers may bring brushes to Lantern Pier."
BURNT = "Nobody was hurt when fire broke out beneath Lantern Pier. Smoke drove Ines Duarte from her office nearby."
# Some are copies or share quotes (TEXTS, the first one twice more), some only a name that tells their days.
POOL = [
    *(article(text, guid=f"t{n}", declared_text=f"2020-03-{n + 1:02d}") for n, text in enumerate(TEXTS[:9])),
    article(TEXTS[0], guid="twin", declared_text="2020-02-28"),
    article(TEXTS[0].upper(), guid="undated"),
    article(CLOSED, guid="closed", declared_text="2020-03-16"),
    article(PAINTED, guid="painted", declared_text="2020-03-17"),
    article(BURNT, guid="burnt"),
]


def stored(data: Path, batches: list[list[Article]]) -> None:
    for minutes, batch in enumerate(batches):
        landed(data, batch, minutes=minutes)
        with writer(data, now=NOW) as con:
            load_landed(con, data, now=NOW)
            derive(con, f"run-{minutes}")


def made_anew(data: Path) -> dict[str, list[str]]:
    """The tables of a new store of the same segments."""
    (data / "store.duckdb").rename(data / "away")
    with writer(data, now=NOW) as con:
        load_landed(con, data, now=NOW)
        derive(con, "anew")
    return contents(data / "store.duckdb")


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.sets(st.integers(0, len(POOL) - 1), min_size=1, max_size=3))
@example({1, 2, 9})
@example({11})
def test_a_takedown_leaves_what_would_be_without_it(gone: set[int]) -> None:
    """Copies that hung together by it, hubs, canonical copies, days that its names told: all as in a new store."""
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(links, "HUBS", 2)
        data = Path(folder)
        landed(data, POOL)
        with writer(data, now=NOW) as con:
            load_landed(con, data, now=NOW)
            derive(con, "first")
            guids = [POOL[n].guid for n in gone]
            ids = con.execute("SELECT article_id FROM articles WHERE list_contains($1, guid)", [guids]).fetchall()
            forget(con, data, [tombstone(con, name, NOW.date()) for (name,) in ids], "takedown")
            derive(con, "takedown")
        after = contents(data / "store.duckdb")
        assert after == made_anew(data)


def test_a_new_version_takes_back_what_the_former_one_told(tmp_path: Path) -> None:
    """An undated text was dated by names, and one of the texts that have them speaks of something else now."""
    edited = article("The harbour made a profit of 3 million last year, it said.", guid="closed")
    stored(tmp_path, [POOL[-3:], [edited]])
    with duckdb.connect(str(tmp_path / "store.duckdb"), read_only=True) as con:
        told = "SELECT old_value, new_value FROM changes WHERE column_name = 'published_day' AND old_value IS NOT NULL"
        assert ("2020-03-16", None) in con.execute(told).fetchall()
    after = contents(tmp_path / "store.duckdb")
    assert after == made_anew(tmp_path)
