"""`dateline`, also `python -m pipelines`: words in, a command called, an exit code out."""

import atexit
import errno
import os
import sys
from collections.abc import Sequence

import click

from pipelines import exits
from pipelines.cli import logs, signals
from pipelines.cli.commands import dateline
from pipelines.errors import DatelineError, StorageError

_COMPLETION = "_DATELINE_COMPLETE"
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the words name; gives its exit code. What is not foreseen goes through as an exception."""
    words = list(sys.argv[1:] if argv is None else argv)
    if _COMPLETION in os.environ:
        dateline.main(words, prog_name="dateline", complete_var=_COMPLETION)
    logs.reset()
    _write_what_comes()
    try:
        with signals.told():
            return _call(*_split(words))
    except (click.ClickException, DatelineError) as error:
        return _refuse(error)
    except signals.Ended as ended:
        return ended.code
    except (KeyboardInterrupt, click.Abort):
        return exits.INTERRUPTED
    except OSError as error:
        return _unwritten(error)


def _split(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Our words, and those after the first `--`, which are Beam's: click would fold them into the arguments."""
    if "--" not in words:
        return words, ()
    at = words.index("--")
    return words[:at], tuple(words[at + 1 :])


def _call(words: list[str], beam_options: tuple[str, ...]) -> int:
    try:
        with dateline.make_context("dateline", words, obj=beam_options) as ctx:
            code = dateline.invoke(ctx)
    except click.exceptions.Exit as ended:
        code = ended.exit_code
    sys.stdout.flush()
    return int(code)


def _refuse(error: click.ClickException | DatelineError) -> int:
    if isinstance(error, click.ClickException):
        error.show()
    else:
        logs.fail(str(error), error.exit_code)
    return error.exit_code


def _unwritten(error: OSError) -> int:
    """What standard output cannot take is no bug; any other error of a file is one, or it would have a name."""
    if not isinstance(error, BrokenPipeError) and (error.errno not in _NO_ROOM or error.filename):
        raise error
    # Python flushes standard output once more at its end, and would complain.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    if isinstance(error, BrokenPipeError):
        return exits.PIPE_CLOSED
    logs.fail(f"standard output cannot be written: {error.strerror}", StorageError.exit_code)
    return StorageError.exit_code


def _write_what_comes() -> None:
    """A name of a file or a letter that the terminal cannot show is no reason to stop."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="backslashreplace")


def program() -> None:
    """The program itself: `main`, and then an end without taking every module down.

    Great Expectations and duckdb_engine together leave objects of DuckDB behind, which its binding (nanobind)
    would report on standard error at the end of every run that checks.
    """
    signals.install()
    codes: list[int] = []
    # The first that is registered is the last that is run: whoever else has something to do has done it by then.
    atexit.register(lambda: os._exit(codes[0]) if codes else None)
    codes.append(main())
    sys.exit(codes[0])


if __name__ == "__main__":
    program()
