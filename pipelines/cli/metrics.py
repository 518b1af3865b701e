"""How a command ended -> metrics in Prometheus' text format, for the textfile collector of its node_exporter.

Gauges of the last run, not counters: a counter would begin anew with each process.
"""

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from pipelines.cli.machines import Ended, Published

_COUNTS = ("read", "rejected", "deduplicated", "landed", "new_articles", "new_versions")


def exposition(ended: Ended, found: Published) -> str:
    """The metrics, each with its help and its unit in its name."""
    registry = CollectorRegistry()

    def gauge(name: str, told: str, *labels: str) -> Gauge:
        return Gauge(f"dateline_{name}", told, labels, registry=registry)

    gauge("run_exit_code", "Exit code of the last run.").set(ended.exit_code)
    gauge("run_ended_timestamp_seconds", "When the last run ended.").set(ended.ended_at.timestamp())
    duration = gauge("run_duration_seconds", "How long each stage of the last run took.", "stage")
    counted = gauge("run_articles", "What the last run did with articles.", "what")
    opened = gauge("run_findings_opened", "Findings that the last run opened or reopened.", "severity")
    errored = gauge("run_checks_errored", "Checks that the last run could not run.")
    if ended.outcome:
        for stage, seconds in ended.outcome.seconds:
            duration.labels(stage).set(seconds)
        for what in _COUNTS:
            counted.labels(what).set(getattr(ended.outcome, what))
        for severity, number in ended.outcome.opened:
            opened.labels(severity).set(number)
        errored.set(ended.outcome.errored)
    gauge("stored_articles", "Articles in the published file.").set(found.articles)
    gauge("stored_stories", "Stories in the published file.").set(found.stories)
    findings = gauge("open_findings", "Findings that are open.", "rule", "severity")
    for one in found.findings:
        findings.labels(one.rule, one.severity).set(one.number)
    waived = gauge("waived_findings", "Findings that are waived, counted apart.", "rule", "severity")
    for apart in found.waived:
        waived.labels(apart.rule, apart.severity).set(apart.number)
    return generate_latest(registry).decode()
