"""What is installed elsewhere brings everything along; what is run here says what it is."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TARGETS = ["help", "run", "test", "check", "lint", "types", "sql", "bench", "pictures", "clean"]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, as `pip install .` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = ["-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run([sys.executable, *build], cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.parametrize("folder", ["schemas", "expectations"])
def test_the_wheel_brings_its_data(wheel: Path, folder: str) -> None:
    """A command that is installed anywhere finds its tables, terms and rules."""
    here = {f"pipelines/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*.*") if path.is_file()}
    assert here <= set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("kind", ["sql", "html", "css", "js"])
def test_the_wheel_brings_what_stands_beside_the_code(wheel: Path, kind: str) -> None:
    """The store is SQL files and the report is templates, and they are no Python."""
    here = {str(path.relative_to(ROOT)) for path in (ROOT / "pipelines").rglob(f"*.{kind}")}
    assert here
    assert here <= set(zipfile.ZipFile(wheel).namelist())


def test_an_installed_copy_makes_its_tables(wheel: Path, tmp_path: Path) -> None:
    """From its own files, with no checkout near."""
    zipfile.ZipFile(wheel).extractall(tmp_path)
    script = "from pipelines import tables; tables.create_tables(tables.connect()); print(tables.__file__)"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == str(tmp_path / "pipelines" / "tables.py")


def test_make_alone_lists_the_targets() -> None:
    """One line each: what is there to do."""
    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [line.split()[1] for line in done.stdout.splitlines()] == TARGETS


def test_the_lock_names_no_registry() -> None:
    """Where packages come from is the business of the machine."""
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_the_lock_has_a_hash_for_every_package() -> None:
    """pip then refuses whatever is not what was tried."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = [part for part in lock.split("\n") if "==" in part and not part.startswith(" ")]
    assert [package for package in packages if not package.endswith("\\")] == []
