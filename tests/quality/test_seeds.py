"""The four seeds: what the rules find in their texts, and nothing else."""

import re
from datetime import date

import pytest

from pipelines.quality.offenders import find_offenders
from pipelines.quality.rules import read_preludes, read_rules
from pipelines.quality.workspace import workspace
from pipelines.resources import folder
from tests.shelf import Store

SEEDS = folder("schemas").parent / "seeds"
# Header, dateline, headline and correction note, which Parse takes off.
FRAME = re.compile(r"^ date \S+ (?:OTTAWA -- )?|^Trump Talks Tough.*\n\n|\nCorrection 8:09 PM.*$")
DECLARED = {"001": date(2020, 4, 3), "002": date(2020, 3, 23)}


@pytest.fixture
def seeds(store: Store) -> Store:
    for file in sorted(SEEDS.glob("*.txt")):
        key = file.name[:3]
        day = DECLARED.get(key)
        store.add(
            key,
            FRAME.sub("", file.read_text(encoding="utf-8")),
            title="Trump Talks Tough" if key == "003" else None,
            declared_text=str(day) if day else None,
            declared_day=day,
            inferred_day=date(2020, 4, 4 if key == "003" else 3),
            date_status="inferred" if not day else "declared_conflict" if key == "002" else "declared",
        )
    return store


def test_the_seeds_have_these_faults_and_no_others(seeds: Store) -> None:
    """Found by general rules: none of them knows these texts."""
    files = folder("expectations")
    with workspace(seeds.con, folder("schemas") / "terms", "r1"):
        find_offenders(seeds.con, read_preludes(files), read_rules(files))
        found = seeds.con.execute(
            "SELECT article_id, rule, coalesce(evidence, ''), coalesce(suggestion, '')"
            " FROM checking.findings ORDER BY ALL"
        ).fetchall()
    assert found == [
        ("000", "missing_date", "", "2020-04-03"),
        ("000", "missing_title", "", ""),
        ("000", "misspelt_word", "manufactuer", "manufacturer"),
        ("001", "misnamed_entity", "Defense Protection Act", "Defense Production Act"),
        ("001", "missing_title", "", ""),
        ("001", "misspelt_word", "Minster", "Minister"),
        ("002", "date_conflict", "2020-03-23", "2020-04-03"),
        ("002", "missing_title", "", ""),
        ("003", "missing_date", "", "2020-04-04"),
    ]


def test_the_misnamed_act_is_found_without_the_table(seeds: Store) -> None:
    """Four independent texts of the story name it rightly."""
    with workspace(seeds.con, folder("schemas") / "terms", "r1"):
        preludes = [*read_preludes(folder("expectations")), ("_none", "SET VARIABLE misnomers = 'no such name'")]
        rules = [rule for rule in read_rules(folder("expectations")) if rule.name == "misnamed_entity"]
        find_offenders(seeds.con, preludes, rules)
        found = seeds.con.execute("SELECT evidence, suggestion FROM checking.findings").fetchall()
    assert found == [("Defense Protection Act", "Defense Production Act")]
