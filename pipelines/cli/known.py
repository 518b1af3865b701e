"""A word that someone gave, and those that are known -> nothing, or a UsageError with the nearest."""

import difflib
from collections.abc import Iterable

from pipelines.errors import UsageError


def check_known(key: str, known: Iterable[str], where: str) -> None:
    """Raise a UsageError that names the key, and the nearest known one, unless the key is known."""
    words = sorted(known)
    if key in words:
        return
    near = difflib.get_close_matches(key, words, n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"known are {', '.join(words)}"
    raise UsageError(f'{where}: "{key}" is not known; {hint}')
