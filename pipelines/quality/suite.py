"""A check of ours -> the expectation that Great Expectations is asked for, by its own name and arguments."""

from typing import TYPE_CHECKING, NamedTuple

from pipelines.quality.rules import Builtin

if TYPE_CHECKING:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

_TYPES = {
    "unique": "expect_column_values_to_be_unique",
    "not_null": "expect_column_values_to_not_be_null",
    "in_set": "expect_column_values_to_be_in_set",
    "between": "expect_column_values_to_be_between",
    "ordered": "expect_column_pair_values_a_to_be_greater_than_b",
}
_COMPOUND_UNIQUE = "expect_compound_columns_to_be_unique"
_UNEXPECTED_ROWS = "unexpected_rows_expectation"


class Query(NamedTuple):
    """A rule of ours as Great Expectations runs it: SQL over `{batch}` that gives the unexpected rows."""

    name: str
    severity: str
    sql: str


def configuration(check: Query | Builtin) -> "ExpectationConfiguration":
    """What to expect, with the rule's name in its meta."""
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration
    from great_expectations.expectations.metadata_types import FailureSeverity

    kind, arguments = _asked(check)
    severity = FailureSeverity(check.severity)
    return ExpectationConfiguration(type=kind, kwargs=arguments, meta={"rule": check.name}, severity=severity)


def _asked(check: Query | Builtin) -> tuple[str, dict[str, object]]:
    if isinstance(check, Query):
        return _UNEXPECTED_ROWS, {"unexpected_rows_query": check.sql}
    first, last = check.columns[0], check.columns[-1]
    if check.kind == "unique" and len(check.columns) > 1:
        return _COMPOUND_UNIQUE, {"column_list": list(check.columns)}
    arguments: dict[str, object] = {"column": first}
    if check.kind == "in_set":
        arguments |= {"value_set": list(check.values)}
    if check.kind == "between":
        arguments |= {"min_value": check.low, "max_value": check.high}
    if check.kind == "ordered":
        arguments = {"column_A": last, "column_B": first, "or_equal": True, "ignore_row_if": "either_value_is_missing"}
    return _TYPES[check.kind], arguments
