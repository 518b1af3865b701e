"""Days -> places on a small time line, a lane each. Pure: the page draws it."""

from datetime import date, timedelta
from typing import NamedTuple

from pipelines.report.words import spoken_day, whole_day

WIDTH, LANE = 340, 20  # of the drawing, in its own units
_LEFT, _RIGHT = (
    70,
    232,
)  # where the days begin and end: before them stand the names of the lanes, after them room for a day
_FAR = 45  # days: what lies farther from all others is drawn at the edge, or the others would be one dot


class Lane(NamedTuple):
    """What is drawn in a lane: a span of days with one that matters, and how: sure, likely, wrong or seen."""

    name: str
    low: date
    day: date
    high: date
    kind: str


class Drawn(NamedTuple):
    """A lane in units of the drawing; `beyond` is a day that lies outside of it and is drawn at its edge."""

    name: str
    y: int
    x: float
    x_low: float
    width: float
    label: str
    kind: str
    beyond: bool


class Timeline(NamedTuple):
    """The drawing, and the same in words."""

    lanes: tuple[Drawn, ...]
    height: int
    words: str


def timeline(lanes: tuple[Lane, ...]) -> Timeline:
    """The lanes on one scale, from the first day to the last of those that lie near one another; none gives nothing."""
    if not lanes:
        return Timeline((), 0, "")
    near = [lane for lane in lanes if lane.kind != "seen"] or list(lanes)
    first, last = min(lane.low for lane in near), max(lane.high for lane in near)
    for lane in lanes:
        if abs((lane.day - first).days) <= _FAR or abs((lane.day - last).days) <= _FAR:
            first, last = min(first, lane.low), max(last, lane.high)
    if first == last:
        first, last = _day_before(first), _day_after(last)
    drawn = tuple(_drawn(lane, number, first, last) for number, lane in enumerate(lanes))
    words = "; ".join(f"{lane.name} {whole_day(lane.day)}{_interval(lane)}" for lane in lanes)
    return Timeline(drawn, len(lanes) * LANE, words)


def _day_before(day: date) -> date:
    return day if day == date.min else day - timedelta(days=1)


def _day_after(day: date) -> date:
    return day if day == date.max else day + timedelta(days=1)


def _interval(lane: Lane) -> str:
    return "" if lane.low == lane.high else f" ({whole_day(lane.low)} to {whole_day(lane.high)})"


def _drawn(lane: Lane, number: int, first: date, last: date) -> Drawn:
    x, low, high = (_x(day, first, last) for day in (lane.day, lane.low, lane.high))
    beyond = not first <= lane.day <= last
    return Drawn(
        lane.name, number * LANE + LANE // 2, round(x, 1), round(low, 1), round(max(high - low, 0), 1),
        spoken_day(lane.day), lane.kind, beyond,
    )  # fmt: skip


def _x(day: date, first: date, last: date) -> float:
    share = (day - first).days / max((last - first).days, 1)
    return _LEFT + (_RIGHT - _LEFT) * min(max(share, 0.0), 1.0)
