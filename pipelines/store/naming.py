"""The name of an article, as a person gives it -> its id, in a store or a published file."""

import duckdb

from pipelines.errors import UsageError

# What names an article: its id, a former one, the id that its source gave it, its address, its file.
_NAMED = """
    SELECT DISTINCT article_id FROM (
        SELECT article_id FROM articles WHERE $article IN (article_id, guid, url, canonical_url, ref)
        UNION ALL SELECT article_id FROM article_keys WHERE key = $article
        UNION ALL SELECT article_id FROM sightings WHERE $article IN (guid, url)
    ) ORDER BY 1
"""


def named(con: duckdb.DuckDBPyConnection, article: str) -> list[str]:
    """The ids of the articles of that name: an id (a former one too), a GUID, an address, a file."""
    found = [str(name) for (name,) in con.execute(_NAMED, {"article": article}).fetchall()]
    return [article] if article in found else found


def named_article(con: duckdb.DuckDBPyConnection, article: str) -> str:
    """The id of the one article that is meant. Raises UsageError where there is none or more."""
    found = named(con, article)
    if not found:
        raise UsageError(f"ARTICLE: nothing stored is named {article}")
    if len(found) > 1:
        raise UsageError(f"ARTICLE: {article} names {len(found)} articles: {', '.join(found[:5])}")
    return found[0]
