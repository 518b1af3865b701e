"""The rules of the house that a machine can hold."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "pipelines").rglob("*.py"))
STAGES = sorted(path for path in (ROOT / "pipelines" / "stages").glob("*.py") if path.name != "__init__.py")
LANGUAGE = sorted((ROOT / "pipelines" / "language").glob("*.py"))
FORMATS = sorted((ROOT / "pipelines" / "formats").glob("*.py"))
PRINTED = {"rows.py"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", STAGES, ids=named)
def test_no_stage_imports_a_stage(path: Path) -> None:
    """The order of the stages is said in one place, ingest.py."""
    assert not {name for name in imports(path) if name.startswith("pipelines.stages")}


@pytest.mark.parametrize("path", STAGES, ids=named)
def test_a_stage_ends_with_the_transform_that_its_file_is_named_after(path: Path) -> None:
    """Who opens a stage finds what it is for in the same place everywhere."""
    last = ast.parse(path.read_text(encoding="utf-8")).body[-1]
    assert isinstance(last, ast.ClassDef)
    assert last.name == "".join(word.capitalize() for word in path.stem.split("_"))


@pytest.mark.parametrize("path", STAGES, ids=named)
def test_the_transform_of_a_stage_only_wires(path: Path) -> None:
    """What decides about data is a function that a test can call without a pipeline."""
    last = ast.parse(path.read_text(encoding="utf-8")).body[-1]
    assert isinstance(last, ast.ClassDef)
    expand = next(node for node in last.body if isinstance(node, ast.FunctionDef))
    assert expand.name == "expand"
    assert (expand.end_lineno or 0) - expand.lineno < 15


@pytest.mark.parametrize("path", [*STAGES, ROOT / "pipelines" / "ingest.py"], ids=named)
def test_the_graph_keeps_its_annotations(path: Path) -> None:
    """Beam checks the wiring by annotations that exist when the graph is built."""
    assert "__future__" not in imports(path)


@pytest.mark.parametrize("path", [*LANGUAGE, *FORMATS], ids=named)
def test_knowledge_of_text_touches_no_engine(path: Path) -> None:
    """Pure functions can be tested, timed and used without a pipeline or a store."""
    roots = {name.split(".")[0] for name in imports(path)}
    assert not roots & {"apache_beam", "duckdb", "great_expectations", "subprocess", "socket", "urllib3", "os", "time"}


@pytest.mark.parametrize("path", LANGUAGE, ids=named)
def test_knowledge_of_text_has_no_clock(path: Path) -> None:
    """The same text gives the same result on any day."""
    calls = [node.func for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call, ast.Attribute) and call.attr in ("now", "today", "utcnow")]


@pytest.mark.parametrize("path", [path for path in MODULES if path.name not in PRINTED], ids=named)
def test_no_module_is_longer_than_three_hundred_lines(path: Path) -> None:
    """One idea a module."""
    assert path.read_text(encoding="utf-8").count("\n") <= 300


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_function_is_longer_than_forty_lines(path: Path) -> None:
    """Twenty where they can be; what needs more than forty is two functions."""
    functions = (
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    )
    assert not [node.name for node in functions if (node.end_lineno or 0) - node.lineno > 40]


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__init__.py"], ids=named)
def test_every_module_says_what_it_is(path: Path) -> None:
    """The first line of a module is its contract."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_command_line_answers_without_the_engines() -> None:
    """Help must come at once: neither Beam, DuckDB nor Great Expectations is imported for it."""
    code = "import sys; from pipelines.__main__ import main; main(['--help']); print(sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = done.stdout.rsplit("[", 1)[1]
    assert not [name for name in ("'apache_beam'", "'duckdb'", "'great_expectations'", "'rich'") if name in listed]
