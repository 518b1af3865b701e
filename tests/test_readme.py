"""What README.md shows is what comes out: `python -m tests.test_readme` prints it anew."""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SUMMARY = re.compile(r"(<!-- printed by make run -->\n```text\n)(.*?)(```)", re.S)
QUERY = re.compile(r"(```sql\n(.*?)\n```\n\n```text\n)(.*?)(```)", re.S)


def printed(readme: str) -> str:
    """README with the summary and the queries' results as they come out now."""
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder, "data"))
        summary = _dateline("run", "seeds", "--data", data, "--as-of", "2020-04-06T12:00:00Z", "--fail-on", "never")
        summary = re.sub(r"took [\d.]+ s", "took 7.5 s", summary.replace(data, "data")).strip("\n")
        readme = SUMMARY.sub(lambda found: f"{found[1]}{summary}\n{found[3]}", readme)
        return QUERY.sub(lambda found: f"{found[1]}{_asked(found[2], data)}\n{found[4]}", readme)


def _asked(query: str, data: str) -> str:
    return _dateline("sql", query, "--data", data).strip("\n")


def _dateline(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", *words],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "120"},
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in done.stdout.split("\n"))


def test_the_readme_shows_what_comes_out() -> None:
    """A picture of another version misleads."""
    readme = README.read_text(encoding="utf-8")
    assert printed(readme) == readme


if __name__ == "__main__":
    README.write_text(printed(README.read_text(encoding="utf-8")), encoding="utf-8")
