"""Options of Apache Beam as someone gave them -> nothing, or a UsageError, before a run is begun with them."""

from collections.abc import Sequence
from typing import Any, NoReturn

from pipelines.errors import UsageError


def check_options(given: Sequence[str]) -> None:
    """Raise a UsageError for a runner that is not there and for an option that Beam would silently ignore.

    Imports Beam, which takes seconds.
    """
    from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
    from apache_beam.options.pipeline_options_validator import PipelineOptionsValidator

    options = PipelineOptions(list(given))
    unknown: list[str] = []
    options.get_all_options(add_extra_args_fn=lambda parser: unknown.extend(_unknown(parser, given)))
    runner = _runner(options.view_as(StandardOptions).runner)
    if unknown and not _asks_a_server(runner):
        raise UsageError(f"-- {unknown[0]}: Beam has no such option")
    if wrong := PipelineOptionsValidator(options, runner).validate():
        raise UsageError(f"-- {wrong[0]}")


def runner_of(given: Sequence[str]) -> str | None:
    """The runner that the options name. Imports Beam."""
    from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

    name = PipelineOptions(list(given)).view_as(StandardOptions).runner
    return None if name is None else str(name).rpartition(".")[2]


def _unknown(parser: Any, given: Sequence[str]) -> list[str]:
    """The words that Beam's parser, with all its options in it, has no use for."""

    def refuse(message: str) -> NoReturn:
        raise UsageError(f"-- {message}")

    parser.error = refuse  # or else it prints the usage of every option of Beam
    return list(parser.parse_known_args(list(given))[1])


def _runner(name: str | None) -> object:
    from apache_beam.runners.runner import PipelineRunner, create_runner

    if name is None:
        return None
    try:
        runner = create_runner(name)
    except Exception as error:  # the name may be any module's: what its import raises is not foreseen
        raise UsageError(f"-- --runner {name}: {error}") from error
    if not isinstance(runner, PipelineRunner):
        raise UsageError(f"-- --runner {name}: is not a runner of Beam")
    return runner


def _asks_a_server(runner: object) -> bool:
    """Whether the runner learns more options from its job server."""
    from apache_beam.runners.portability.portable_runner import PortableRunner

    return isinstance(runner, PortableRunner)
