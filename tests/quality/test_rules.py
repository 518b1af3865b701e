"""The expectations as they are written down."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.quality.offenders import find_offenders
from pipelines.quality.rules import Rule, read_builtins, read_preludes, read_rules
from pipelines.quality.workspace import workspace
from pipelines.resources import folder
from tests.shelf import Store

SEVERITIES = {
    "missing_date": "critical", "date_conflict": "critical", "future_date": "critical", "boilerplate_only": "critical",
    "misnamed_entity": "warning", "missing_title": "warning", "quote_reworded": "warning", "number_conflict": "warning",
    "duplicate_other_id": "warning", "truncated_body": "warning", "mojibake": "warning",
    "replacement_characters": "warning", "html_residue": "warning", "wrong_language": "warning",
    "misspelt_word": "info", "source_failing": "warning", "source_silent": "warning", "source_volume": "warning",
}  # fmt: skip


def test_names_and_severities_are_history() -> None:
    """Findings of years carry them; a rule renamed is a history lost."""
    assert {rule.name: rule.severity for rule in read_rules(folder("expectations"))} == SEVERITIES


@pytest.mark.parametrize("rule", read_rules(folder("expectations")), ids=lambda rule: rule.name)
def test_every_rule_says_why(rule: Rule) -> None:
    """Whoever is told of a finding asks first why it matters."""
    assert rule.why.endswith(".")


def test_rules_of_great_expectations_have_names_of_their_own() -> None:
    """Two under one name would overwrite each other's results."""
    names = [one.name for one in read_builtins(folder("expectations") / "builtins.toml")]
    assert len(set(names)) == len(names)


def test_a_rule_whose_header_is_not_its_file_is_refused(tmp_path: Path) -> None:
    """A copied header would file its findings under another rule."""
    (tmp_path / "one.sql").write_text("-- rule: other\n-- severity: info\n-- why: Because.\nSELECT 1")
    with pytest.raises(ValueError, match=r"one\.sql"):
        read_rules(tmp_path)


def test_no_misnomer_is_a_true_name() -> None:
    """A reviewed table that accuses a true name does harm."""
    with (folder("schemas") / "terms" / "names.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    true = {name for row in rows for name in (row["canonical"], *row["accepted"].split(";")) if name}
    assert true.isdisjoint(name for row in rows for name in row["misnomer"].split(";"))


# Pieces that the rules look for, so that arbitrary texts are not all blank to them.
PIECES = st.sampled_from(
    [
        "Ã©",
        "\ufffd",
        "<p>",
        "don?t",
        "...",
        "subscribe",
        "der Rat hat und",
        "Foreign Agent Registration Act",
        "😀 ",
        ". ",
    ]
)


@given(st.lists(st.lists(st.one_of(PIECES, st.text()), max_size=8).map("".join), min_size=1, max_size=8))
@settings(max_examples=15, deadline=None)
def test_every_span_is_where_its_evidence_stands(texts: list[str]) -> None:
    """Whatever the text: offsets count characters as Python does, and no rule fails."""
    store, files = Store(), folder("expectations")
    for number, text in enumerate(texts):
        store.add(str(number), text.encode("utf-8", "ignore").decode())
    with workspace(store.con, folder("schemas") / "terms", "r1"):
        errors = find_offenders(store.con, read_preludes(files), read_rules(files))
        spans = store.con.execute(
            "SELECT text, span_start, span_end, evidence FROM checking.findings JOIN articles USING (article_id)"
            " WHERE span_of = 'text'"
        ).fetchall()
    assert errors == {}
    assert [text[start:end][: len(words)] for text, start, end, words in spans] == [words for *_, words in spans]


def test_a_rule_that_cannot_be_run_gives_its_reason_and_that_of_what_it_needs(store: Store) -> None:
    """The table that is missing is the consequence; the prelude that failed is the cause."""
    rule = Rule("one", "info", "Because.", "SELECT * FROM checking.words")
    with workspace(store.con, folder("schemas") / "terms", "r1"):
        errors = find_offenders(store.con, [("_words", "SELECT nowhere")], [rule])
    assert "_words" in errors["one"]
