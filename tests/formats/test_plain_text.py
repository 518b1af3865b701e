"""Plain-text articles, the seeds among them."""

from pathlib import Path

import pytest

from pipelines.formats.items import Flaw, Item
from pipelines.formats.plain_text import read_text

SEEDS = Path(__file__).parents[2] / "seeds"


def article(content: bytes) -> Item:
    [item] = read_text(content, None, "a.txt").items
    assert isinstance(item, Item)
    return item


def seed(number: str) -> Item:
    [path] = SEEDS.glob(f"{number}_*.txt")
    return article(path.read_bytes())


def test_the_seed_without_header_is_all_text() -> None:
    """000 has neither date nor headline nor dateline."""
    item = seed("000")
    assert (item.declared_text, item.title, item.dateline_place, item.text_as_received) == (None, None, None, None)


def test_the_seed_with_header_and_dateline() -> None:
    """001: both go to their fields, the text begins behind them, what came is kept."""
    item = seed("001")
    assert (item.declared_text, item.dateline_place) == ("2020-04-03", "OTTAWA")
    assert item.text.startswith("Manufacturing giant 3M")
    assert str(item.text_as_received).startswith(" date 2020-04-03 OTTAWA -- ")


def test_the_seed_with_header_alone() -> None:
    """002: a first paragraph that ends with a full stop is no headline."""
    item = seed("002")
    assert (item.declared_text, item.dateline_place, item.title) == ("2020-03-23", None, None)
    assert item.text.startswith("The Trump administration wants")


def test_the_seed_with_headline_and_correction() -> None:
    """003: the headline leaves the text, the note of correction stays in it and is told besides."""
    item = seed("003")
    assert item.title == "Trump Talks Tough, Trudeau Won't Retaliate Over N-95 Masks"
    assert str(item.correction).startswith("Correction 8:09 PM ET")
    assert item.text.startswith("President Donald Trump said")
    assert item.text.endswith(str(item.correction))


@pytest.mark.parametrize(
    ("header", "declared"),
    [
        (" date 2024-05-06 ", "2024-05-06"),
        ("date: 2024-05-06T10:00:00+02:00\n", "2024-05-06T10:00:00+02:00"),
        ("Date: Mon, 6 May 2024 10:00 CEST\n\n", "Mon, 6 May 2024 10:00 CEST"),
        ("date 2024-13-45 ", "2024-13-45"),
    ],
)
def test_a_date_header_is_taken_as_written(header: str, declared: str) -> None:
    """Whether it is a date is for others to say."""
    item = article(f"{header}The port opened.".encode())
    assert (item.declared_text, item.text) == (declared, "The port opened.")


@pytest.mark.parametrize("text", ["Date palms grow here.", "date 2024-05-061 is odd", "A date: 2024-05-06"])
def test_a_text_about_dates_has_no_header(text: str) -> None:
    """Only a whole date right behind the word counts, at the very beginning."""
    assert article(text.encode()).declared_text is None


@pytest.mark.parametrize(
    "line",
    [
        "The port opened on Monday.",
        "He said:",
        "Short",
        "x" * 30 + " y" * 70,
        "and so it goes",
        "PARIS (AFP) —",
        "“So it was.”",
    ],
)
def test_a_first_line_like_this_is_no_headline(line: str) -> None:
    """Sentences, beginnings of sentences, single words, long lines and datelines are not."""
    assert article(f"{line}\n\nThe port opened.".encode()).title is None


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_header_may_stand_below_the_headline(gap: str) -> None:
    """Exports of archives write the headline first."""
    item = article(f"Port opens at last{gap}Date: 6 May 2024\n\nThe port opened.".encode())
    assert (item.title, item.declared_text, item.text) == ("Port opens at last", "6 May 2024", "The port opened.")


def test_a_headline_needs_a_text_behind_it() -> None:
    """A lone line is a text."""
    assert article(b"Port opens at last\n\n").title is None


def test_line_ends_of_other_systems_are_read() -> None:
    """A blank line is one with CRLF too."""
    item = article(b"Port opens at last\r\n\r\nOTTAWA -- It opened.\r\nSo it did.\r\n")
    assert (item.title, item.dateline_place, item.text) == ("Port opens at last", "OTTAWA", "It opened.\nSo it did.")


def test_a_dateline_that_names_a_day_stays() -> None:
    """The day is evidence for dating."""
    item = article(b"PARIS, May 6 (AFP) - The port opened.")
    assert (item.dateline_place, item.text) == ("PARIS", "PARIS, May 6 (AFP) - The port opened.")


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\x00\x00"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    """It says nothing."""
    [flaw] = read_text(content, None, None).items
    assert isinstance(flaw, Flaw)
    assert flaw.reason == "no_text"
