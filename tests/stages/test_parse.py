"""Documents to entries, and the two stages wired."""

from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam
import pytest
from apache_beam.metrics.metric import MetricsFilter
from apache_beam.options.pipeline_options import PipelineOptions
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.transforms.error_handling import CollectingErrorHandler
from apache_beam.typehints.decorators import TypeCheckError

from pipelines.records import Document, Entry, Fetch, Portion, Reject
from pipelines.stages.parse import Parse, parse
from pipelines.stages.read import Read

NOW = datetime(2024, 5, 6, 12, tzinfo=UTC)


def document(form: str, content: bytes, first: int = 0) -> Document:
    return Document("gazette", "in/a", "a", form, content, None, first, NOW, "run-1")


def entries(found: Document) -> list[Entry]:
    return [part for part in parse(found) if isinstance(part, Entry)]


def fetch(found: Document) -> Fetch:
    [record] = [part for part in parse(found) if isinstance(part, Fetch)]
    return record


def rejects(found: Document) -> list[Reject]:
    return [part for part in parse(found) if isinstance(part, Reject)]


def test_an_entry_carries_where_it_came_from() -> None:
    """Source, reference, time and run go with every entry."""
    [entry] = entries(document("text", b" date 2024-05-06 OTTAWA -- It opened."))
    assert (entry.source_id, entry.ref, entry.guid, entry.seen_at, entry.run_id) == (
        "gazette",
        "in/a",
        "a",
        NOW,
        "run-1",
    )
    assert (entry.text, entry.declared_text, entry.dateline_place) == ("It opened.", "2024-05-06", "OTTAWA")


def test_a_row_may_name_its_own_source() -> None:
    """A file of many feeds' articles is not one source."""
    found = entries(document("jsonl", b'{"text": "a", "feed": "pier"}\n{"text": "b"}'))
    assert [entry.source_id for entry in found] == ["pier", "gazette"]


def test_a_refused_item_leaves_the_others() -> None:
    """The reject says which line, and keeps the beginning of it."""
    line = b"not json " * 1_000
    found = document("jsonl", b'{"text": "a"}\n' + line, first=10)
    [reject] = rejects(found)
    assert (reject.stage, reject.reason, reject.position, reject.payload) == (
        "parse",
        "not_json",
        11,
        line[:2_000].decode(),
    )
    assert len(entries(found)) == 1


def test_a_refused_document_keeps_its_beginning() -> None:
    """What is no feed may be an error page worth reading."""
    [reject] = rejects(document("feed", b"<html>Service unavailable</html>"))
    assert (reject.reason, reject.position, reject.payload) == ("not_a_feed", None, "<html>Service unavailable</html>")


@pytest.mark.parametrize(
    ("form", "content", "outcome", "count", "malformed"),
    [
        ("text", b"It opened.", "read", 1, False),
        ("jsonl", b'{"text": "a"}\nx', "read", 1, True),
        ("jsonl", b"", "read", 0, False),
        ("feed", b"", "refused", 0, True),
        ("parquet", b"", "refused", 0, True),
        ("unheard of", b"", "refused", 0, True),
    ],
)
def test_every_document_leaves_one_record(form: str, content: bytes, outcome: str, count: int, malformed: bool) -> None:
    """Also one that gave nothing: silence must be seen."""
    record = fetch(document(form, content))
    assert (record.outcome, record.kind, record.bytes) == (outcome, form, len(content))
    assert (record.entries, record.malformed) == (count, malformed)


def test_the_stages_send_each_row_to_its_place(tmp_path: Path) -> None:
    """Entries go on; refusals of both stages and records of reading are set aside, and counted."""
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "a"}\nx\n{"text": "b"}\n')
    parts = [
        Portion(str(tmp_path / name), name, "gazette", name, "jsonl", 0, None, 0, NOW, "run-1")
        for name in ("a.jsonl", "gone")
    ]
    # Beam's handlers have one label all, so two of them need it.
    pipeline = beam.Pipeline(runner="FnApiRunner", options=PipelineOptions([], auto_unique_labels=True))
    rejected, fetched = CollectingErrorHandler(), CollectingErrorHandler()
    with rejected, fetched:
        found = pipeline | beam.Create(parts) | Read(rejected) | Parse(rejected, fetched)
    texts = found | "text" >> beam.Map(lambda entry: (type(entry).__name__, entry.text, entry.seen_at))
    assert_that(texts, equal_to([("Entry", "a", NOW), ("Entry", "b", NOW)]), "entries")
    reasons = rejected.output() | "reason" >> beam.Map(lambda reject: (reject.stage, reject.reason))
    assert_that(reasons, equal_to([("read", "unreadable"), ("parse", "not_json")]), "rejects")
    assert_that(fetched.output() | "n" >> beam.Map(lambda record: record.entries), equal_to([2]), "fetches")
    counted = pipeline.run().metrics().query(MetricsFilter().with_namespace("dateline"))["counters"]
    assert sorted((count.key.metric.name, count.committed) for count in counted) == [
        ("read", 2),
        ("rejected", 1),
        ("rejected", 1),
    ]


def test_a_wrong_chain_is_refused_when_it_is_built() -> None:
    """Parse takes documents, not portions: Beam says so before anything runs."""
    pipeline = beam.Pipeline(runner="FnApiRunner", options=PipelineOptions([]))
    part = Portion("a", "a", "s", None, None, 0, None, 0, NOW, "run-1")
    portions = pipeline | beam.Create([part]).with_output_types(Portion)
    with pytest.raises(TypeCheckError):
        portions | Parse(CollectingErrorHandler(), CollectingErrorHandler())


@pytest.mark.parametrize("form", ["text", "feed"])
def test_what_is_no_text_is_refused(form: str) -> None:
    """A picture among the articles must not become one."""
    [reject] = rejects(document(form, b"\x89PNG\r\n\x1a\n" + bytes(range(256))))
    assert (reject.reason, reject.position) == ("not_text", None)


def test_parts_refused_for_one_reason_are_several_refusals() -> None:
    """A refusal is known by its place: without one, the second would replace the first."""
    assert [row.position for first in (0, 1_000) for row in rejects(document("parquet", b"", first))] == [None, 1_000]


def test_a_name_that_no_table_can_hold_is_made_storable() -> None:
    """File names are bytes on some systems; every row names its file."""
    found = document("jsonl", b'{"text": "a"}\nx')._replace(ref="bad\udcff.jsonl", source_id="bad\udcfe")
    assert {(row.ref, row.source_id) for row in parse(found)} == {("bad\ufffd.jsonl", "bad\ufffd")}
