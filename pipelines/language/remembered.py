"""A function of a text -> a table that asks it once a text: a lookup costs a third of a call that remembers."""

from collections.abc import Callable
from typing import Generic, TypeVar

WORDS = 65_536  # that are kept in memory: more than a month of news has

_Told = TypeVar("_Told")


class Remembered(dict[str, _Told], Generic[_Told]):
    """word -> what the function says of it. When it is full, with so many as are to be kept, it begins anew."""

    def __init__(self, function: Callable[[str], _Told], most: int = WORDS) -> None:
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, word: str) -> _Told:
        if len(self) >= self._most:
            self.clear()
        self[word] = told = self._function(word)
        return told
