"""Runs -> pictures of how things went, as SVG without colours of its own: the page's style gives them.

leather draws the lines and the scales (0.02 s to import, 1 ms a picture); it knows nothing of styles or of readers of
the screen, so classes take the place of its fonts, and the picture is named by the page.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.report.runs import Run

WIDTH, HEIGHT = 360, 170
_FOOT = 26  # of the height, for labels of the lower axis: the page says in words when the line begins and ends
_LEAST = 2  # runs: one is no trend
# Its own fonts, colours and ground; kept are places and the names of classes.
_STYLE = re.compile(r' (?:font-family|font-size|fill|stroke|stroke-width)="(?!none)[^"]*"')
_GROUND = re.compile(r"<rect [^>]*/>", re.S)


class Trend(NamedTuple):
    """A picture, what it shows, its last value, when it begins and ends, and the same in a sentence."""

    title: str
    last: int
    first_at: str
    last_at: str
    svg: str
    words: str


def trends(runs: Sequence[Run]) -> tuple[Trend, ...]:
    """What is drawn of the runs, newest first as given: findings by severity, articles stored."""
    checked = [run for run in reversed(runs) if run.critical is not None]
    if len(checked) < _LEAST:
        return ()
    return (
        _trend("Critical found", checked, [run.critical or 0 for run in checked], "critical"),
        _trend("Warnings found", checked, [run.warnings or 0 for run in checked], "warning"),
        _trend("Articles stored", checked, [run.stored for run in checked], "stored"),
    )


def _trend(title: str, runs: Sequence[Run], values: Sequence[int], kind: str) -> Trend:
    words = f"{title} in {len(values)} runs: from {values[0]:,} to {values[-1]:,}, at most {max(values):,}."
    return Trend(title, values[-1], runs[0].at, runs[-1].at, _svg(values, kind), words)


def _svg(values: Sequence[int], kind: str) -> str:
    import leather

    top = _above(max(values))
    chart = leather.Chart()
    chart.add_x_scale(1, len(values))
    chart.add_y_scale(0, top)
    chart.add_y_axis(ticks=[0, top // 2, top])
    chart.add_line(list(enumerate(values, start=1)))
    drawn = chart.to_svg(width=WIDTH, height=HEIGHT)
    styled = _STYLE.sub("", _GROUND.sub("", drawn, count=1)).replace("<svg ", f'<svg class="chart {kind}" ', 1)
    return styled.replace(f'width="{WIDTH}" height="{HEIGHT}"', f'viewBox="0 0 {WIDTH} {HEIGHT - _FOOT}"', 1)


def _above(most: int) -> int:
    """An even round number that is no less: 4, 10, 20, 40, 60 …"""
    size = 10 ** (len(str(most)) - 1)
    return max(4, next(step * size for step in (2, 4, 6, 8, 10) if step * size >= most))
