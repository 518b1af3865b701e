"""The decisions of people -> the tables that hold them, and the articles that are to be dated anew.

They are read from their file by every run and replace what the run before had read.
"""

import logging
from collections.abc import Iterable
from datetime import date

import duckdb

from pipelines.decisions import Decisions, OwnName
from pipelines.store.sql import beside, transaction

_SQL = beside(__file__)
_log = logging.getLogger("dateline.decisions")


def decide(con: duckdb.DuckDBPyConnection, decisions: Decisions, today: date) -> None:
    """Put the decisions in place. A name that means no stored article, or several, is told and left out."""
    with transaction(con):
        _name(con, decisions)
        con.execute(_SQL["waivers"], _waivers(decisions) | {"today": today})
        con.execute(_SQL["dates"], _dates(decisions))
        for name in ("keep_waivers", "dates_pending", "keep_dates", "forget_terms"):
            con.execute(_SQL[name])
        con.execute(_SQL["keep_terms"], _terms(decisions))


def _name(con: duckdb.DuckDBPyConnection, decisions: Decisions) -> None:
    """Leaves the temporary table `named_articles`."""
    named = {one.article: one.where for one in decisions.date} | {one.article: one.where for one in decisions.waiver}
    con.execute(_SQL["named"], {"names": list(named)})
    for name, count in con.execute(_SQL["odd"], {"names": list(named)}).fetchall():
        told = f"{count} articles; name one by its article_id" if count else "no stored article"
        _log.warning('%s: "%s" means %s', named[name], name, told)
    con.execute(_SQL["clear"])


def _waivers(decisions: Decisions) -> dict[str, object]:
    asked = decisions.waiver
    return {
        "rules": [one.rule for one in asked], "articles": [one.article for one in asked],
        "subjects": [one.subject for one in asked], "versions": [one.version for one in asked],
        "untils": [one.until for one in asked], "whys": [one.why for one in asked], "bys": [one.by for one in asked],
    }  # fmt: skip


def _dates(decisions: Decisions) -> dict[str, object]:
    asked = decisions.date
    return {
        "articles": [one.article for one in asked], "days": [one.day for one in asked],
        "whys": [one.why for one in asked], "bys": [one.by for one in asked],
    }  # fmt: skip


def _terms(decisions: Decisions) -> dict[str, object]:
    rows: list[tuple[str, str | None, str | None]] = [(one.word, None, one.why) for one in decisions.word]
    for name in decisions.name:
        rows += _forms(name)
    return {
        "written": [row[0] for row in rows], "canonical": [row[1] for row in rows], "whys": [row[2] for row in rows],
    }  # fmt: skip


def _forms(name: OwnName) -> Iterable[tuple[str, str | None, str | None]]:
    yield from ((right, None, name.why) for right in (name.canonical, *name.accepted))
    yield from ((wrong, name.canonical, name.why) for wrong in name.misnomer)
