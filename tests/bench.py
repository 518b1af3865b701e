"""How fast each stage and a whole run are: `make bench`, or python -m tests.bench [ARTICLES.parquet].

Times of a machine say little, so each stage is also given as a ratio to a baseline measured in the same run: splitting
the same texts into a set of three-word shingles in plain Python. Without a file the articles are made up here.
"""

import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.formats.arrow_rows import packed
from pipelines.records import Document
from pipelines.stages.dedupe import fingerprinted, named
from pipelines.stages.land import columns
from pipelines.stages.normalise_dates import normalise
from pipelines.stages.parse import parse
from pipelines.stages.tag_claims import tag

SAMPLE = 1_000
MADE_UP = 4_000
SEEN = datetime(2026, 11, 1, tzinfo=UTC)
_WORD = re.compile(r"\w+")
_SYLLABLES = ["ba", "ker", "lo", "min", "ta", "ri", "sel", "don", "va", "per", "gu", "nis"]
_NOUNS = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES]
_NAMES = ["Anna Berg", "Tom Okafor", "Ines Duarte", "Paul Lindqvist", "Mary Tan", "Hugo Weiss", "Lena Novak"]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def main(files: list[str]) -> None:
    """Print both tables, and what the first answer takes."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(files[0]) if files else _made_up(Path(folder, "articles.parquet"))
        _stages(source)
        _whole(source, Path(folder, "data"))
    baseline, seconds = (_seconds(*words) for words in (("-c", ""), ("-m", "pipelines", "--help")))
    print(f"--help {seconds:.2f} s, {seconds / baseline:.1f} times an interpreter that does nothing")


def _stages(source: Path) -> None:
    batch = next(pq.ParquetFile(source).iter_batches(SAMPLE))
    document = Document("bench", "bench", None, "parquet", packed(batch), None, 0, SEEN, "run")
    entries, parsing = _timed(lambda: [one for one in parse(document) if hasattr(one, "declared_text")])
    _, baseline = _timed(lambda: [_shingles(entry.text) for entry in entries])
    print(f"{'stage':<16}{'articles/s/core':>16}{'times baseline':>16}")
    _row("baseline", baseline, len(entries), baseline)
    _row("parse", parsing, len(entries), baseline)
    articles, seconds = _timed(lambda: [normalise(entry, None) for entry in entries])
    _row("normalise_dates", seconds, len(entries), baseline)
    articles, seconds = _timed(lambda: [fingerprinted(named(article)) for article in articles])
    _row("dedupe", seconds, len(entries), baseline)
    articles, seconds = _timed(lambda: [tag(article) for article in articles])
    _row("tag_claims", seconds, len(entries), baseline)
    _, seconds = _timed(lambda: columns(articles, "articles"))
    _row("land", seconds, len(entries), baseline)


def _whole(source: Path, data: Path) -> None:
    """One run in a process of its own, with its workers."""
    code = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from pipelines.run import Job, run
if __name__ == "__main__":
    outcome = run(Job(Path(sys.argv[2]), (sys.argv[1],), datetime(2026, 11, 1, tzinfo=UTC)))
    print(json.dumps(outcome._asdict()))
"""
    script = data.parent / "whole.py"
    script.write_text(code)
    command = [sys.executable, str(script), str(source), str(data)]
    begun = time.monotonic()
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    wall = time.monotonic() - begun
    outcome = json.loads(done.stdout.splitlines()[-1])
    print(f"\n{'whole run':<16}{'seconds':>16}{'articles/s':>16}")
    for stage, seconds in [*outcome["seconds"], ("all", wall)]:
        print(f"{stage:<16}{seconds:>16.1f}{outcome['read'] / max(seconds, 0.001):>16.0f}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\n{outcome['read']:,} articles, {outcome['claims']:,} claims; peak of one process {peak:.0f} MB")
    print(
        f"store {(data / 'store.duckdb').stat().st_size / 2**20:.0f} MB, input {source.stat().st_size / 2**20:.0f} MB"
    )


def _seconds(*words: str) -> float:
    """The least of some runs of an interpreter."""
    spent = []
    for _ in range(5):
        begun = time.monotonic()
        subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, check=True)
        spent.append(time.monotonic() - begun)
    return min(spent)


def _row(stage: str, seconds: float, articles: int, baseline: float) -> None:
    print(f"{stage:<16}{articles / seconds:>16.0f}{seconds / baseline:>16.2f}")


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """The result, and the CPU seconds of a second run: the first one fills caches."""
    work()
    begun = time.process_time()
    result = work()
    return result, time.process_time() - begun


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))


def _made_up(path: Path) -> Path:
    chance = random.Random(1)
    rows = [
        {
            "id": str(n),
            "title": f"About the {chance.choice(_NOUNS)}",
            "text": made_up_text(chance),
            "date": _date(chance),
        }
        for n in range(MADE_UP)
    ]
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=SAMPLE)
    return path


def made_up_text(chance: random.Random) -> str:
    """A text of eighteen sentences."""
    return " ".join(_sentences(chance, 18))


def _sentences(chance: random.Random, count: int) -> Iterable[str]:
    for _ in range(count):
        noun, other = chance.choice(_NOUNS), chance.choice(_NOUNS)
        name, number = chance.choice(_NAMES), chance.randint(2, 90)
        yield chance.choice(
            [
                f'"The {noun} costs {number} million more than the {other}," said {name} on {chance.choice(_DAYS)}.',
                f"{name} told reporters that the {noun} near the {other} had been closed since {1930 + number}.",
                f"About {number}00 people waited for the {noun} last week, according to the {other} office.",
                f"The {noun} was opened by the {other} commission, and nobody has asked for it to be moved.",
            ]
        )


def _date(chance: random.Random) -> str:
    return f"2026-10-{chance.randint(1, 28):02d}T{chance.randint(0, 23):02d}:15:00Z"


if __name__ == "__main__":
    main(sys.argv[1:])
