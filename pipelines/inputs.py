"""Inputs as a person names them -> portions to be read, lazily: files, folders, globs, standard input.

A file's source is the one that the settings give to its path, else the base name of the folder given (of a lone file:
its parent). Its reference is the file as it was named, its GUID the path below its source.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from glob import has_magic, iglob
from pathlib import Path
from typing import NamedTuple, TypeVar

from pipelines.cutting import BLOCK_BYTES, Named, cut
from pipelines.errors import NoInputError
from pipelines.formats.encoding import storable
from pipelines.options import SourceSettings
from pipelines.records import Portion, Reject
from pipelines.spool import STDIN, spool_stdin

__all__ = ["portions", "slices", "spool_stdin", "weight"]

# Text of one slice: some 1,000 articles, 10 MB in the embedded runner's memory (10 kB an article, measured).
SLICE_BYTES = 3 << 20
# Portions of one slice: many tiny files are bounded too.
SLICE_PORTIONS = 2_000
_Part = TypeVar("_Part", bound=Portion | Reject)
_OWN = re.compile(r"\.duckdb(\.wal|\.tmp)?$|^(dateline|service)\.lock$|^service\.json$")


class Span(NamedTuple):
    """Seconds of the epoch between which a file changed last: not before `since`, and before `until`."""

    since: float
    until: float


class _Place(NamedTuple):
    """A folder to be read, or the one that holds a lone file."""

    typed: str
    files: Iterable[Path]


def portions(
    inputs: Sequence[str],
    *,
    run_id: str,
    seen_at: datetime,
    sources: Sequence[SourceSettings],
    spool: Path,
    changed: Span | None = None,
) -> Iterator[Portion | Reject]:
    """What is to be read, in the order of the inputs, the files of a folder sorted; parts of big files one by one.

    With `changed` only files that changed then.

    Raises NoInputError, before anything is read, where an input names nothing; StorageError where `spool` is full.
    """
    for name in inputs:
        if not _exists(name, spool):
            raise NoInputError(
                storable(f"{name}: nothing is there that could be read; name a file, a folder or a glob that matches")
            )
    return (
        part
        for name in inputs
        for file in _files(name, sources, spool)
        if changed is None or _in_span(file.path, changed)
        for part in cut(file, run_id, seen_at, spool)
    )


def matches(name: str) -> bool:
    """Whether a file, a folder or a glob names something that is there."""
    return os.path.lexists(name) or (has_magic(name) and next(iglob(name, recursive=True), None) is not None)


def check_there(names: Iterable[str]) -> None:
    """Raises NoInputError for the first that names nothing; a glob may match something later, half an address never."""
    for name in names:
        if ("://" in name or not has_magic(name)) and not matches(name):
            raise NoInputError(
                storable(f"{name}: nothing is there that could be read; name a file, a folder, a glob or a feed")
            )


def any_changed(inputs: Iterable[str], span: Span) -> bool:
    """Whether a file of these inputs changed then."""
    return any(_in_span(path, span) for name in inputs for path in _place(name).files)


def _in_span(path: Path, span: Span) -> bool:
    """A file that is moved here keeps its time of change, but not that of its entry in the folder."""
    try:
        told = path.lstat()
    except OSError:  # gone since the folder was listed
        return False
    return span.since <= max(told.st_mtime, told.st_ctime) < span.until


def weight(part: Portion | Reject) -> int:
    """Bytes of text that a portion brings, about: exact for blocks of lines, an estimate for what is packed."""
    if isinstance(part, Reject):
        return 0
    if part.form == "jsonl" and part.stop is not None:
        return part.stop - part.start
    try:
        size = os.path.getsize(part.path)
    except OSError:
        return 0
    return min(4 * size, BLOCK_BYTES) if part.form == "parquet" or part.path.endswith(".gz") else size


def slices(
    parts: Iterable[_Part],
    weigh: Callable[[Portion | Reject], int] = weight,
    limit: int = SLICE_BYTES,
) -> Iterator[tuple[_Part, ...]]:
    """Portions in groups of at most `limit` bytes (a portion heavier than that goes alone), in order, lazily."""
    group: list[_Part] = []
    total = 0
    for part in parts:
        heavy = weigh(part)
        if group and (total + heavy > limit or len(group) >= SLICE_PORTIONS):
            yield tuple(group)
            group, total = [], 0
        group.append(part)
        total += heavy
    if group:
        yield tuple(group)


def _exists(name: str, spool: Path) -> bool:
    if name == "-":
        return (spool / STDIN).exists()
    return matches(name)


def _files(name: str, sources: Sequence[SourceSettings], spool: Path) -> Iterator[Named]:
    if name == "-":
        yield Named(spool / STDIN, "-", "stdin", None)
        return
    place = _place(name)
    root = Path(place.typed)
    for file in place.files:
        base, source_id = _source(file, root, sources)
        yield Named(file, storable(file.as_posix()), storable(source_id), storable(_below(file, base)))


def _place(name: str) -> _Place:
    """A name as typed wins over a glob, so that a file called `a[1].txt` can be named."""
    if os.path.isdir(name):
        return _Place(name, _walk(Path(name)))
    if os.path.lexists(name):
        return _Place(os.path.dirname(name) or ".", [Path(name)])
    return _Place(_fixed_part(name), _matches(name))


def _fixed_part(pattern: str) -> str:
    """The folder of a glob before its first wildcard: what a shell that expands `folder/*` would be given."""
    parts = Path(pattern).parts
    fixed = next(number for number, part in enumerate(parts) if has_magic(part))
    return str(Path(*parts[:fixed]))


def _matches(pattern: str) -> Iterator[Path]:
    for name in sorted(set(iglob(pattern, recursive=True))):
        path = Path(name)
        if path.is_dir() and "**" in pattern:
            continue
        if not any(map(_is_own, (path, *path.parents))):
            yield from _walk(path) if path.is_dir() else [path]


def _walk(folder: Path) -> Iterator[Path]:
    """The files of a folder and the folders in it, sorted; neither hidden ones nor what Dateline itself keeps."""
    for name, folders, files in os.walk(folder):
        here = Path(name)
        folders[:] = sorted(name for name in folders if _is_news(here / name))
        yield from (here / name for name in sorted(files) if _is_news(here / name))


def _is_news(path: Path) -> bool:
    return not path.name.startswith(".") and not _is_own(path)


def _is_own(path: Path) -> bool:
    """Whether a run keeps this in its data folder; what lies beside it there may be news."""
    if path.name == "landing":
        return next(path.glob("*/inputs.json"), None) is not None
    if path.name in ("report.html", "archive", "forgotten.json", "control", "stream"):
        return any((path.parent / name).exists() for name in ("store.duckdb", "service.lock"))
    return _OWN.search(path.name) is not None


def _source(file: Path, root: Path, sources: Sequence[SourceSettings]) -> tuple[Path, str]:
    """The folder (or file) that names the source, and its name. Of several settings the most special one counts."""
    real = file.absolute()
    named = [(Path(source.path).absolute(), source.source_id) for source in sources if source.path]
    fitting = [(path, source_id) for path, source_id in named if real.is_relative_to(path)]
    if fitting:
        path, source_id = max(fitting, key=lambda pair: len(pair[0].parts))
        return (path.parent if path == real else path), source_id
    return root.absolute(), root.resolve().name or "root"


def _below(file: Path, base: Path) -> str:
    """The path of a file below its source, with slashes on any system."""
    return Path(os.path.relpath(file.absolute(), base)).as_posix()
