"""A store in memory to put rows into by hand, and what a rule finds in it."""

from datetime import UTC, datetime
from typing import NamedTuple

from pipelines import tables
from pipelines.quality.offenders import find_offenders
from pipelines.quality.rules import read_preludes, read_rules
from pipelines.quality.workspace import workspace
from pipelines.resources import folder
from pipelines.store import load
from pipelines.store.sql import beside, make_macros

SEEN = datetime(2020, 4, 6, 12, tzinfo=UTC)
BODY = "The council met on Friday and agreed on the budget. Nobody voted against it, the mayor said after the meeting."
_LOAD = beside(load.__file__)
_FOUND = """
CREATE OR REPLACE TEMP VIEW found AS
SELECT text_number, articles.* FROM articles JOIN fingerprints USING (article_id) WHERE text_number = {}
"""


class Finding(NamedTuple):
    article_id: str
    severity: str
    evidence: str | None
    suggestion: str | None
    span_of: str | None
    span_start: int | None
    span_end: int | None


class Store:
    """A store in memory that articles can be put into, and asked what a rule finds."""

    def __init__(self) -> None:
        self.con = tables.connect()
        tables.create_tables(self.con)
        tables.create_views(self.con)
        make_macros(self.con)

    def empty(self) -> None:
        """Making the tables takes longer than most tests do."""
        for (table,) in self.con.sql("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main'").fetchall():
            self.con.execute(f"DELETE FROM {table}")

    def put(self, table: str, **row: object) -> None:
        names, marks = ", ".join(row), ", ".join("?" for _ in row)
        self.con.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(row.values()))

    def add(self, article_id: str, text: str = BODY, **columns: object) -> None:
        """An article without a fault that waits for its check; every column can be said."""
        day = SEEN.date()
        row: dict[str, object] = {
            "article_id": article_id, "version_id": "v", "source_id": "paper", "ref": "paper.jsonl", "guid": article_id,
            "title": "A headline", "text": text, "language": "en", "declared_text": str(day), "declared_day": day,
            "declared_precision": "day", "published_day": day, "date_status": "declared", "story_id": "story",
            "position": 0, "rule_version": 1, "first_seen_at": SEEN, "last_seen_at": SEEN, "run_id": "r0",
        }  # fmt: skip
        self.put("articles", **(row | columns))
        self.put("pending", article_id=article_id, step="check")
        self._read(article_id)

    def _read(self, article_id: str) -> None:
        """The names and words of its text, as they are loaded."""
        number = self.con.execute("SELECT count(*) + 1 FROM fingerprints").fetchall()[0][0]
        self.put(
            "fingerprints", article_id=article_id, scheme="none", text_hash=article_id, seniority=0, text_number=number,
            shingle_count=0, shingles=[],
        )  # fmt: skip
        self.con.execute(_FOUND.format(number))
        for statement in ("insert_text_names", "insert_text_words"):
            self.con.execute(_LOAD[statement])

    def findings(self, rule: str) -> list[Finding]:
        """What the rule's SQL finds, by article."""
        files = folder("expectations")
        rules = [one for one in read_rules(files) if one.name == rule]
        with workspace(self.con, folder("schemas") / "terms", "r1"):
            assert rules
            assert find_offenders(self.con, read_preludes(files), rules) == {}
            rows = self.con.execute(f"SELECT {', '.join(Finding._fields)} FROM checking.findings ORDER BY ALL")
            return [Finding(*row) for row in rows.fetchall()]

    def issues(self, columns: str = "rule, article_id, state") -> list[tuple[object, ...]]:
        return self.con.execute(f"SELECT {columns} FROM quality_issues ORDER BY ALL").fetchall()
