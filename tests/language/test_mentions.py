"""Temporal expressions: found, typed, resolved against the day of publication."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.mentions import date_mentions
from pipelines.records import DateMention
from tests.growth import grows_no_faster_than_its_size

WEDNESDAY = date(2021, 9, 15)


def only(text: str, day: date | None = WEDNESDAY) -> DateMention:
    (mention,) = date_mentions(text, day)
    return mention


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It opened on March 2, 1998, in Oslo.", "March 2, 1998", "1998-03-02"),
        ("It opened on 2 March 1998 in Oslo.", "2 March 1998", "1998-03-02"),
        ("It opened on Monday, March 2, 1998.", "Monday, March 2, 1998", "1998-03-02"),
        ("The log says 1998-03-02.", "1998-03-02", "1998-03-02"),
        ("The form says 25/12/1998.", "25/12/1998", "1998-12-25"),
        ("It opened in March 1998.", "March 1998", "1998-03"),
        ("It opened in 1998.", "1998", "1998"),
        ("She sang in the 1990s.", "the 1990s", "199X"),
        ("He spoke on Friday.", "Friday", "2021-09-10"),
        ("He will speak on Friday.", "Friday", "2021-09-17"),
        ("He spoke last Wednesday.", "last Wednesday", "2021-09-08"),
        ("He speaks next Wednesday.", "next Wednesday", "2021-09-22"),
        ("He spoke Friday night.", "Friday night", "2021-09-10TNI"),
        ("He spoke yesterday.", "yesterday", "2021-09-14"),
        ("He sleeps tonight.", "tonight", "2021-09-15TNI"),
        ("He spoke on August 30.", "August 30", "2021-08-30"),
        ("He spoke in November.", "November", "2020-11"),
        ("Prices fell last week.", "last week", "2021-W36"),
        ("Prices rise this year.", "this year", "2021"),
        ("He died two years ago.", "two years ago", "2019"),
        ("He died three days ago.", "three days ago", "2021-09-12"),
        ("Profit rose in the second quarter.", "the second quarter", "2021-Q2"),
        ("It took the past three months.", "the past three months", "P3M"),
        ("It took 36 hours.", "36 hours", "PT36H"),
        ("It took a decade.", "a decade", "P10Y"),
        ("They met in the summer of 2019.", "the summer of 2019", "2019-SU"),
        ("She is now the chair.", "now", "PRESENT_REF"),
        ("They meet almost daily.", "daily", "P1D"),
        ("It stays for two more weeks.", "two more weeks", "P2W"),
        ("They vote on Election Day.", "Election Day", "2021-11-02"),
        ("They met last Christmas.", "last Christmas", "2020-12-25"),
        ("They met on Christmas Eve 1998.", "Christmas Eve 1998", "1998-12-24"),
        ("It is heard the week of April 5.", "the week of April 5", "2021-W14"),
        ("The offer is open until 5 p.m. EST, Nov. 6.", "5 p.m. EST, Nov. 6", "2021-11-06T17:00"),
        ("It will be done by year-end.", "year-end", "2021-12-31"),
        ("Profit rose in the year-ago third quarter.", "the year-ago third quarter", "2020-Q3"),
        ("Profit rose in the same quarter last year.", "the same quarter last year", "2020-Q2"),
        ("Rents rose from the same period a year ago.", "the same period a year ago", "2020"),
        ("Sales fell in last year's third quarter.", "last year's third quarter", "2020-Q3"),
        ("Sales fell in the fourth quarter of last year.", "the fourth quarter of last year", "2020-Q4"),
        ("Sales rose in the first half of next year.", "the first half of next year", "2022-H1"),
        ("Sales rose in the last fiscal year.", "the last fiscal year", "2020"),
        ("He attacked Friday's ruling and would appeal.", "Friday", "2021-09-10"),
        ("They have been at odds for years.", "years", "PXY"),
        ("They met months ago.", "months ago", "PAST_REF"),
        ("It lasted a year and a half.", "a year and a half", "P1Y6M"),
        ("Talks took a minute and a half.", "a minute and a half", "PT1M30S"),
        ("Talks took half an hour.", "half an hour", "PT30M"),
        ("It ends a half-century of rule.", "a half-century", "P50Y"),
        ("It ends a quarter of a century of rule.", "a quarter of a century", "P25Y"),
        ("Tourists came in the summer.", "the summer", "2021-SU"),
        ("It is a building of the 19th century.", "the 19th century", "18XX"),
        ("They wed in May nineteen ninety-six.", "May nineteen ninety-six", "1996-05"),
        ("It is feared since the year two thousand.", "the year two thousand", "2000"),
        ("The offer expires at midnight Friday.", "midnight Friday", "2021-09-17T24:00"),
        ("It opened at 9 a.m. yesterday.", "9 a.m. yesterday", "2021-09-14T09:00"),
        ("It rained by mid-afternoon.", "mid-afternoon", "2021-09-15TAF"),
        ("He said so in his weekly address.", "weekly", "P1W"),
        ("It was full over Labor Day weekend.", "Labor Day weekend", "2021-W35-WE"),
        ("They met the day before last Friday.", "the day before last Friday", "2021-09-09"),
        ("They marched the day after Christmas.", "the day after Christmas", "2020-12-26"),
        ("The court meets Monday.", "Monday", "2021-09-20"),
        ("Much has changed since Friday.", "Friday", "2021-09-10"),
    ],
)
def test_an_expression_is_found_and_resolved(text: str, words: str, value: str) -> None:
    """The forms that news is full of."""
    mention = only(text)
    assert (mention.text, mention.value) == (words, value)
    assert text[mention.start : mention.end_] == words


@pytest.mark.parametrize(
    "text",
    [
        "You may march on, he said.",
        "The N95 mask cost $1998 in all.",
        "Some 2000 people came.",
        "The 6-year-old sang.",
        "Part 13 of the act holds.",
        "A second look is due.",
        "A child lives in Fridaytown.",
        "They pay daily dividends.",
        "The Christmas trees are sold.",
        "About three-quarters of them came.",
        "She liked that day.",
        "She saw it on 60 Minutes.",
        "They sang of the fall of Rome.",
        "He saw High Noon.",
    ],
)
def test_words_that_only_look_like_time_are_left(text: str) -> None:
    """Every false mention is a wrong answer to a query by day."""
    assert date_mentions(text, WEDNESDAY) == ()


def test_without_a_day_what_hangs_on_it_is_open() -> None:
    """Any day would be a guess; the words are kept to be resolved when the day is inferred."""
    mention = only("He spoke on Friday.", None)
    assert (mention.value, mention.anchor, mention.weekday, mention.tense) == (None, "none", "Friday", "past")


def test_without_a_day_an_absolute_date_is_still_resolved() -> None:
    """It is what the article's own day may be inferred from."""
    assert only("It opened on March 2, 1998.", None).value == "1998-03-02"


def test_the_anchor_is_the_day_that_was_used() -> None:
    """By it the store knows which mentions to resolve again."""
    assert only("He spoke on Friday.").anchor == "2021-09-15"


def test_the_following_day_is_counted_from_the_day_last_spoken_of() -> None:
    """In a story told in order, the day after is not the day after publication."""
    mentions = date_mentions("On Thursday he came. The following day he left.", WEDNESDAY)
    assert [mention.value for mention in mentions] == ["2021-09-09", "2021-09-10"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On March 2, 1998, he came. He left later that day.", "1998-03-02"),
        ("In June 1998 he came. He left later that year.", "1998"),
        ("In June 1998 he came. He left that month.", "1998-06"),
    ],
)
def test_that_day_or_year_is_the_one_last_spoken_of(text: str, value: str) -> None:
    """It points back into the text, not to the day of publication."""
    assert date_mentions(text, WEDNESDAY)[-1].value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He came on Thursday. She left the following Monday.", "2021-09-13"),
        ("He came on August 30. She had left the previous Friday.", "2021-08-27"),
        ("In March 1998 he came. The following month he left.", "1998-04"),
        ("On March 2, 1998, he came. He left in the morning.", "1998-03-02TMO"),
        ("On March 2, 1998, he came. He left that night.", "1998-03-02TNI"),
        ("In the first quarter sales rose. Taxes weighed on that quarter.", "2021-Q1"),
        ("In the first quarter sales rose to $2 million from $1 million a year earlier.", "2020-Q1"),
        (
            "First-quarter sales rose to $2 million from $1 million a year ago. Debts fell from a year earlier.",
            "2020-Q1",
        ),
        ("Sales rose in the first quarter. In the quarter a year ago they fell.", "2020-Q1"),
        ("He paid for the quarter ended July 31.", "2021-07-31"),
    ],
)
def test_what_is_told_in_order_counts_from_what_was_told_before(text: str, value: str) -> None:
    """A story has days and quarters of its own."""
    assert date_mentions(text, WEDNESDAY)[-1].value == value


def test_a_quarter_is_the_one_that_ended_with_the_month() -> None:
    """Years of accounts do not end in December alone."""
    mentions = date_mentions("Profit rose in the quarter ended July 31. The year ended April 30 was worse.", WEDNESDAY)
    assert [mention.value for mention in mentions] == ["2021-Q2", "2021-07-31", "P1Y", "2021-04-30"]


def test_a_year_ago_means_a_quarter_only_where_one_is_named() -> None:
    """Earnings reports compare quarters; everybody else means the year."""
    assert only("Rents are higher than a year ago.").value == "2020"
    quarterly = date_mentions("In the second quarter profit doubled from a year ago.", WEDNESDAY)
    assert quarterly[-1].value == "2020-Q2"


@pytest.mark.parametrize(
    "text",
    [
        "The mayor signed the order on Monday. Unions attacked yesterday's order.",
        "The mayor acted on Monday. The order is final. Unions attacked yesterday’s new order.",
        "He came yesterday, Monday, by train.",
        "He came on Monday. She saw him go. Yesterday, on Monday, it rained.",
    ],
)
def test_a_yesterday_is_tied_to_the_weekday_that_the_text_ties_it_to(text: str) -> None:
    """It says on which weekday the words were spoken."""
    ties = [mention.weekday for mention in date_mentions(text, None) if mention.text.lower() == "yesterday"]
    assert ties == ["Monday"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor came on Monday. Unions attacked yesterday's order.",
        "He signed the order on Monday. The order was signed again on Tuesday. They read yesterday's order.",
    ],
)
def test_a_yesterday_that_nothing_ties_stays_free(text: str) -> None:
    """A wrong tie would move the article by days."""
    ties = [mention.weekday for mention in date_mentions(text, None) if mention.text == "yesterday"]
    assert ties == [None]


@given(st.text(max_size=200), st.dates())
def test_mentions_are_in_order_and_do_not_overlap(text: str, day: date) -> None:
    """Any text, any day of the calendar: readers of the spans rely on it."""
    mentions = date_mentions(text, day)
    edges = [edge for mention in mentions for edge in (mention.start, mention.end_)]
    assert edges == sorted(edges)


_WORDS = st.sampled_from(
    (
        "last", "next", "the", "a", "this", "Friday", "May", "3,", "2020", "years", "ago", "quarter", "of", "early",
        "two", "yesterday's", "past", "March", "31", "2/30/2021", "99", "'s", "weekend", "9999-12-31", "0001-01-01",
        "in", "summer", "the following", "month", "Easter", "the day before", "noon", "weeks", "year's", "fiscal",
        "ended", "nineteen", "ninety", "that", "night", "same period", "and a half",
    )
)  # fmt: skip


@given(st.lists(_WORDS, max_size=30).map(" ".join), st.dates())
def test_spans_hold_the_words(text: str, day: date) -> None:
    """The same with the words that expressions are made of, at both ends of the calendar too."""
    assert all(text[mention.start : mention.end_] == mention.text for mention in date_mentions(text, day))


@given(st.lists(_WORDS, max_size=30).map(" ".join))
def test_the_day_changes_values_only(text: str) -> None:
    """Mentions are resolved again when a day is inferred: spans, rules and weekdays must stay."""
    early, late = date_mentions(text, None), date_mentions(text, WEDNESDAY)
    kept = [(m.start, m.end_, m.rule, m.tense, m.weekday) for m in early]
    assert kept == [(m.start, m.end_, m.rule, m.tense, m.weekday) for m in late]


@pytest.mark.parametrize(
    "piece",
    [
        "last ", "7", "the past ", "\x00", "\u202e", "Friday yesterday's order. ", "a few ", "early ", "   ",
        "first quarter a year ago ", "the same period ", "weeks of ", "noon ", "the quarter ended ", "nineteen ",
        "the day ",
    ],
)  # fmt: skip
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    """Each is bait: much of what a rule asks for, and never all of it."""
    assert grows_no_faster_than_its_size(lambda size: date_mentions(piece * size, WEDNESDAY), 100_000 // len(piece))
