"""A text in another language is told by its commonest words, and English never is."""

from pathlib import Path

import pytest

from pipelines.language.tongues import UNKNOWN, foreign
from pipelines.lexicon import stop_words

GERMAN = "Der Bürgermeister sagte am Freitag, dass die Brücke nicht sicher ist und der Rat auf das Geld wartet."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (GERMAN, "de"),
        ("La mairie a dit que le pont est sûr et que les travaux sont dans une phase calme.", "fr"),
        ("El alcalde dijo que el puente es seguro y que las obras están en una fase tranquila.", "es"),
        ("Мэр сказал, что мост безопасен. Он откроется в мае.", UNKNOWN),
        ("橋は安全だと市長は述べた。", UNKNOWN),
    ],
)
def test_another_language_is_told(text: str, language: str) -> None:
    """By its words where they are known, else by its letters."""
    assert foreign(text, stop_words()) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Boston 3, New York 2. Chicago 4, Detroit 0.",
        "The mayor of São Paulo said in Portuguese: “Não é nada.”",
        "THE MAYOR SAID THE BRIDGE IS SAFE AND WILL OPEN.",
        *[seed.read_text() for seed in sorted((Path(__file__).parents[2] / "seeds").glob("0*.txt"))],
    ],
)
def test_english_is_never_another_language(text: str) -> None:
    """A text without claims is a loss, so doubt is for English."""
    assert foreign(text, stop_words()) is None
