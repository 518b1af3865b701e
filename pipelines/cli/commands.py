"""The command `dateline`: what holds for all commands, and which there are."""

import click

from pipelines import exits
from pipelines.cli import ask, claims, dates, dedupe, feeds, page, report, services, similar, upkeep, waive, work
from pipelines.cli.flags import everywhere


def _print_versions(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from pipelines.cli.versions import sentence

        click.echo(sentence())
        ctx.exit()


@click.group(epilog=exits.TOLD)
@everywhere
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_versions, help="Print versions."
)
def dateline() -> None:
    """Read news into DuckDB and find what is wrong with it.

    Settings come from dateline.toml, DATELINE_… variables and flags, in rising order. Options of Apache Beam follow
    after --.
    """


_COMMANDS = (
    *(work.run, work.ingest, work.load, work.check),
    *(services.watch, services.stream),
    *(ask.sql, ask.issues, ask.status, ask.export, similar.similar, report.report),
    *(waive.waive, waive.unwaive),
    *(upkeep.reanalyse, upkeep.prune, upkeep.forget, upkeep.rebuild),
    *(feeds.feeds, page.page),
    *(dates.dates, claims.claims, dedupe.dedupe),
)
for command in _COMMANDS:
    dateline.add_command(command)
