"""What people decided -> which of the findings stand: accepted names and words are none, and some are waived.

Waived findings are kept and counted apart: they are not judged, and fail no run.
"""

import duckdb

# Rules about words. Where the words at fault stand within an accepted name (Minster in York Minster), it is no slip.
_ACCEPTED = """
DELETE FROM checking.findings AS found
USING (
    SELECT article_id, lower(text) AS text FROM articles
    WHERE article_id IN (SELECT article_id FROM checking.findings WHERE rule IN ('misspelt_word', 'misnamed_entity'))
) AS told, (SELECT lower(written) AS name FROM own_terms WHERE canonical IS NULL) AS own
WHERE found.rule IN ('misspelt_word', 'misnamed_entity')
    AND found.article_id = told.article_id
    AND found.span_of = 'text'
    AND contains(own.name, lower(found.evidence))
    AND substr(told.text, found.span_start + 2 - instr(own.name, lower(found.evidence)), length(own.name)) = own.name
"""
_WAIVED = """
CREATE OR REPLACE TABLE checking.waived AS
SELECT rule, article_id, subject FROM checking.findings AS found
WHERE EXISTS (
    FROM waivers AS waiver
    WHERE waiver.rule = found.rule
        AND waiver.article_id = found.article_id
        AND coalesce(waiver.subject, found.subject) = found.subject
        AND waiver.state = 'holds'
)
"""


def accept(con: duckdb.DuckDBPyConnection) -> None:
    """Take out of checking.findings what lies within a name or word that people accepted."""
    con.execute(_ACCEPTED)


def waive(con: duckdb.DuckDBPyConnection) -> None:
    """Make checking.waived anew: those of checking.findings for which a waiver holds."""
    con.execute(_WAIVED)
