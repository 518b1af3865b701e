"""The command that writes the page of what was published last, and opens it."""

import click

from pipelines import exits
from pipelines.cli.flags import everywhere, examples, settings


@click.command(epilog=examples("dateline report", "dateline report --open"))
@click.option("--open", "opening", is_flag=True, help="Open it in the browser.")
@everywhere
@click.pass_context
def report(ctx: click.Context, opening: bool) -> int:
    """Write report.html into the data folder: what is wrong, where, since when, and what would be right.

    `run` and `check` write it too. It is one file that asks nothing of the network, so it can be sent to anybody.
    """
    from pipelines.cli.published import opened
    from pipelines.report.write import write_report

    data = settings(ctx).data
    with opened(data) as con:
        file = write_report(con, data)
    click.echo(file)
    if opening:
        click.launch(file.resolve().as_uri())
    return exits.DONE
