"""What people decided -> which of the findings stand: accepted names and words are none, and some are waived.

Waived findings are kept and counted apart: they are not judged, and fail no run.
"""

import re

import duckdb

# Findings of rules about words whose words stand in an accepted name (Minster in York Minster) of several words or one.
_DOUBTFUL = """
SELECT rule, article_id, subject, evidence, text
FROM checking.findings JOIN articles USING (article_id)
WHERE rule IN ('misspelt_word', 'misnamed_entity') AND span_of = 'text'
    AND EXISTS (FROM own_terms WHERE canonical IS NULL AND contains(lower(written), lower(evidence)))
"""
_MOVE = """
UPDATE checking.findings SET span_start = ?, span_end = ?, message = replace(message, evidence, ?), evidence = ?
WHERE (rule, article_id, subject) = (?, ?, ?)
"""
_DROP = "DELETE FROM checking.findings WHERE (rule, article_id, subject) = (?, ?, ?)"
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
    """Findings in checking.findings whose words lie within a name or word that people accepted: each goes to the first
    place where its words stand outside of one, or goes altogether.
    """
    own = [name for (name,) in con.execute("SELECT written FROM own_terms WHERE canonical IS NULL").fetchall()]
    if not own:
        return
    accepted = re.compile("|".join(re.escape(name) for name in sorted(own, key=len, reverse=True)), re.IGNORECASE)
    for *key, words, text in con.execute(_DOUBTFUL).fetchall():
        if place := _outside(text, words, accepted):
            con.execute(_MOVE, [*place.span(), place[0], place[0], *key])
        else:
            con.execute(_DROP, key)


def _outside(text: str, words: str, accepted: re.Pattern[str]) -> re.Match[str] | None:
    """The first place of the words that lies in nothing accepted."""
    taken = [one.span() for one in accepted.finditer(text)]
    for place in re.finditer(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])", text, re.IGNORECASE):
        if not any(start <= place.start() and place.end() <= end for start, end in taken):
            return place
    return None


def waive(con: duckdb.DuckDBPyConnection) -> None:
    """Make checking.waived anew: those of checking.findings for which a waiver holds."""
    con.execute(_WAIVED)
