"""How a command ended -> files for other programs: a JSON summary, JUnit XML of the checks, Prometheus metrics."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelines.cli.published import opened
from pipelines.options import Settings
from pipelines.store.publish import PUBLISHED
from pipelines.whole_file import draft_of

if TYPE_CHECKING:
    from pipelines.run import Outcome

# So many findings of a rule are told in words.
_EXAMPLES = 3
_OPEN = f"""
    SELECT rule, severity, count(*),
        list(concat_ws(': ', coalesce(guid, ref), message)
            ORDER BY first_run_id DESC, article_id, subject)[:{_EXAMPLES}]
    FROM quality_issues LEFT JOIN (SELECT article_id, guid, ref FROM articles) USING (article_id)
    WHERE state = 'open' GROUP BY ALL ORDER BY rule, severity
"""
_WAIVED = """
    SELECT rule, severity, count(*) FROM quality_issues WHERE state = 'waived' GROUP BY ALL ORDER BY rule, severity
"""
_STORED = "SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM stories)"
_RESULTS = """
    SELECT scope, rule, severity, success, observed, unexpected, total, error
    FROM quality_results WHERE run_id = ? ORDER BY scope, rule
"""


class Ended(NamedTuple):
    """A command that has come to its end. Without an outcome it failed, for the reason in `error`."""

    command: str
    started_at: datetime
    ended_at: datetime
    exit_code: int
    outcome: "Outcome | None" = None
    error: str | None = None


class OpenFindings(NamedTuple):
    """How many findings of a rule are open, and the newest of them in words."""

    rule: str
    severity: str
    number: int
    examples: list[str]


class WaivedFindings(NamedTuple):
    """How many findings of a rule people have decided to live with for now: counted apart, they fail nothing."""

    rule: str
    severity: str
    number: int


class CheckResult(NamedTuple):
    """What a check came to in one scope; `success` None and an error where it could not be run."""

    scope: str
    rule: str
    severity: str
    success: bool | None
    observed: str | None
    unexpected: int | None
    total: int | None
    error: str | None


class Published(NamedTuple):
    """What other programs are told of the published file."""

    articles: int = 0
    stories: int = 0
    findings: tuple[OpenFindings, ...] = ()
    waived: tuple[WaivedFindings, ...] = ()
    results: tuple[CheckResult, ...] = ()


def tell(said: Settings, ended: Ended) -> None:
    """Write the files that the settings ask for, each whole or not at all. Raises StorageError."""
    if not (said.summary or said.junit or said.metrics):
        return
    found = _published(said.data, ended.outcome.run_id if ended.outcome else "")
    if said.summary:
        _write(said.summary, summary(ended, found, said.data))
    if said.junit:
        from pipelines.cli.junit import junit_xml

        _write(said.junit, junit_xml(ended, found))
    if said.metrics:
        from pipelines.cli.metrics import exposition

        _write(said.metrics, exposition(ended, found))


def summary(ended: Ended, found: Published, data: Path) -> str:
    """One JSON object: the counts of the run, what it found, where things are."""
    outcome = ended.outcome
    counts = ("read", "rejected", "deduplicated", "claims", "landed", "new_articles", "new_versions")
    said: dict[str, object] = {
        "command": ended.command,
        "run_id": outcome.run_id if outcome else None,
        "started_at": ended.started_at.isoformat(),
        "ended_at": ended.ended_at.isoformat(),
        "exit_code": ended.exit_code,
        "error": ended.error,
        "seconds": dict(outcome.seconds) if outcome else {},
        "counts": {name: getattr(outcome, name) for name in counts} if outcome else {},
        "findings_opened": dict(outcome.opened) if outcome else {},
        "findings_open": [one._asdict() for one in found.findings],
        "findings_waived": [one._asdict() for one in found.waived],
        "checks": [one._asdict() for one in found.results],
        "stored": {"articles": found.articles, "stories": found.stories},
        "notes": list(outcome.notes) if outcome else [],
        "published": str(data / PUBLISHED),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _published(data: Path, run_id: str) -> Published:
    if not (data / PUBLISHED).exists():
        return Published()
    with opened(data) as con:
        ((articles, stories),) = con.execute(_STORED).fetchall()
        findings = tuple(OpenFindings(*row) for row in con.execute(_OPEN).fetchall())
        waived = tuple(WaivedFindings(*row) for row in con.execute(_WAIVED).fetchall())
        results = tuple(CheckResult(*row) for row in con.execute(_RESULTS, [run_id]).fetchall())
    return Published(articles, stories, findings, waived, results)


def _write(file: Path, content: str) -> None:
    # Where a text was read with lost bytes in it, its message has halves of surrogates.
    with draft_of(file) as part:
        part.write_text(content, encoding="utf-8", errors="replace")
