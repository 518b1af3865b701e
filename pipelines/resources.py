"""Where the SQL, the terms and the expectations are: beside the package in a checkout, inside it when installed."""

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent


@cache
def folder(name: str) -> Path:
    """The folder `schemas` or `expectations`, wherever this copy of Dateline keeps it."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
