"""The commands that only read: sql, issues, status, export."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines import exits
from pipelines.cli import logs
from pipelines.cli.flags import everywhere, examples, settings
from pipelines.errors import UsageError
from pipelines.resources import folder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

FORMATS = ("table", "csv", "json")
STATES = ("open", "waived", "gone")
SEVERITIES = ("critical", "warning", "info")


def _data(ctx: click.Context) -> Path:
    said = settings(ctx)
    if said.log_format == "json":
        logs.install(said)
    if ctx.obj:
        raise UsageError(f"-- {ctx.obj[0]}: only run and ingest take options of Beam")
    return said.data


@click.command(
    epilog=examples(
        "dateline sql",
        "dateline sql 'SELECT published_day, title FROM articles_clean' --format csv",
        "dateline sql 'FROM claims' --output claims.parquet",
    )
)
@click.argument("query", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), help="Form of the rows.  [table]")
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="FILE", help="Write to .parquet, .csv, .json, .jsonl."
)
@everywhere
@click.pass_context
def sql(ctx: click.Context, query: str | None, form: str | None, output: Path | None) -> int:
    """Ask the published file; without QUERY a shell, or the query is read from standard input.

    Of several statements all are run, and the rows of the last are shown. The published file cannot be changed, but
    COPY … TO writes other files with your rights: run only queries that you trust.
    """
    from pipelines.cli import published, shell
    from pipelines.cli.interrupt import interruptible

    data = _data(ctx)
    if form and output:
        raise UsageError("--format and --output: the ending of the file already says its form")
    if query is None and output is None and sys.stdin.isatty():
        shell.talk(data, form or FORMATS[0])
        return exits.DONE
    text = sys.stdin.read() if query is None else query
    with published.opened(data) as con:
        interruptible(con, lambda: _answer(con, text, form or FORMATS[0], output))
    return exits.DONE


def _answer(con: "DuckDBPyConnection", query: str, form: str, output: Path | None) -> None:
    from pipelines.cli import published
    from pipelines.cli.query import show

    rows = con.sql(query)
    if rows is None:
        raise UsageError("QUERY: gives no rows")
    if output:
        published.write(rows, output)
    else:
        show(rows, form)


@click.command(
    epilog=examples(
        "dateline issues", "dateline issues --rule missing_date --format jsonl", "dateline issues --state waived"
    )
)
@click.option("--rule", "rules", multiple=True, metavar="RULE", help="Only findings of this rule; may be repeated.")
@click.option("--severity", "severities", multiple=True, type=click.Choice(SEVERITIES), help="Only these.")
@click.option("--state", type=click.Choice(STATES), default="open", help="Only these.  [open]")
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", help="Form.  [table]")
@everywhere
@click.pass_context
def issues(ctx: click.Context, rules: tuple[str, ...], severities: tuple[str, ...], state: str, form: str) -> int:
    """List the open findings, or those that are waived or gone."""
    from pipelines.cli import findings, published, tables

    wanted = findings.Wanted(rules, severities, state=state)
    with published.opened(_data(ctx)) as con:
        if form == "jsonl":
            for line in findings.json_lines(con, wanted):
                click.echo(line)
            return exits.DONE
        found = findings.find(con, wanted)
    rows = tables.table(findings.HEADINGS, map(findings.shown, found))
    tables.console().print(rows if found else f"No {state} findings." if state != "gone" else "No findings are gone.")
    return exits.DONE


@click.command(epilog=examples("dateline status"))
@everywhere
@click.pass_context
def status(ctx: click.Context) -> int:
    """Tell of the last runs and of what is still to be done. Works while a run is busy."""
    from pipelines.cli.status import tell

    tell(_data(ctx))
    return exits.DONE


def _names(ctx: click.Context, param: click.Parameter, begun: str) -> list[str]:
    files = [*(folder("schemas") / "tables").glob("*.sql"), *(folder("schemas") / "views").glob("*.sql")]
    return sorted(file.stem for file in files if file.stem.startswith(begun))


@click.command(
    epilog=examples("dateline export articles_clean articles.parquet", "dateline export claims claims.jsonld")
)
@click.argument("table", shell_complete=_names)
@click.argument("file", type=click.Path(path_type=Path))
@everywhere
@click.pass_context
def export(ctx: click.Context, table: str, file: Path) -> int:
    """Write a TABLE or view to FILE: .parquet, .csv, .json or .jsonl; claims also to .jsonld, as schema.org Claims."""
    from pipelines.cli import jsonld, published
    from pipelines.cli.interrupt import interruptible
    from pipelines.cli.known import check_known

    as_claims = file.suffix.lower() == jsonld.ENDING
    if as_claims and table != "claims":
        raise UsageError(f"{file}: only claims can be written as JSON-LD")
    if not as_claims:
        published.check_ending(file)
    with published.opened(_data(ctx)) as con:
        check_known(table, published.relations(con), "TABLE")
        if as_claims:
            interruptible(con, lambda: jsonld.write_claims(con, file))
        else:
            interruptible(con, lambda: published.write(con.table(table), file))
    return exits.DONE
