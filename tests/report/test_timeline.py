"""Days on a time line: near ones apart, far ones at the edge, all of them in words."""

from datetime import date

from pipelines.report.timeline import Lane, timeline

DAY = date(2020, 4, 3)


def lane(name: str, day: date, kind: str = "sure") -> Lane:
    return Lane(name, day, day, day, kind)


def test_days_lie_in_their_order() -> None:
    """The eye compares places before it reads."""
    line = timeline(
        (lane("declared", date(2020, 3, 23)), lane("evidence", DAY), lane("seen", date(2020, 4, 6), "seen"))
    )
    assert sorted(one.x for one in line.lanes) == [one.x for one in line.lanes]


def test_a_day_far_from_the_others_is_drawn_at_the_edge() -> None:
    """An archive is read years later; on one scale the other days would be one dot."""
    line = timeline(
        (lane("declared", date(2020, 3, 23)), lane("evidence", DAY), lane("seen", date(2026, 1, 1), "seen"))
    )
    assert [one.beyond for one in line.lanes] == [False, False, True]
    assert line.lanes[1].x > line.lanes[0].x + 50


def test_an_interval_is_a_bar_around_its_day() -> None:
    """How sure the day is can be seen."""
    drawn = timeline((Lane("evidence", date(2020, 4, 1), DAY, date(2020, 4, 9), "likely"),)).lanes[0]
    assert drawn.x_low < drawn.x < drawn.x_low + drawn.width


def test_it_can_be_heard() -> None:
    """The same days, for those who do not see the picture."""
    assert timeline((lane("declared", DAY),)).words == "declared Friday 3 April 2020"


def test_the_first_and_the_last_day_of_the_calendar_are_days() -> None:
    """Sources declare such dates."""
    assert (
        timeline((lane("declared", date.min), lane("seen", date.max, "seen"))).lanes[0].label
        == "Mon\u00a01\u00a0Jan\u00a01"
    )
    assert timeline((lane("declared", date.max),)).lanes[0].x > 0
