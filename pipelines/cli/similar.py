"""The command that tells which articles are like one, and why."""

import click

from pipelines import exits
from pipelines.cli.flags import everywhere, examples, settings

_SIMILAR = """
    SELECT kind, CASE WHEN a_id = $article THEN b_id ELSE a_id END AS article_id, coalesce(o.guid, o.ref) AS id,
           o.title, o.published_day::VARCHAR AS published_day, containment, jaccard, shared, words
    FROM article_links JOIN articles o ON o.article_id = CASE WHEN a_id = $article THEN b_id ELSE a_id END
    WHERE $article IN (a_id, b_id)
    ORDER BY list_position(
            ['same_text', 'near_copy', 'update', 'excerpt', 'template', 'shares_quote', 'shares_names'], kind),
        containment DESC, shared DESC, o.article_id
"""
_WHY = {
    "same_text": "the same words",
    "near_copy": "{0:.0%} of the shorter text, {1:.0%} of both",
    "excerpt": "{0:.0%} of the shorter text is in the longer",
    "update": "{0:.0%} of the shorter text is in the longer, which came later",
    "template": "{0:.0%} of the shorter text, with other names or numbers",
    "shares_quote": "{2} words: “{3}”",
    "shares_names": "{2} rare names: {3}",
}
_SHOWN = 90


@click.command(epilog=examples("dateline similar https://paper.example/1", "dateline similar 8f14e45f --format jsonl"))
@click.argument("article")
@click.option("--format", "form", type=click.Choice(("table", "jsonl")), default="table", help="Form.  [table]")
@everywhere
@click.pass_context
def similar(ctx: click.Context, article: str, form: str) -> int:
    """List what is like ARTICLE, and why: copies, parts, the same pattern, shared quotes, rare names.

    ARTICLE is an id (a former one too), the id that the source gave it, an address or the name of its file.
    """
    from pipelines.cli import published, tables
    from pipelines.store.naming import named_article

    with published.opened(settings(ctx).data) as con:
        found = con.execute(_SIMILAR, {"article": named_article(con, article)})
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


def _shown(row: tuple[str, str, str, str | None, str | None, float, float, int, str | None]) -> tuple[str | None, ...]:
    kind, _, name, title, day, containment, jaccard, shared, words = row
    said = " ".join((words or "").split())
    said = said if len(said) <= _SHOWN else said[: _SHOWN - 1].rstrip() + "…"
    return kind, _WHY[kind].format(containment, jaccard, shared, said), name, title, day
