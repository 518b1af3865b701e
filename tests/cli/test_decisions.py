"""What people decide is a file of theirs: read with clear errors, written with their comments and order kept."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from pipelines.cli.decisions import parse_decisions, read_decisions
from pipelines.cli.settle import settle
from pipelines.decisions import Decisions, OwnName, OwnWord, TrueDate
from pipelines.errors import UsageError

Call = Callable[..., int]
Printed = pytest.CaptureFixture[str]

WAIVER = '[[waiver]]\nrule = "missing_title"\narticle = "a"\nwhy = "a note"\nuntil = 2027-01-31\n'


def test_without_a_file_nothing_was_decided(tmp_path: Path) -> None:
    """Nobody needs one to begin."""
    assert read_decisions(tmp_path / "decisions.toml") == Decisions()


def test_every_kind_of_decision_is_read() -> None:
    """Waivers, true dates, names and words stand in one file."""
    said = parse_decisions(
        WAIVER
        + '[[date]]\narticle = "b"\nday = "2020-04-02"\nwhy = "the print edition"\n'
        + '[[name]]\ncanonical = "Harbour Act"\nmisnomer = ["Harbor Law"]\n[[word]]\nword = "York Minster"\n',
        "d",
    )
    assert [one.until for one in said.waiver] == [date(2027, 1, 31)]
    assert said.date == (TrueDate("b", date(2020, 4, 2), "the print edition", where="d, line 6: [[date]] 1"),)
    assert said.name == (OwnName("Harbour Act", misnomer=("Harbor Law",), where="d, line 10: [[name]] 1"),)
    assert said.word == (OwnWord("York Minster", where="d, line 13: [[word]] 1"),)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (WAIVER + WAIVER.replace("missing_title", "missing_titel"), 'line 6: [[waiver]] 2: rule: "missing_titel"'),
        (WAIVER + 'untill = "x"\n', 'did you mean "until"'),
        (WAIVER.replace("2027-01-31", '"31 January"'), "until must be a day such as 2027-01-31, not '31 January'"),
        (WAIVER.replace("2027-01-31", "2027-01-31T10:00:00"), "until must be a day"),
        (WAIVER.replace("2027-01-31", "2027-02-31"), "is not TOML"),
        (WAIVER.replace('why = "a note"\n', ""), "why is missing"),
        (WAIVER.replace('"a note"', '""'), "why must be a text"),
        ("[waiver]\n", "[[waiver]]"),
        ("[[waivers]]\n", 'did you mean "waiver"'),
        ('[[name]]\ncanonical = "A"\naccepted = "B"\n', "accepted must be a list"),
    ],
)
def test_a_slip_is_named_with_its_place(text: str, named: str) -> None:
    """A file that is kept for years is edited by hand."""
    with pytest.raises(UsageError) as raised:
        parse_decisions(text, "decisions.toml")
    assert str(raised.value).startswith("decisions.toml")
    assert named in str(raised.value)


def test_a_run_stops_at_a_slip_before_it_reads_anything(call: Call, data: Path, capsys: Printed) -> None:
    """A decision that is not understood must not be passed over in silence."""
    (data.parent / "decisions.toml").write_text(WAIVER.replace("missing_title", "no_such_rule"))
    assert call("check") == 2
    assert "decisions.toml, line 1" in capsys.readouterr().err
    assert not (data / "landing").exists()


def test_a_file_that_is_named_must_be_there() -> None:
    """Or a slip in its name would take back every decision."""
    with pytest.raises(UsageError, match=r"nowhere\.toml is not there"):
        settle({"decisions": "nowhere.toml"}, {})


def test_the_file_is_looked_for_beside_the_settings(tmp_path: Path) -> None:
    """They are kept together."""
    (tmp_path / "dateline.toml").write_text("")
    assert settle({"config": str(tmp_path / "dateline.toml")}, {}).decisions == tmp_path / "decisions.toml"


def test_waive_leaves_comments_and_order_as_they_are(call: Call, data: Path) -> None:
    """The file is people's, and a diff shows what was decided and no more."""
    file = data.parent / "decisions.toml"
    before = f'# Ours.\n[[word]]   # a church\nword = "York Minster"\n\n# Old ones.\n{WAIVER}by = "Desk"\n'
    file.write_text(before)
    assert call("waive", "misspelt_word", "one", "--why", "a name", "--until", "2999-12-31") == 0
    assert file.read_text().startswith(before)
    added = parse_decisions(file.read_text(), "d").waiver[1]
    assert (added.rule, added.article, added.version, added.until) == ("misspelt_word", "a1", "v", date(2999, 12, 31))


def test_waive_makes_the_file(call: Call, data: Path) -> None:
    """The first decision needs no preparation."""
    assert call("waive", "missing_date", "a2", "--why", "known", "--until", "2999-12-31", "--by", "Desk") == 0
    assert len(read_decisions(data.parent / "decisions.toml").waiver) == 1


def test_waive_again_puts_the_new_reason_in_place_of_the_old(call: Call, data: Path) -> None:
    """Or two entries would contradict each other."""
    for until in ("2999-12-30", "2999-12-31"):
        call("waive", "missing_date", "a2", "--why", "known", "--until", until)
    assert [one.until.day for one in read_decisions(data.parent / "decisions.toml").waiver] == [31]


def test_unwaive_takes_out_what_waive_has_put_in(call: Call, data: Path) -> None:
    """And nothing else; the article may be called by another of its names."""
    file = data.parent / "decisions.toml"
    file.write_text("# Ours.\n" + WAIVER)
    call("waive", "misspelt_word", "a1", "--why", "a name", "--until", "2999-12-31")
    assert call("unwaive", "misspelt_word", "one") == 0
    assert file.read_text().strip() == ("# Ours.\n" + WAIVER).strip()


def test_who_takes_back_the_only_waiver_can_waive_again(call: Call, data: Path) -> None:
    """An empty list left behind would be `waiver = []`, and the next entry would break the file."""
    file = data.parent / "decisions.toml"
    waive = ("waive", "misspelt_word", "a1", "--why", "a name", "--until", "2999-12-31")
    call(*waive)
    first = file.read_text()
    call("unwaive", "misspelt_word", "a1")
    assert "waiver" not in file.read_text()
    assert call(*waive) == 0
    assert file.read_text() == first


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["waive", "mispelt_word", "a1", "--why", "x", "--until", "2999-12-31"], 'did you mean "misspelt_word"'),
        (["waive", "misspelt_word", "a9", "--why", "x", "--until", "2999-12-31"], "a9"),
        (["waive", "missing_date", "a1", "--why", "x", "--until", "2999-12-31"], "nothing to waive"),
        (["waive", "misspelt_word", "a1", "--why", "x", "--until", "2019-12-31"], "in the past"),
        (["waive", "misspelt_word", "a1", "--why", "x", "--until", "soon"], "--until must be a day"),
        (["unwaive", "misspelt_word", "a1"], "nothing is waived"),
    ],
)
def test_what_cannot_be_waived_is_told(call: Call, capsys: Printed, words: list[str], named: str) -> None:
    """A decision about nothing would be a comfort without ground."""
    assert call(*words) == 2
    assert named in capsys.readouterr().err
