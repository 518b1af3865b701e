"""What can be said on the command line and in dateline.toml."""

from typing import NamedTuple


class SourceSettings(NamedTuple):
    """What a person says of a source: its name, where its files are, and how its dates are to be read."""

    source_id: str
    path: str | None = None
    zone: str | None = None
    date_order: str | None = None
    language: str | None = None
