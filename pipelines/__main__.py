"""`dateline`, also `python -m pipelines`: words in, a command called, an exit code out."""

import atexit
import os
import sys
from collections.abc import Sequence

import click

from pipelines import exits
from pipelines.cli import logs
from pipelines.cli.commands import dateline
from pipelines.errors import DatelineError

_COMPLETION = "_DATELINE_COMPLETE"


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the words name; gives its exit code. What is not foreseen goes through as an exception."""
    words = list(sys.argv[1:] if argv is None else argv)
    if _COMPLETION in os.environ:
        dateline.main(words, prog_name="dateline", complete_var=_COMPLETION)
    logs.reset()
    _write_what_comes()
    try:
        return _call(*_split(words))
    except (click.ClickException, DatelineError) as error:
        return _refuse(error)
    except (KeyboardInterrupt, click.Abort):
        return exits.INTERRUPTED
    except BrokenPipeError:
        # Python flushes standard output once more at its end, and would complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return exits.PIPE_CLOSED


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
    codes: list[int] = []
    # The first that is registered is the last that is run: whoever else has something to do has done it by then.
    atexit.register(lambda: os._exit(codes[0]) if codes else None)
    codes.append(main())
    sys.exit(codes[0])


if __name__ == "__main__":
    program()
