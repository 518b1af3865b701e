"""A stage that does many in a row gives what a stage that does one gives: only the order of the work is another."""

from collections.abc import Iterator
from typing import Any

import apache_beam as beam
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.window import FixedWindows, GlobalWindows, TimestampedValue

from pipelines.beam_options import ViewedOnce
from pipelines.in_a_row import IN_A_ROW, _InARow, in_a_row
from pipelines.slices import EMBEDDED

events: list[str] = []  # the embedded runner works in this process


def embedded() -> beam.Pipeline:
    return beam.Pipeline(runner=EMBEDDED, options=ViewedOnce([]))


def doubled(number: int) -> int:
    events.append("function")
    return 2 * number


def seen(number: int) -> int:
    events.append("next")
    return number


class When(beam.DoFn):
    """Elements with their second and the first second of their window."""

    def process(
        self, element: Any, at: Any = beam.DoFn.TimestampParam, window: Any = beam.DoFn.WindowParam
    ) -> Iterator[tuple[Any, float, float]]:
        yield element, float(at), float(window.start)


def test_every_element_comes_out_once_though_the_last_are_fewer_than_a_row() -> None:
    numbers = range(2 * IN_A_ROW + IN_A_ROW // 2)
    with embedded() as pipeline:
        found = pipeline | beam.Create(numbers, reshuffle=False) | in_a_row(doubled, int, int)
        assert_that(found, equal_to([2 * number for number in numbers]))


def test_nothing_at_all_gives_nothing() -> None:
    with embedded() as pipeline:
        assert_that(pipeline | beam.Create([]) | in_a_row(doubled, int, int), equal_to([]))


def test_the_next_stage_sees_the_first_when_a_row_is_done_because_that_is_what_it_is_for() -> None:
    events.clear()
    with embedded() as pipeline:
        _ = pipeline | beam.Create(range(IN_A_ROW + 1), reshuffle=False) | in_a_row(doubled, int, int) | beam.Map(seen)
    assert events == ["function"] * IN_A_ROW + ["next"] * IN_A_ROW + ["function", "next"]


def test_elements_keep_their_times_and_windows_though_one_call_gives_those_of_several() -> None:
    seconds = [0, 3, 11, 12, 25]
    with embedded() as pipeline:
        found = (
            pipeline
            | beam.Create(seconds, reshuffle=False)
            | beam.Map(lambda second: TimestampedValue(second, second)).with_output_types(int)
            | beam.WindowInto(FixedWindows(10))
            | in_a_row(doubled, int, int)
            | beam.ParDo(When())
        )
        assert_that(found, equal_to([(2 * second, second, second // 10 * 10) for second in seconds]))


def test_what_a_failed_bundle_left_is_not_done_with_the_next() -> None:
    stage = _InARow(doubled)
    stage.start_bundle()
    assert [*stage.process(1, GlobalWindows.windowed_value(1))] == []
    stage.start_bundle()
    assert [*stage.finish_bundle()] == []
