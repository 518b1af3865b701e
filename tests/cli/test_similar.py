"""similar: what is like an article, and why."""

import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

Call = Callable[..., int]
Printed = pytest.CaptureFixture[str]


@pytest.fixture
def linked(data: Path) -> None:
    """The two articles share a quote."""
    file = data / "news.duckdb"
    file.chmod(0o644)
    with duckdb.connect(str(file)) as con:
        con.execute(
            "INSERT INTO article_links "
            "VALUES ('a1', 'a2', 'shares_quote', 0.1, 0.05, 9, 'the nine words of it', 1, 9, 2, 8, 1)"
        )


@pytest.mark.usefixtures("linked")
def test_a_shared_quote_is_shown_with_its_words(call: Call, capsys: Printed) -> None:
    """The reason stands beside the article."""
    assert call("similar", "one") == 0
    assert "9 words: “the nine words of it”" in capsys.readouterr().out


@pytest.mark.usefixtures("linked")
def test_a_tie_is_seen_from_both_sides(call: Call, capsys: Printed) -> None:
    """Whichever is the part."""
    call("similar", "a2", "--format", "jsonl")
    row = json.loads(capsys.readouterr().out)
    assert (row["kind"], row["article_id"], row["shared"]) == ("shares_quote", "a1", 9)


def test_an_article_like_no_other_says_so(call: Call, capsys: Printed) -> None:
    """No empty table."""
    assert call("similar", "a1") == 0
    assert "No article is like this one." in capsys.readouterr().out


@pytest.mark.parametrize("name", ["nobody", "wire.xml"])
def test_a_name_of_none_or_of_more_is_refused(name: str, call: Call, capsys: Printed) -> None:
    """It is said which they are."""
    assert call("similar", name) == 2
    assert name in capsys.readouterr().err
