"""The command that tells which articles are like one, and why."""

from typing import TYPE_CHECKING

import click

from pipelines import exits
from pipelines.cli.flags import everywhere, examples, settings
from pipelines.errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# What names an article: its id, a former one, the id that its source gave it, its address, its file.
_NAMED = """
    SELECT DISTINCT article_id FROM (
        SELECT article_id FROM articles WHERE $article IN (article_id, guid, url, canonical_url, ref)
        UNION ALL SELECT article_id FROM article_keys WHERE key = $article
        UNION ALL SELECT article_id FROM sightings WHERE $article IN (guid, url)
    ) ORDER BY 1
"""
_SIMILAR = """
    SELECT kind, CASE WHEN a_id = $article THEN b_id ELSE a_id END AS article_id, coalesce(o.guid, o.ref) AS id,
           o.title, o.published_day::VARCHAR AS published_day, containment, jaccard, shared, words
    FROM article_links JOIN articles o ON o.article_id = CASE WHEN a_id = $article THEN b_id ELSE a_id END
    WHERE $article IN (a_id, b_id)
    ORDER BY list_position(['same_text', 'near_copy', 'update', 'excerpt', 'template', 'shares_quote'], kind),
        containment DESC, shared DESC, o.article_id
"""
_WHY = {
    "same_text": "the same words",
    "near_copy": "{0:.0%} of the shorter text, {1:.0%} of both",
    "excerpt": "{0:.0%} of the shorter text is in the longer",
    "update": "{0:.0%} of the shorter text is in the longer, which came later",
    "template": "{0:.0%} of the shorter text, with other names or numbers",
    "shares_quote": "{2} words: “{3}”",
}
_SHOWN = 90


@click.command(epilog=examples("dateline similar https://paper.example/1", "dateline similar 8f14e45f --format jsonl"))
@click.argument("article")
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", help="Form.  [table]")
@everywhere
@click.pass_context
def similar(ctx: click.Context, article: str, form: str) -> int:
    """List what is like ARTICLE, and why: copies, parts, the same pattern, shared quotes.

    ARTICLE is an id (a former one too), the id that the source gave it, an address or the name of its file.
    """
    from pipelines.cli import published, tables

    with published.opened(settings(ctx).data) as con:
        found = con.execute(_SIMILAR, {"article": _named(con, article)})
        names = [column[0] for column in found.description or ()]
        rows = found.fetchall()
    if form == "jsonl":
        import json

        for row in rows:
            click.echo(json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False))
        return exits.DONE
    shown = tables.table(("kind", "why", "article", "headline", "day"), map(_shown, rows))
    tables.console().print(shown if rows else "No article is like this one.")
    return exits.DONE


def _named(con: "DuckDBPyConnection", article: str) -> str:
    """The id of the one article that is meant. Raises UsageError where there is none or more."""
    found = [name for (name,) in con.execute(_NAMED, {"article": article}).fetchall()]
    if not found:
        raise UsageError(f"ARTICLE: nothing stored is named {article}")
    if len(found) > 1:
        raise UsageError(f"ARTICLE: {article} names {len(found)} articles: {', '.join(found[:5])}")
    return str(found[0])


def _shown(row: tuple[str, str, str, str | None, str | None, float, float, int, str | None]) -> tuple[str | None, ...]:
    kind, _, name, title, day, containment, jaccard, shared, words = row
    said = " ".join((words or "").split())
    said = said if len(said) <= _SHOWN else said[: _SHOWN - 1].rstrip() + "…"
    return kind, _WHY[kind].format(containment, jaccard, shared, said), name, title, day
