"""Samples of shingles of many texts -> how much of the smaller of two the other has, for many pairs at once. Pure."""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.language.fingerprint import SAMPLE_BELOW, SHORT_TEXT_SHINGLES, Hashes

# Pairs that are compared at a time: bounds the memory, some 20 MB.
_AT_A_TIME = 20_000

_Places = NDArray[np.int64]


class Samples(NamedTuple):
    """The samples of some texts: their hashes one after another, where each begins and the last ends, and how many
    shingles the whole text has.
    """

    hashes: Hashes
    borders: _Places
    counts: NDArray[np.int32]


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
    ends = [*range(0, len(x), _AT_A_TIME), len(x)]
    shared = [np.diff((matrix[x[first:end]] * matrix[y[first:end]]).indptr) for first, end in pairwise(ends)]
    sizes = np.diff(borders)
    return np.concatenate(shared) / np.maximum(1, np.minimum(sizes[x], sizes[y]))
