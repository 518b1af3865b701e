"""Pictures of runs: drawn where there are two, without colours of their own."""

import re

from pipelines.report.runs import Run
from pipelines.report.trends import trends


def run(critical: int | None, stored: int = 1) -> Run:
    return Run("r", "4 Apr", "run", "done", "0", 1, 1, 0, 0, 0, 0, 1.0, critical, 0, 0, stored)


def test_one_run_is_no_trend() -> None:
    """A dot says nothing that the figures do not say."""
    assert trends([run(3)]) == ()


def test_a_run_that_did_not_check_is_left_out() -> None:
    """No findings is what a check says."""
    assert trends([run(3), run(None)]) == ()


def test_a_picture_says_in_words_what_it_shows() -> None:
    """Oldest first, as time goes; the runs come newest first."""
    assert trends([run(7), run(12), run(3)])[0].words == "Critical found in 3 runs: from 3 to 7, at most 12."


def test_the_page_gives_the_colours() -> None:
    """Or a picture made for the day would be drawn at night."""
    svg = trends([run(7), run(12)])[0].svg
    assert not re.search(r'(?:fill|stroke)="#|font-family|style=', svg)


def test_counts_of_nothing_are_drawn_too() -> None:
    """The best of all trends."""
    assert "<path" in trends([run(0), run(0)])[0].svg
