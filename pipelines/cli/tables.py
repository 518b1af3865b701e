"""Rows -> a table of the kind that all commands print, on a terminal or in a log."""

from collections.abc import Iterable, Sequence

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipelines.cli.logs import printable

# A log has no width; this keeps a finding on a line.
_WIDTH_OF_A_LOG = 160
# Also the order of severity.
COLOURS = {"critical": "bold red", "warning": "yellow", "info": "cyan"}


def console() -> Console:
    """Standard output. What is printed there is text of others: nothing in it is taken for markup."""
    found = Console(highlight=False, markup=False, emoji=False)
    if not found.is_terminal:
        found.width = _WIDTH_OF_A_LOG
    return found


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """The rows under their headings; None is empty, a severity has its colour, numbers stand to the right."""
    cells = [list(row) for row in rows]
    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim")
    for column, heading in enumerate(headings):
        numbers = any(isinstance(row[column], int) for row in cells)
        made.add_column(heading, justify="right" if numbers else "left", overflow="fold", no_wrap=numbers)
    for row in cells:
        made.add_row(*(_cell(value) for value in row))
    return made


def _cell(value: object) -> Text:
    text = "" if value is None else f"{value:,}" if isinstance(value, int) else printable(str(value))
    return Text(text, style=COLOURS.get(text, ""))
