"""Texts that are too short, too long or too many: no worse for the store than any other."""

from typing import Any

import pytest

from pipelines.language.ties import Batch, compared
from pipelines.store import links
from pipelines.store.alone import copy_groups
from tests.store.test_load import COUNCIL, FERRY


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The pairs that are read word by word."""
    pairs: list[object] = []

    def counted(batch: Batch, **known: Any) -> Any:
        pairs.extend(batch.pairs)
        return compared(batch, **known)

    monkeypatch.setattr(links, "compared", counted)
    return pairs


@pytest.mark.parametrize("text", ["", "Fire.", "Read more"])
def test_a_text_of_a_word_or_none_is_no_copy_of_another(text: str) -> None:
    """Ten thousand articles whose body is "Read more" are not one article: who is the same, only keys can tell."""
    assert copy_groups([("a", text), ("b", text), ("c", COUNCIL)]) == {}


def test_the_same_text_in_two_encodings_is_one() -> None:
    """Somebody took UTF-8 for Latin-1 on the way, as somebody always does."""
    text = COUNCIL + " “Größe ist nicht alles”, sagte Bürgermeisterin Jäger, café owner."
    broken = text.encode().decode("cp1252", "replace").replace("\ufffd", "")
    assert copy_groups([("a", text), ("b", broken), ("c", FERRY)]) == {"a": "a", "b": "a"}


def test_ten_thousand_equal_texts_are_never_read_in_pairs(read: list[object]) -> None:
    """They would be fifty million; and a text like them is compared with one of them."""
    short = "A ferry will carry cars across the river from Monday, the mayor said at a meeting in the harbour."
    groups = copy_groups([*((f"{n:05d}", short) for n in range(10_000)), ("other", short + " It leaves at six.")])
    assert (len(groups), {*groups.values()}) == (10_001, {"00000"})
    assert len(read) <= 2


def test_a_million_equal_lines_are_one_short_text() -> None:
    """What is said again and again has one passage, and ties nobody by its length."""
    assert copy_groups([("a", "News\n" * 1_000_000), ("b", "News today, he said.\n" * 9), ("c", FERRY)]) == {}


def test_texts_of_five_megabytes_are_compared() -> None:
    """Somebody put a whole book into one body; with a page more it is a copy, of the page too."""
    book = " ".join(f"{n * 7919 % 1_000_003:050x}" for n in range(100_000))
    assert copy_groups([("a", book), ("b", book + " " + COUNCIL), ("c", COUNCIL)]) == {"a": "a", "b": "a", "c": "a"}
