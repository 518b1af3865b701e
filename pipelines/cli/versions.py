"""Which Dateline, on which engines."""

import platform
from importlib.metadata import PackageNotFoundError, version

from pipelines.version import VERSION

_ENGINES = {"Apache Beam": "apache-beam", "DuckDB": "duckdb", "Great Expectations": "great-expectations"}


def sentence() -> str:
    """`dateline 0.1.0 (Apache Beam 2.77.0, …)`, without importing any of them."""
    engines = [f"{name} {_version(package)}" for name, package in _ENGINES.items()]
    return f"dateline {VERSION} ({', '.join([*engines, f'Python {platform.python_version()}'])})"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"
