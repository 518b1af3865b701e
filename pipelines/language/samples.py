"""Samples of shingles of many texts -> which of many pairs of them are worth reading as copies. Pure."""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.language.copies import longest_unshared
from pipelines.language.fingerprint import SAMPLE_BELOW, SHORT_TEXT_SHINGLES, Hashes

# Containment in the samples, a quarter of the shingles, from which two texts are read: two standard deviations below
# the least that a copy has, of a text of 300 words. ../shared/evals/dedupe comes out the same up to .25.
WORTH_READING = 0.2
# What shares less than this is a copy only if it was scanned, and those share everywhere: of the smaller sample no
# longer stretch than this has nothing that is shared. Of 7,783 ties of ../shared/evals/dedupe none is lost by it, and
# of pairs that a common sentence proposes three in five are not read.
SCANNED, SCANNED_STRETCH = 0.35, 0.4

# Pairs that are compared at a time: bounds the memory, some 20 MB.
_AT_A_TIME = 20_000

_Places = NDArray[np.int64]


class Samples(NamedTuple):
    """The samples of some texts: their hashes one after another, each once and in the order of the text; where each
    begins and the last ends, and how many shingles the whole text has.
    """

    hashes: Hashes
    borders: _Places
    counts: NDArray[np.int32]


def worth_reading(samples: Samples, x: _Places, y: _Places) -> NDArray[np.bool_]:
    """Whether the texts at places `x` and `y` share enough for copies, as far as their samples tell."""
    shares = containments(samples, x, y)
    worth = shares >= WORTH_READING
    for pair in np.flatnonzero(worth & (shares < SCANNED)):
        worth[pair] = _stretch(samples, int(x[pair]), int(y[pair])) <= SCANNED_STRETCH
    return worth


def containments(samples: Samples, x: _Places, y: _Places) -> NDArray[np.float64]:
    """Share of the smaller sample that the other has too, 0 to 1, of the texts at places `x` and `y`.

    A short text is kept whole; beside a longer one it counts by what of it that one would have kept.
    """
    long = samples.counts > SHORT_TEXT_SHINGLES
    sampled = long[x] | long[y]
    shares = np.zeros(len(x))
    for which, some in ((sampled, _below_bound(samples)), (~sampled, _ranked(samples))):
        if which.any():
            shares[which] = _shares(some, x[which], y[which])
    return shares


def _stretch(samples: Samples, x: int, y: int) -> float:
    """Share of the smaller sample that its longest stretch without a shared hash is."""
    kept = [samples.hashes[samples.borders[at] : samples.borders[at + 1]] for at in (x, y)]
    if max(samples.counts[x], samples.counts[y]) > SHORT_TEXT_SHINGLES:
        kept = [one[one < SAMPLE_BELOW] for one in kept]
    smaller, larger = sorted(kept, key=len)
    return longest_unshared(smaller, np.sort(larger)) / max(1, len(smaller))


def _below_bound(samples: Samples) -> Samples:
    kept = samples.hashes < SAMPLE_BELOW
    return samples._replace(hashes=samples.hashes[kept], borders=np.r_[0, np.cumsum(kept)][samples.borders])


def _ranked(samples: Samples) -> Samples:
    """Each hash by its rank: a column of a matrix is a signed number, too small for the hashes of short texts."""
    short = np.repeat(samples.counts <= SHORT_TEXT_SHINGLES, np.diff(samples.borders))
    ranks = np.unique(samples.hashes[short], return_inverse=True)[1]
    return samples._replace(hashes=ranks.astype(np.uint64), borders=np.r_[0, np.cumsum(short)][samples.borders])


def _shares(samples: Samples, x: _Places, y: _Places) -> NDArray[np.float64]:
    from scipy.sparse import csr_array

    hashes, borders = samples.hashes.astype(np.int64), samples.borders.astype(np.int64)
    shape = (len(borders) - 1, np.iinfo(np.int64).max)
    matrix: Any = csr_array((np.ones(len(hashes), np.int8), hashes, borders), shape=shape)
    matrix.sort_indices()
    ends = [*range(0, len(x), _AT_A_TIME), len(x)]
    shared = [np.diff((matrix[x[first:end]] * matrix[y[first:end]]).indptr) for first, end in pairwise(ends)]
    sizes = np.diff(borders)
    return np.concatenate(shared) / np.maximum(1, np.minimum(sizes[x], sizes[y]))
