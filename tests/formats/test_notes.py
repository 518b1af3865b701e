"""Datelines and notes of correction."""

import pytest

from pipelines.formats.notes import correction, dateline


@pytest.mark.parametrize(
    ("text", "place", "rest"),
    [
        ("OTTAWA -- The port", "OTTAWA", "The port"),
        ("WASHINGTON (AP) — The port", "WASHINGTON", "The port"),
        ("ST. PAUL, Minn. – The port", "ST. PAUL, Minn.", "The port"),
        ("MONTRÉAL - Le port", "MONTRÉAL", "Le port"),
        ("NEW YORK, April 3 (Reuters) - The port", "NEW YORK", "The port"),
        ("LONDON/PARIS, 3 March (Reuters) - The port", "LONDON/PARIS", "The port"),
    ],
)
def test_a_dateline_gives_its_place(text: str, place: str, rest: str) -> None:
    """The forms of the agencies: place, region, day, agency, and a dash."""
    line = dateline(text)
    assert line is not None
    assert (line.place, text[line.end :]) == (place, rest)


@pytest.mark.parametrize(
    "text",
    [
        "The port -- closed since May -- opened.",
        "BREAKING -- The port opened.",
        "3M -- the maker of masks -- said",
        "U.S.-made masks - a rare thing - came.",
        "A - B",
        "OTTAWA is the capital - they said.",
        "",
        "-- OTTAWA",
    ],
)
def test_a_sentence_with_a_dash_is_no_dateline(text: str) -> None:
    """Only capitals before the dash, and no newsroom's label."""
    assert dateline(text) is None


def test_a_dateline_with_a_day_is_not_bare() -> None:
    """Its day is evidence of the date: who cuts datelines off leaves this one."""
    line = dateline("PARIS, 3 April (AFP) - The port")
    assert line is not None
    assert not line.bare


@pytest.mark.parametrize(
    "note",
    [
        "Correction 8:09 PM: the headline was changed.",
        "(Correction: the third paragraph.)",
        "CORRECTION, May 6: a name was misspelt.",
        "Clarification: the port is not closed.",
        "Editor's note: this story was corrected on Monday.",
        "This article has been corrected to give the right day.",
        "An earlier version of this story named the wrong ship.",
        "Corrections appended",
    ],
)
def test_a_note_of_correction_is_found(note: str) -> None:
    """On a line of its own, the last of them."""
    assert correction(f"The port opened.\n\nCorrection: an older note.\n{note}\nShare this.") == note


@pytest.mark.parametrize(
    "text",
    ["Correction officers said no.", "Corrections of prices are due.", "He asked for a correction: none came.", ""],
)
def test_the_word_alone_is_no_note(text: str) -> None:
    """Prisons and markets have corrections too."""
    assert correction(text) is None
