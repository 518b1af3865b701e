"""How much samples of shingles share, of many pairs at once, and which of these are worth reading."""

from collections.abc import Iterable
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.language.fingerprint import SAMPLE_BELOW, SHORT_TEXT_SHINGLES
from pipelines.language.samples import Samples, containments, worth_reading

_BOUND = int(SAMPLE_BELOW)
_LOW = st.integers(_BOUND - 6, _BOUND - 1)
_ANY = _LOW | st.integers(_BOUND, _BOUND + 3) | st.integers(2**64 - 4, 2**64 - 1)
# What is kept of a text, and how many shingles it has: of a long one only hashes below the bound are.
_TEXTS = st.lists(
    st.tuples(st.sets(_ANY), st.just(SHORT_TEXT_SHINGLES)) | st.tuples(st.sets(_LOW), st.just(SHORT_TEXT_SHINGLES + 1)),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)  # the first example imports scipy
@given(_TEXTS)
def test_a_share_is_of_what_both_texts_would_have_kept(texts: list[tuple[set[int], int]]) -> None:
    """As by sets, of every pair: a short text beside a longer one counts without what that would have dropped."""
    x, y = (np.array(side) for side in zip(*product(range(len(texts)), repeat=2), strict=True))
    assert containments(_samples(texts), x, y).tolist() == [
        _share(*texts[a], *texts[b]) for a, b in zip(x, y, strict=True)
    ]


@pytest.mark.parametrize(
    ("shared", "worth", "why"),
    [
        (range(0, 100, 4), True, "a scanned copy shares a quarter, but everywhere"),
        (range(25), False, "a common paragraph is in one place"),
        (range(34, 60), True, "a sample may leave out by chance what stands on both sides"),
        (range(40), True, "more than a third may be half: chance decides what a sample has"),
        (range(0, 100, 8), False, "an eighth is no copy of any kind"),
    ],
    ids=["everywhere", "at the head", "in the middle", "two fifths", "an eighth"],
)  # fmt: skip
def test_a_little_that_is_shared_is_worth_reading_where_it_stands_everywhere(
    shared: Iterable[int], worth: bool, why: str
) -> None:
    """Of two samples of a hundred, by the places in the text of what is shared."""
    one = list(range(100))
    other = [n if n in shared else 1_000 + n for n in one]
    hashes, counts = np.array(one + other, dtype=np.uint64), np.array([400, 400], dtype=np.int32)
    samples = Samples(hashes, np.array([0, 100, 200]), counts)
    assert worth_reading(samples, np.array([0]), np.array([1])).tolist() == [worth], why


def _share(a: set[int], a_count: int, b: set[int], b_count: int) -> float:
    if max(a_count, b_count) > SHORT_TEXT_SHINGLES:
        a, b = ({one for one in kept if one < _BOUND} for kept in (a, b))
    return len(a & b) / max(1, min(len(a), len(b)))


def _samples(texts: list[tuple[set[int], int]]) -> Samples:
    return Samples(
        np.array([one for kept, _ in texts for one in sorted(kept)], dtype=np.uint64),
        np.cumsum([0, *(len(kept) for kept, _ in texts)]),
        np.array([count for _, count in texts], dtype=np.int32),
    )
