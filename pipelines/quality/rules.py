"""The expectations as they are written down: one SQL file a rule, and a list of those that Great Expectations has."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

SEVERITIES = ("critical", "warning", "info")
KINDS = ("unique", "not_null", "in_set", "between", "ordered")
_HEADER = re.compile(r"^-- (rule|severity|looks at|why): (.+)$", re.M)


class Rule(NamedTuple):
    """A rule of our own: one SELECT that finds its offenders; where `alone`, it judges an article by itself."""

    name: str
    severity: str
    why: str
    sql: str
    alone: bool = False


class Builtin(NamedTuple):
    """A rule of Great Expectations: its kind, the columns of a table, `values` or `low` and `high` if it has any."""

    name: str
    severity: str
    why: str
    table: str
    kind: str
    columns: tuple[str, ...]
    values: tuple[str, ...]
    low: float | None
    high: float | None


def read_rules(folder: Path) -> tuple[Rule, ...]:
    """Every rule of the folder, by name; a ValueError names the file whose header is not as it should be."""
    return tuple(_rule(file) for file in sorted(folder.glob("[!_]*.sql")))


def read_preludes(folder: Path) -> tuple[tuple[str, str], ...]:
    """Name and SQL of what several rules share: the files that begin with an underscore."""
    return tuple((file.stem, file.read_text(encoding="utf-8")) for file in sorted(folder.glob("_*.sql")))


def read_builtins(file: Path) -> tuple[Builtin, ...]:
    """The rules that need no SQL of ours."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["expectation"]
    return tuple(_builtin(row) for row in rows)


def _rule(file: Path) -> Rule:
    sql = file.read_text(encoding="utf-8")
    head = dict(_HEADER.findall(sql))
    if head.get("rule") != file.stem or head.get("severity") not in SEVERITIES or not head.get("why"):
        raise ValueError(f"{file}: the header must give rule (as the file is named), severity and why")
    alone = head.get("looks at") == "one article"
    return Rule(file.stem, head["severity"], head["why"], sql.rstrip().rstrip(";"), alone)


def _builtin(row: dict[str, object]) -> Builtin:
    table, kind, columns = str(row["table"]), str(row["kind"]), _strings(row["columns"])
    if kind not in KINDS or row["severity"] not in SEVERITIES:
        raise ValueError(f"{table}: no such kind or severity: {kind}, {row['severity']}")
    return Builtin(
        name=f"{table}.{'_'.join(columns)}.{kind}",
        severity=str(row["severity"]),
        why=str(row["why"]),
        table=table,
        kind=kind,
        columns=columns,
        values=_strings(row.get("values", [])),
        low=_number(row.get("low")),
        high=_number(row.get("high")),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
