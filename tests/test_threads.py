"""A function of many items in threads: results in order, few items ahead, failures told."""

import os
from collections.abc import Iterator
from threading import Event, get_ident

import pytest

from pipelines.threads import in_threads


def test_results_come_in_the_order_of_the_items() -> None:
    """What is ready first may be the last: the first waits for the second here."""
    second = Event()

    def waiting(number: int) -> int:
        if number == 0 and (os.cpu_count() or 1) > 1:
            second.wait()
        if number == 1:
            second.set()
        return number * number

    assert list(in_threads(waiting, range(50))) == [number * number for number in range(50)]


def test_few_items_are_taken_ahead() -> None:
    """Each holds what a portion of a store takes."""
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = in_threads(abs, items())
    assert (next(results), taken) == (1, (os.cpu_count() or 1) + 1)


def test_items_are_taken_by_who_asks() -> None:
    """They are read from a connection that is no other thread's."""

    def items() -> Iterator[int]:
        for _ in range(5):
            yield get_ident()

    assert set(in_threads(int, items())) == {get_ident()}


def test_what_the_function_raises_is_raised() -> None:
    """At the item that it was raised for."""
    results = in_threads(lambda number: 1 // number, [1, 0, 1])
    assert next(results) == 1
    with pytest.raises(ZeroDivisionError):
        next(results)


def test_of_nothing_there_is_nothing() -> None:
    """A store without texts that may be copies."""
    assert list(in_threads(abs, [])) == []
