"""Declared dates: the instant is right or the string is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import UnreadableDate
from pipelines.language.declared import DeclaredDate, read_declared

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def read(raw: str, date_order: str | None = None, zone: str | None = None) -> DeclaredDate:
    return read_declared(raw, seen_at=NOW, date_order=date_order, zone=zone)


def refusal(raw: str) -> str:
    with pytest.raises(UnreadableDate) as refused:
        read(raw)
    return refused.value.reason


@pytest.mark.parametrize(
    ("raw", "instant"),
    [
        ("2019-07-05T06:07:08Z", "2019-07-05T06:07:08"),
        ("2019-07-05 06:07:08.25 +0530", "2019-07-05T00:37:08"),
        ("20190705T060708Z", "2019-07-05T06:07:08"),
        ("Fri, 05 Jul 2019 06:07:08 -0400", "2019-07-05T10:07:08"),
        ("Fri, 5 Jul 19 06:07 PDT", "2019-07-05T13:07:00"),
        ("5 Jul 2019 24:00:00 GMT", "2019-07-06T00:00:00"),
        ("2015-06-30T23:59:60Z", "2015-07-01T00:00:00"),
        ("1562306828", "2019-07-05T06:07:08"),
        ("1562306828000", "2019-07-05T06:07:08"),
        ("July 5, 2019 at 6:07 p.m. ET", "2019-07-05T22:07:00"),
        ("January 5, 2019 at 6:07 p.m. ET", "2019-01-05T23:07:00"),
        ("Updated 6:07 PM EDT, Fri July 5, 2019", "2019-07-05T22:07:00"),
        ("2019-07-05T06:07:08 Asia/Tokyo", "2019-07-04T21:07:08"),
        ("2019-07-05T06:07:08-04:00[America/New_York]", "2019-07-05T10:07:08"),
        ("2019-07-05 06:07 (EDT)", "2019-07-05T10:07:00"),
        ("vendredi 5 juillet 2019 à 06h07", "2019-07-05T06:07:00"),
        ("5. Juli 2019, 06:07 Uhr", "2019-07-05T06:07:00"),
        ("5 июля 2019 г. 06:07", "2019-07-05T06:07:00"),
        ("2019年7月5日 06:07", "2019-07-05T06:07:00"),
    ],
)
def test_the_instant_of_a_form_that_feeds_use_is_read(raw: str, instant: str) -> None:
    """An hour lost in a zone puts a late story on the wrong day."""
    assert read(raw).at == datetime.fromisoformat(instant).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        (" date 2019-07-05 ", date(2019, 7, 5)),
        ("2019-186", date(2019, 7, 5)),
        ("2019-W27-5", date(2019, 7, 5)),
        ("5Jul2019", date(2019, 7, 5)),
        ("Published on: July 5th, 2019", date(2019, 7, 5)),
        ("25/12/2019", date(2019, 12, 25)),
        ("25.12.19", date(2019, 12, 25)),
        ("mar. 2 juil. 2019", date(2019, 7, 2)),
    ],
)
def test_the_day_of_a_date_without_a_clock_time_is_read(raw: str, day: date) -> None:
    """Half of all page dates say no hour: they are a day, and say so."""
    assert (read(raw).day, read(raw).precision) == (day, "day")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("", "empty"),
        ("  \t", "empty"),
        ("two hours ago", "relative"),
        ("Part 3 of 9", "not_a_date"),
        ("3M N95", "not_a_date"),
        ("12:30", "not_a_date"),
        ("5 July", "not_a_date"),
        ("Jul 5 Aug 6 2019", "not_a_date"),
        ("2019-07-05 06:07 QQQ", "not_a_date"),
        ("2019-02-29", "no_such_day"),
        ("2019-13-05", "no_such_day"),
        ("31.11.2019", "no_such_day"),
        ("2019-07-05T24:30:00Z", "no_such_time"),
        ("5 Jul 2019 13:05 AM", "no_such_time"),
        ("0001-01-01T00:00:00", "too_early"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "too_early"),
        ("21-04-05", "ambiguous"),
        ("9999-12-31T24:00:00Z", "no_such_day"),
        ("7" * 500, "too_long"),
        ("\x00\u202e", "not_a_date"),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(raw: str, reason: str) -> None:
    """A wrong date that looks right is worse than none."""
    assert refusal(raw) == reason


def test_a_weekday_decides_between_day_first_and_month_first() -> None:
    """6 May 2019 was a Monday, 5 June a Wednesday."""
    assert read("Mon 06/05/2019").day == date(2019, 5, 6)


def test_the_order_of_the_source_decides_where_no_weekday_does() -> None:
    """Only the person who knows the feed can say what 06/05 is."""
    assert read("06/05/2019", date_order="dmy").day == date(2019, 5, 6)


def test_an_assumed_order_is_said() -> None:
    """Whoever doubts the day must be able to see that it was a guess."""
    assert "assumed" in (read("06/05/2019").note or "")


def test_a_weekday_that_does_not_fit_is_said_and_the_date_kept() -> None:
    """The slip is nearly always in the weekday, which templates do not compute."""
    found = read("Mon, 05 Jul 2019 06:07:08 GMT")
    assert found.day == date(2019, 7, 5)
    assert "Friday" in (found.note or "")


def test_the_day_is_the_one_written_not_the_one_in_utc() -> None:
    """A story of Friday evening in New York is of Friday."""
    assert read("Fri, 05 Jul 2019 22:00:00 -0400").day == date(2019, 7, 5)


def test_a_month_alone_has_neither_day_nor_instant() -> None:
    """The first of the month would be an invention."""
    found = read("July 2019")
    assert (found.at, found.day, found.precision, found.first) == (None, None, "month", date(2019, 7, 1))


@pytest.mark.parametrize(
    ("raw", "zone", "origin"),
    [
        ("2019-07-05T06:07:08+02:00", "+02:00", "offset"),
        ("2019-07-05T06:07:08 CEST", "CEST", "abbreviation"),
        ("2019-07-05T06:07:08 Europe/Paris", "Europe/Paris", "name"),
        ("2019-07-05T06:07:08", "UTC", "unknown"),
    ],
)
def test_where_the_zone_came_from_is_said(raw: str, zone: str, origin: str) -> None:
    """UTC that was assumed is not UTC that was stated."""
    found = read(raw)
    assert (found.zone, found.zone_from) == (zone, origin)


def test_the_zone_of_the_source_holds_where_none_is_stated() -> None:
    """Local papers write local times."""
    found = read("2019-07-05 06:07", zone="America/New_York")
    assert (found.at, found.zone_from) == (datetime(2019, 7, 5, 10, 7, tzinfo=UTC), "source")


def test_a_stated_zone_goes_before_that_of_the_source() -> None:
    """The string knows better."""
    assert read("2019-07-05T06:07:08Z", zone="America/New_York").at == datetime(2019, 7, 5, 6, 7, 8, tzinfo=UTC)


def test_a_date_in_the_future_is_kept() -> None:
    """That it lies ahead is for the check future_date to say."""
    assert read("2027-12-24").day == date(2027, 12, 24)


@given(st.datetimes(datetime(1990, 1, 2), datetime(2090, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_every_iso_instant_comes_back(moment: datetime, minutes: int) -> None:
    """The commonest form of all must be read without exception."""
    offset = timedelta(minutes=minutes)
    sign = "-" if minutes < 0 else "+"
    written = f"{moment:%Y-%m-%dT%H:%M:%S}{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
    assert read(written).at == moment.replace(microsecond=0, tzinfo=UTC) - offset


@given(st.text(max_size=60))
def test_any_string_is_read_or_refused(raw: str) -> None:
    """Feeds hold anything; a crash would lose the article."""
    assert _year_or_reason(raw)


@given(st.text(alphabet="0123456789-/.:,+TZ JanMyGMT", max_size=40))
def test_any_string_that_looks_like_a_date_is_read_or_refused(raw: str) -> None:
    """The same with the letters that dates are made of, which get further into the parser."""
    assert _year_or_reason(raw)


def _year_or_reason(raw: str) -> int | str:
    try:
        return read(raw).first.year
    except UnreadableDate as refused:
        return refused.reason
