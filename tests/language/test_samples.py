"""How much samples of shingles share, of many pairs at once."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.language.fingerprint import SAMPLE_BELOW, SHORT_TEXT_SHINGLES
from pipelines.language.samples import Samples, containments

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
