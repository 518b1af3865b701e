"""The commands that write decisions.toml: waive, unwaive."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import click

from pipelines import exits
from pipelines.cli.flags import everywhere, examples, settings, takes
from pipelines.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from pipelines.decisions import Waiver
    from pipelines.options import Settings

_FOUND = """
    SELECT subject, state FROM quality_issues
    WHERE rule = $rule AND article_id = $article AND state != 'gone' ORDER BY subject
"""
_ARTICLE = "SELECT version_id, coalesce(title, guid, ref) FROM articles WHERE article_id = ?"


@click.command(
    epilog=examples(
        "dateline waive missing_title 8f14e45f --why 'a note without a headline' --until 2027-06-30",
        "dateline waive misspelt_word a.txt --subject minster --why 'a church' --until 2027-06-30 --by Desk",
    )
)
@click.argument("rule")
@click.argument("article")
@click.option("--subject", metavar="TEXT", help="Only the finding about this; else all of the rule in the article.")
@click.option("--why", required=True, metavar="TEXT", help="The reason.")
@click.option("--until", required=True, metavar="DAY", help="Last day on which it holds.")
@click.option("--by", metavar="NAME", help="Who decides.")
@takes("decisions")
@everywhere
@click.pass_context
def waive(
    ctx: click.Context, rule: str, article: str, subject: str | None, why: str, until: str, by: str | None
) -> int:
    """Live with findings of RULE in ARTICLE for a while: they no longer count as open, nor fail a run.

    ARTICLE is an id, the id that its source gave it, an address or a file; '' for a finding about a source or a table.
    The decision is written to decisions.toml. It holds from the next run or check on, until its day is over or the
    article changes.
    """
    from pipelines.cli import decisions, decisions_file, known, published
    from pipelines.cli.values import Said
    from pipelines.decisions import Waiver

    said = settings(ctx)
    known.check_known(rule, decisions.known_rules(), "RULE")
    last = decisions.day(Said(until, "--until"))
    if last < _today(said):
        raise UsageError(f"--until must not lie in the past: {last}")
    with published.opened(said.data) as con:
        name, version, title = _article(con, article)
        _check_found(con, rule, name, subject)
    waiver = Waiver(rule, name, why, last, subject, by, version)
    decisions_file.put(said.decisions, waiver, title)
    click.echo(f"Waived until {last}, from the next run or check on: {_told(waiver)}. See {said.decisions}")
    return exits.DONE


@click.command(epilog=examples("dateline unwaive missing_title 8f14e45f"))
@click.argument("rule")
@click.argument("article")
@click.option("--subject", metavar="TEXT", help="Only the waiver for this subject; else all for rule and article.")
@takes("decisions")
@everywhere
@click.pass_context
def unwaive(ctx: click.Context, rule: str, article: str, subject: str | None) -> int:
    """Take back what was waived for RULE and ARTICLE. The findings are open again from the next run or check on."""
    from pipelines.cli import decisions_file, published
    from pipelines.store.naming import named
    from pipelines.store.publish import PUBLISHED

    said = settings(ctx)
    names = {article}
    if (said.data / PUBLISHED).exists():
        with published.opened(said.data) as con:
            names |= set(named(con, article))
    taken = decisions_file.take(said.decisions, rule, names, subject)
    if not taken:
        raise UsageError(f"{said.decisions}: nothing is waived for {rule} in {article or 'no article'}")
    click.echo(f"Taken back: {taken} waiver{'' if taken == 1 else 's'} in {said.decisions}")
    return exits.DONE


def _today(said: "Settings") -> date:
    return (said.as_of or datetime.now(UTC)).date()


def _article(con: "DuckDBPyConnection", article: str) -> tuple[str, str | None, str | None]:
    """Id, version and a name for people of the article that is meant."""
    from pipelines.store.naming import named_article

    if not article:
        return "", None, None
    name = named_article(con, article)
    version, title = con.execute(_ARTICLE, [name]).fetchall()[0]
    return name, version, title


def _check_found(con: "DuckDBPyConnection", rule: str, article: str, subject: str | None) -> None:
    subjects = [found for found, _ in con.execute(_FOUND, {"rule": rule, "article": article}).fetchall()]
    if not subjects:
        raise UsageError(f"{rule} has found nothing in {article or 'no article'}: there is nothing to waive")
    if subject is not None and subject not in subjects:
        raise UsageError(
            f"--subject: {rule} has found nothing about {subject!r}, but about {', '.join(subjects[:5])!r}"
        )


def _told(waiver: "Waiver") -> str:
    about = f" “{waiver.subject}”" if waiver.subject else ""
    return f"{waiver.rule}{about} in {waiver.article or 'no article'}"
