"""Some values among others that are in order, by binary search. Pure."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def find(ordered: NDArray[Any], wanted: NDArray[Any]) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Where each of the wanted values stands first, or would; and which of them are there."""
    places = ordered.searchsorted(wanted)
    if not len(ordered):
        return places, np.zeros(len(wanted), dtype=bool)
    return places, ordered.take(places, mode="clip") == wanted
