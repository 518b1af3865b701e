"""What a run did -> the page that it prints: articles, findings with the words at fault, stories, where it all is."""

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
from rich.console import Console
from rich.text import Text

from pipelines.cli.findings import HEADINGS, Wanted, find, short, shown
from pipelines.cli.logs import printable
from pipelines.cli.published import opened
from pipelines.cli.tables import COLOURS, console, table
from pipelines.store.publish import PUBLISHED

if TYPE_CHECKING:
    from pipelines.run import Outcome

_FINDINGS_SHOWN = 20
_REASONS_SHOWN = 10
_COUNTS = "SELECT severity, count(*) FROM quality_issues WHERE state = 'open' GROUP BY ALL"
_WAIVED = "SELECT count(*) FROM quality_issues WHERE state = 'waived'"
_UNCHECKED = "SELECT count(*) FROM pending WHERE step = 'check'"
_REJECTS = f"""
    SELECT reason, count(*) AS times, any_value(message ORDER BY ref, position) AS example, min(ref) AS first_in
    FROM rejects WHERE run_id = ? GROUP BY reason ORDER BY times DESC, reason LIMIT {_REASONS_SHOWN}
"""
_STORED = """
    SELECT (SELECT count(*) FROM articles), count(*), max(articles), first(title ORDER BY articles DESC, story_id),
        first(first_day ORDER BY articles DESC, story_id), first(last_day ORDER BY articles DESC, story_id)
    FROM stories
"""


def landed(outcome: "Outcome", data: Path) -> None:
    """Print what was landed, before anything of it is loaded."""
    out = console()
    _head(out, outcome)
    _read(out, outcome)
    out.print(f"{outcome.landed:,} versions landed in {data / 'landing' / outcome.run_id}: `dateline load` loads them.")


def whole(outcome: "Outcome", data: Path) -> None:
    """Print what was read, what is wrong with what is stored and where it can be asked about."""
    out = console()
    _head(out, outcome)
    _read(out, outcome)
    _store(out, outcome, data)


def read_again(outcome: "Outcome", data: Path) -> None:
    """Print what was read again by today's rules, and what is wrong with what is stored."""
    out = console()
    _head(out, outcome)
    out.print(
        f"Read:      {_number(outcome.landed, 'stored article')} again; {_number(outcome.claims, 'claim')} in them"
    )
    _store(out, outcome, data)


def stored(outcome: "Outcome", data: Path) -> None:
    """Print the same of a command that read nothing."""
    out = console()
    _head(out, outcome)
    _store(out, outcome, data)


def _store(out: Console, outcome: "Outcome", data: Path) -> None:
    with opened(data) as con:
        _stored(out, con, outcome)
        _rejects(out, con, outcome)
        _findings(out, con, outcome)
    _places(out, data)


def _head(out: Console, outcome: "Outcome") -> None:
    seconds = sum(second for _, second in outcome.seconds)
    out.print(Text.assemble("\n", (f"Run {outcome.run_id}", "bold"), f" took {seconds:.1f} s"))


def _read(out: Console, outcome: "Outcome") -> None:
    out.print(
        f"Read:      {_number(outcome.read, 'article')}, {outcome.rejected:,} rejected, "
        f"{outcome.deduplicated:,} repeated; {_number(outcome.claims, 'claim')} in them"
    )
    if outcome.feeds != type(outcome.feeds)():
        asked = outcome.feeds
        out.print(
            f"Feeds:     {asked.asked:,} asked: {asked.read:,} with news, {asked.unchanged:,} unchanged, "
            f"{asked.failed:,} failed; {asked.resting:,} at rest"
            + (f"; {_number(asked.pages, 'page')} of their articles asked" if asked.pages else "")
        )
    for note in outcome.notes:
        out.print(f"Note:      {printable(note)}")


def _stored(out: Console, con: duckdb.DuckDBPyConnection, outcome: "Outcome") -> None:
    ((articles, stories, largest, title, first, last),) = con.execute(_STORED).fetchall()
    out.print(
        f"Stored:    {_number(articles, 'article')}: {outcome.new_articles:,} of them new, "
        f"{outcome.new_versions:,} in a new version"
    )
    if stories:
        days = " to ".join(dict.fromkeys(str(day) for day in (first, last) if day))
        about = f"“{printable(short(title))}”" if title else "without a title"
        out.print(f"Stories:   {stories:,}; the largest has {_number(largest, 'article')}: {about} {days}".rstrip())


def _rejects(out: Console, con: duckdb.DuckDBPyConnection, outcome: "Outcome") -> None:
    if outcome.rejected:
        out.print("\nNot taken in (the table rejects has them all)\n", style="bold")
        rows = con.execute(_REJECTS, [outcome.run_id]).fetchall()
        out.print(table(("reason", "times", "for example", "in"), rows))


def _findings(out: Console, con: duckdb.DuckDBPyConnection, outcome: "Outcome") -> None:
    counts = dict(con.execute(_COUNTS).fetchall())
    ((unchecked,),) = con.execute(_UNCHECKED).fetchall()
    if unchecked:
        verb = "is" if unchecked == 1 else "are"
        out.print(f"\n{_number(unchecked, 'article')} {verb} not checked yet: `dateline check`", style="bold")
    if counts or not unchecked:
        _open(out, con, outcome, counts)


def _open(out: Console, con: duckdb.DuckDBPyConnection, outcome: "Outcome", counts: dict[str, int]) -> None:
    opened_now = sum(number for _, number in outcome.opened)
    parts = [(f"{counts[severity]:,} {severity}", style) for severity, style in COLOURS.items() if severity in counts]
    line = Text("\nOpen findings: ", style="bold")
    line.append_text(Text(", ").join(Text(*part) for part in parts) if parts else Text("none"))
    ((waived,),) = con.execute(_WAIVED).fetchall()
    apart = f"; {waived:,} waived" if waived else ""
    out.print(line.append(f"; {opened_now:,} opened by this run{apart}\n", style="not bold"))
    found = find(con, Wanted(run_id=outcome.run_id), _FINDINGS_SHOWN)
    if found:
        out.print(table(HEADINGS, map(shown, found)))
    left = sum(counts.values()) - len(found)
    if left > 0:
        out.print(f"… and {left:,} more: `dateline issues` lists them.")


def _places(out: Console, data: Path) -> None:
    out.print(f"\nAsk:   dateline sql   or   duckdb -readonly {data / PUBLISHED}")
    if (data / "report.html").exists():
        out.print(f"Read:  {data / 'report.html'}")


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
