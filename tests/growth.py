"""Whether the cost of some work grows with its size and no faster, told so that a busy machine does not decide."""

import math
import time
from collections.abc import Callable

_TIMES = 4
# Linear work takes four times as long for four times the size, quadratic work sixteen times.
_BETWEEN = 9
# Seconds in which the clock cannot tell the two apart.
_TOO_SHORT = 0.1
# Work that grows too fast fails every attempt; another process that takes the core away must do so in all of them.
_ATTEMPTS = 5


def grows_no_faster_than_its_size(work: Callable[[int], object], size: int) -> bool:
    """Compare the CPU time of `work(size)` with that of four times the size, by the least of some attempts."""
    small = large = math.inf
    for _ in range(_ATTEMPTS):
        small, large = min(small, _cost(work, size)), min(large, _cost(work, _TIMES * size))
        if large < _BETWEEN * small + _TOO_SHORT:
            return True
    return False


def _cost(work: Callable[[int], object], size: int) -> float:
    begun = time.process_time()
    work(size)
    return time.process_time() - begun
