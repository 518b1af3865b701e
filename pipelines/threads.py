"""A function of many items in threads, for what leaves the interpreter alone: numpy, scipy and Arrow do."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def in_threads(function: Callable[[_Item], _Result], items: Iterable[_Item]) -> Iterator[_Result]:
    """The results in the order of the items, on all cores. Items are taken by who asks for results, and so few ahead
    that their number does not count in memory. Raises what the function raises.
    """
    cores = os.cpu_count() or 1
    under_way = deque[Future[_Result]]()
    with ThreadPoolExecutor(cores) as pool:
        for item in items:
            under_way.append(pool.submit(function, item))
            if len(under_way) > cores:
                yield under_way.popleft().result()
        while under_way:
            yield under_way.popleft().result()
