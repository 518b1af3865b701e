"""The head of the page: is the news well, and what has changed."""

import pytest

from pipelines.report.overview import Overview, commonest, overview
from pipelines.report.verdict import figures, head, verdict
from tests.report.conftest import issue, run
from tests.shelf import Store

CALM = Overview(
    run_id="r2", told_at="", versions="", before_run="r1", before_at="", articles=100, new_articles=10, critical=0,
    warnings=0, infos=0, waived=0, opened=0, gone=0, doubtful=0, unusable=0, unusable_before=0, critical_more=0,
    warning_more=0, rejected=0, rejected_before=0, errored=0, unchecked=0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("seen", "said"),
    [
        (CALM, "Yes. Every article can be used, and nothing graver than a hint was found."),
        (CALM._replace(doubtful=1), "Yes. Every article can be used; 1 of 100 has a warning."),
        (CALM._replace(unusable=2, critical=2), "Mostly. All but 2 of 100 articles can be used."),
        (CALM._replace(unusable=30, critical=40), "No. 30 of 100 articles cannot be used as they are."),
        (CALM._replace(critical=1), "No. 1 critical finding about the store itself."),
        (CALM._replace(errored=1, unusable=30), "Nobody can say. 1 check could not be run."),
        (CALM._replace(run_id=None), "Nobody knows. 100 articles stored, and none has been checked yet."),
        (CALM._replace(articles=0), "Nothing to tell. No article is stored yet."),
    ],
)
def test_the_gravest_thing_is_said(seen: Overview, said: str) -> None:
    """A check that could not be run goes before what others found: it must not pass for good or bad."""
    assert " ".join(verdict(seen)) == said


def test_figures_are_told_against_the_run_before() -> None:
    """Three is much or little according to what it was."""
    seen = CALM._replace(critical=3, critical_more=2, unusable=3, unusable_before=0, warning_more=-1, rejected=4)
    assert [(figure.change, figure.tone) for figure in figures(seen)] == [
        ("10 new", ""),
        ("was 100 %", "bad"),
        ("2 more than before", "bad"),
        ("1 fewer than before", "good"),
        ("was 0", "bad"),
    ]


def test_one_in_ten_thousand_is_not_all_of_them() -> None:
    """Rounding must not make a fault vanish."""
    assert figures(CALM._replace(articles=10_000, unusable=1))[1].value == "99.9 %"


def test_a_first_run_is_compared_with_nothing(shelf: Store) -> None:
    """Four new findings would be four too many."""
    assert {figure.change for figure in figures(overview(shelf.con))} == {"first run"}


def test_what_was_usable_before_is_known(shelf: Store) -> None:
    """A fault that came with the last run, and one that went with it."""
    shelf.add("a1")
    shelf.add("a2")
    run(shelf, "r2", 1, new_articles=0)
    issue(shelf, "missing_date", "a1", "critical", first_run_id="r2", last_run_id="r2")
    issue(shelf, "missing_date", "a2", "critical", state="gone")
    issue(shelf, "future_date", "a2", "critical", state="gone")
    seen = overview(shelf.con)
    assert (seen.unusable, seen.unusable_before, seen.opened, seen.gone) == (1, 1, 1, 2)


def test_waived_findings_are_counted_apart(shelf: Store) -> None:
    """Somebody has decided about them: they make no article unusable."""
    shelf.add("a1")
    issue(shelf, "missing_date", "a1", "critical", state="waived")
    seen = overview(shelf.con)
    assert (seen.critical, seen.unusable, seen.waived) == (0, 0, 1)
    assert "1 finding waived, counted apart." in head(seen, []).because


def test_the_commonest_faults_are_named(shelf: Store) -> None:
    """The sentence says that, this says why."""
    for name in ("a1", "a2"):
        shelf.add(name)
        issue(shelf, "missing_date", name, "critical")
    issue(shelf, "future_date", "a1", "critical")
    assert head(overview(shelf.con), commonest(shelf.con)).because.startswith(
        "Most often: missing date (2), future date (1)."
    )
