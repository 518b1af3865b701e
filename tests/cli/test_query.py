"""Rows as they are printed."""

import json
from collections.abc import Callable

import pytest

Printed = pytest.CaptureFixture[str]


def test_a_number_that_json_does_not_know_is_null(call: Callable[..., int], capsys: Printed) -> None:
    """Standard readers refuse Infinity and NaN; a text that says so, quoted or not, stays as it is."""
    call(
        "sql",
        "SELECT 'inf'::DOUBLE AS a, ['-inf'::FLOAT, 'nan', 1.5] AS b, 'a\" -Infinity \\' AS c",
        "--format",
        "json",
    )
    out = capsys.readouterr().out
    assert "NaN" not in out
    assert json.loads(out) == [{"a": None, "b": [None, None, 1.5], "c": 'a" -Infinity \\'}]
