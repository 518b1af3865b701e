"""Where a command writes: a file that is there whole or not at all, or the standard stream."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from pipelines.errors import StorageError

STREAM = Path("-")


@contextmanager
def draft_of(file: Path) -> Iterator[Path]:
    """A file beside `file` that takes its name when the block is left well. Raises StorageError."""
    part = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        yield part
        part.replace(file)
    except OSError as error:
        raise StorageError(f"{file} cannot be written: {error.strerror}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def writing(file: Path) -> Iterator[IO[str]]:
    """An open text; - is standard output. Raises StorageError. Half of a pair of surrogates is written as it is."""
    if file == STREAM:
        yield sys.stdout
        return
    with draft_of(file) as part, part.open("w", encoding="utf-8", errors="surrogatepass") as out:
        yield out
