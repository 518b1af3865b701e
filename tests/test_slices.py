"""Slices of an input, joined while many wait."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.records import Fetched, Portion
from pipelines.slices import SEVERAL, Slice, joined

SEEN = datetime(2020, 4, 6, 12, tzinfo=UTC)


def portion(number: int, fetched: Fetched | None = None) -> Portion:
    return Portion("path", "ref", "wire", None, "jsonl", 0, None, number, SEEN, "run", fetched=fetched)


def of_a_file(number: int) -> list[Slice]:
    """So many slices of two portions."""
    return [(portion(2 * n), portion(2 * n + 1)) for n in range(number)]


@given(st.integers(0, 50), st.integers(1, 8))
def test_joined_slices_have_the_same_portions_in_their_order(number: int, workers: int) -> None:
    """Nothing is lost, and no slice is of more than its bound."""
    slices = of_a_file(number)
    found = list(joined(slices, workers))
    assert [one for portions in found for one in portions] == [one for portions in slices for one in portions]
    assert all(2 <= len(portions) <= 2 * SEVERAL for portions in found)


@pytest.mark.parametrize("workers", [2, 4])
def test_every_worker_has_something_to_do_to_the_end(workers: int) -> None:
    """The last slices are single ones, as many as there are workers: nobody waits for one that took three."""
    found = list(joined(of_a_file(30), workers))
    assert len(found) < 30
    assert [len(portions) for portions in found[-workers:]] == [2] * workers


def test_what_a_feed_gave_is_not_held_back_for_more() -> None:
    """The next feed may take a minute to answer."""
    asked = 0

    def slices() -> Iterator[Slice]:
        nonlocal asked
        for number in range(20):
            asked += 1
            yield (portion(number, Fetched(SEEN)),)

    next(joined(slices(), 2))
    assert asked == 1
