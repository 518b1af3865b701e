"""The checks of a run -> JUnit XML, as build servers read it: a suite a scope, a case a rule."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from pipelines.cli.machines import CheckResult, Ended, Published


def junit_xml(ended: Ended, found: Published) -> str:
    """A rule that has offenders is a failure, one that could not be run an error; so is a run that failed itself."""
    xml = JUnitXml("dateline")
    for suite in (*_suites(found), *_failed_run(ended)):
        suite.timestamp = ended.started_at.isoformat(timespec="seconds")
        xml.add_testsuite(suite)
    xml.update_statistics()
    return str(xml.tostring().decode())


def _suites(found: Published) -> Iterator[TestSuite]:
    examples = {one.rule: one.examples for one in found.findings}
    for scope, of_scope in groupby(found.results, lambda one: one.scope):
        suite = TestSuite(scope)
        suite.add_testcases([_case(one, examples.get(one.rule, ())) for one in of_scope])
        if scope == "whole":
            _tell_waived(suite, found)
        yield suite


def _case(one: CheckResult, examples: Sequence[str]) -> TestCase:
    case = TestCase(one.rule, classname=f"dateline.{one.scope}", time=0)
    if one.error is not None:
        case.result = [Error(one.error, one.severity)]
    elif one.success is False:
        failure = Failure(f"{one.unexpected} of {one.total} rows", one.severity)
        failure.text = "\n".join(examples) or str(one.observed)
        case.result = [failure]
    return case


def _tell_waived(suite: TestSuite, found: Published) -> None:
    numbers = {one.rule: one.number for one in found.waived}
    for case in suite:
        if number := numbers.get(str(case.name)):
            case.system_out = f"waived: {number}"


def _failed_run(ended: Ended) -> Iterator[TestSuite]:
    if ended.error is not None:
        case = TestCase(ended.command, classname="dateline", time=0)
        case.result = [Error(ended.error, f"exit code {ended.exit_code}")]
        suite = TestSuite("run")
        suite.add_testcase(case)
        yield suite
