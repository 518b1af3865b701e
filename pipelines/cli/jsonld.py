"""The claims of the published file -> schema.org Claims as one JSON-LD document, which a ClaimReview can point to.

A review names a claim by its `@id` as `itemReviewed`. A speaker is a Person or an Organization where the names of the
article tell which, and has no type where they do not: nothing is guessed.
"""

from pathlib import Path

import duckdb

from pipelines.whole_file import writing

ENDING = ".jsonld"
_CONTEXT = "https://schema.org"
_BATCH = 10_000
# Of attributed statements only: a sentence without a speaker is claimed by the article itself.
_CLAIMS = """
WITH named AS (
    SELECT c.claim_id, arg_min(m.kind, m.start) AS kind
    FROM claims c JOIN name_mentions m ON m.article_id = c.article_id
        AND m.start >= c.speaker_start AND m.end_ <= c.speaker_start + length(c.speaker)
    GROUP BY c.claim_id
), told AS (
    SELECT c.*, a.url, a.title, a.published_day, a.language, named.kind AS speaker_kind, a.source_id
    FROM claims c JOIN articles a USING (article_id) LEFT JOIN named USING (claim_id)
)
SELECT json_merge_patch('{}', json_object(
    '@type', 'Claim',
    '@id', 'urn:dateline:claim:' || claim_id,
    'text', content,
    'inLanguage', coalesce(language, 'en'),
    'datePublished', published_day::VARCHAR,
    'author', CASE WHEN speaker IS NOT NULL THEN json_object(
        '@type', CASE speaker_kind WHEN 'person' THEN 'Person' WHEN 'body' THEN 'Organization' END,
        'name', coalesce(speaker_resolved, speaker)
    ) END,
    'exampleOfWork', CASE WHEN claim_group_id IS NOT NULL THEN json_object(
        '@type', 'Claim', '@id', 'urn:dateline:claim-group:' || claim_group_id
    ) END,
    'appearance', json_object(
        '@type', 'NewsArticle',
        '@id', 'urn:dateline:article:' || article_id,
        'url', url,
        'headline', title,
        'datePublished', published_day::VARCHAR,
        'publisher', json_object('@type', 'Organization', 'name', source_id)
    )
))::VARCHAR
FROM told ORDER BY article_id, content_start, content_end, kind
"""


def write_claims(con: duckdb.DuckDBPyConnection, file: Path) -> None:
    """Write all claims; whole or not at all, in bounded memory. Raises StorageError."""
    rows = con.execute(_CLAIMS)
    with writing(file) as out:
        out.write(f'{{"@context":"{_CONTEXT}","@graph":[')
        between = "\n"
        while batch := rows.fetchmany(_BATCH):
            for (claim,) in batch:
                out.write(between + claim)
                between = ",\n"
        out.write("\n]}\n")
