"""What the holders of marks say to one another, by sparse matrices."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.store.kin import heard, said_by

_MARKS = st.integers(2**63, 2**63 + 5)
_GROUPS = st.integers(2**64 - 4, 2**64 - 1)
_DAYS = st.integers(-40_000, -39_996) | st.integers(8_000, 8_003)
_VOICES = st.dictionaries(st.tuples(_MARKS, _GROUPS, _DAYS), st.sampled_from([0.25, 0.5, 1.0]), min_size=1)
_HEARERS = st.dictionaries(st.integers(0, 5), st.tuples(_GROUPS, st.sets(_MARKS, min_size=1)), min_size=1)


@settings(deadline=None)  # the first example imports scipy
@given(_VOICES, _HEARERS)
def test_everyone_hears_the_other_groups_of_each_mark_and_never_its_own(
    voices: dict[tuple[int, int, int], float], hearers: dict[int, tuple[int, set[int]]]
) -> None:
    """The same as by looking at each hearer and each voice; a text that agrees with its own copies proves nothing."""
    told: dict[tuple[int, int], float] = defaultdict(float)
    tellers = defaultdict(set)
    for number, (own, marks) in hearers.items():
        for (mark, group, day), weight in voices.items():
            if mark in marks and group != own:
                told[number, day] += weight
                tellers[number, day].add(group)
    found = heard(_columns(_heard_of(hearers)), said_by(_columns(_said(voices))))
    rows = zip(*(found[name].tolist() for name in ("number", "day", "weight", "one")), strict=True)
    assert {(number, day): (weight, one) for number, day, weight, one in rows} == {
        (number, day): (round(weight, 6), round(weight / len(tellers[number, day]), 6))
        for (number, day), weight in told.items()
    }


def test_what_one_hears_does_not_depend_on_who_else_hears() -> None:
    """Batches differ, and the dates of an article must not; sums of thirds would show another order."""
    voices = {(mark, group, 7): 1 / 3 for mark in range(9) for group in range(4)}
    hearers = {number: (number % 4, {*range(number, 9)}) for number in range(6)}
    said = said_by(_columns(_said(voices)))
    together = heard(_columns(_heard_of(hearers)), said)
    alone = [heard(_columns(_heard_of({number: hearers[number]})), said) for number in hearers]
    assert np.concatenate([one["weight"] for one in alone]).tolist() == together["weight"].tolist()


def _said(voices: dict[tuple[int, int, int], float]) -> Mapping[str, Sequence[float]]:
    marks, groups, days = zip(*voices, strict=True)
    return {"mark": marks, "copy_group": groups, "day": days, "weight": [*voices.values()]}


def _heard_of(hearers: dict[int, tuple[int, set[int]]]) -> Mapping[str, Sequence[float]]:
    rows = [(mark, number, group) for number, (group, marks) in hearers.items() for mark in marks]
    return dict(zip(("mark", "number", "copy_group"), map(list, zip(*rows, strict=True)), strict=True))


def _columns(columns: Mapping[str, Sequence[float]]) -> dict[str, np.ndarray]:
    types = {"mark": np.uint64, "copy_group": np.uint64, "day": np.int32, "number": np.int64, "weight": np.float64}
    return {name: np.array(values, dtype=types[name]) for name, values in columns.items()}
