"""The chain as a graph: checked when it is built, the same rows bounded and unbounded, its refusals landed."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
import duckdb
import pytest
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.pvalue import PCollection
from apache_beam.runners.direct.direct_runner import BundleBasedDirectRunner
from apache_beam.testing.test_stream import TestStream as Stream  # its own name would be collected as a test
from apache_beam.transforms.window import FixedWindows
from apache_beam.typehints.decorators import TypeCheckError

from pipelines.beam_options import ViewedOnce
from pipelines.ingest import ingest, ingest_documents
from pipelines.inputs import portions
from pipelines.records import Document, Portion
from pipelines.slices import EMBEDDED
from pipelines.stages.dedupe import Dedupe
from pipelines.stages.normalise_dates import NormaliseDates
from pipelines.stages.tag_claims import TagClaims

SEEDS = Path(__file__).parent.parent / "seeds"
SEEN = datetime(2020, 4, 6, 12, tzinfo=UTC)
GARBAGE = b'{"text": "An article that is whole."}\n{"text": \n'


def documents() -> list[Document]:
    """The seeds, and lines of which the second is broken."""
    texts = [
        Document("seeds", path.name, path.name, "text", path.read_bytes(), None, 0, SEEN, "run")
        for path in sorted(SEEDS.glob("*.txt"))
    ]
    return [*texts, Document("wire", "wire.jsonl", None, "jsonl", GARBAGE, None, 0, SEEN, "run")]


def rows(folder: Path, kind: str) -> list[str]:
    """Everything that landed, whatever the files."""
    files = sorted(map(str, folder.glob(f"{kind}-*.parquet")))
    return sorted(map(repr, duckdb.execute("SELECT * FROM read_parquet(?)", [files]).fetchall()))


def bounded(folder: Path) -> None:
    with beam.Pipeline(runner=EMBEDDED, options=PipelineOptions([])) as pipeline:
        ingest_documents(pipeline | beam.Create(documents()).with_output_types(Document), str(folder))


def unbounded(folder: Path) -> None:
    """The same documents in three windows, one of them late, from a stream that a test drives."""
    stream = Stream()
    for second, document in enumerate(documents()):
        stream = stream.advance_watermark_to(second * 4).add_elements([document])
    options = PipelineOptions([])
    options.view_as(StandardOptions).streaming = True
    with beam.Pipeline(runner=BundleBasedDirectRunner(), options=options) as pipeline:
        windows: PCollection[Document] = (
            pipeline
            | stream.advance_watermark_to_infinity()
            | beam.Map(lambda document: document).with_output_types(Document)
            | beam.WindowInto(FixedWindows(8))
        )
        ingest_documents(windows, str(folder))


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folders = {name: tmp_path_factory.mktemp(name) for name in ("bounded", "unbounded")}
    bounded(folders["bounded"])
    unbounded(folders["unbounded"])
    return folders


@pytest.mark.parametrize("kind", ["articles", "rejects", "fetches"])
def test_a_stream_lands_the_rows_of_a_batch(kind: str, landed: dict[str, Path]) -> None:
    """Only the source and its windows differ between the two."""
    assert rows(landed["unbounded"], kind) == rows(landed["bounded"], kind)


def test_a_broken_line_is_a_row_and_its_neighbours_stay(landed: dict[str, Path]) -> None:
    """Nothing is logged and dropped."""
    assert len(rows(landed["bounded"], "rejects")) == 1
    assert len(rows(landed["bounded"], "articles")) == 5


@pytest.mark.parametrize("stage", [NormaliseDates(), Dedupe(), TagClaims()])
def test_a_wrong_chain_is_refused_when_it_is_built(stage: Any) -> None:
    """Who wires documents into a stage that takes entries learns it before anything runs."""
    pipeline = beam.Pipeline(runner=EMBEDDED, options=PipelineOptions([]))
    with pytest.raises(TypeCheckError):
        pipeline | beam.Create(documents()).with_output_types(Document) | stage


def test_a_file_that_is_gone_is_a_refusal(tmp_path: Path) -> None:
    """Between planning and reading somebody may have moved it."""
    gone = Portion(str(tmp_path / "gone.txt"), "gone.txt", "s", "gone.txt", "text", 0, None, 0, SEEN, "run")
    with beam.Pipeline(runner=EMBEDDED, options=PipelineOptions([])) as pipeline:
        ingest(pipeline | beam.Create([gone]).with_output_types(Portion), str(tmp_path))
    assert len(rows(tmp_path, "rejects")) == 1


@pytest.mark.parametrize(
    ("content", "kind"), [(b"The port opened on Friday.", "articles"), (b"\x89PNG\r\n\x1a\n", "rejects")]
)
def test_a_file_whose_name_is_no_utf8_lands_like_any(content: bytes, kind: str, tmp_path: Path) -> None:
    """File names are bytes; a row that cannot be written would stop the run for all the others."""
    news, landed = tmp_path / "news", tmp_path / "landed"
    news.mkdir()
    landed.mkdir()
    try:
        Path(os.fsdecode(os.fsencode(news) + b"/bad\xff\xfe.txt")).write_bytes(content)
    except OSError:
        pytest.skip("this file system has no such names")
    parts = portions([str(news)], run_id="run", seen_at=SEEN, sources=(), spool=landed)
    with beam.Pipeline(runner=EMBEDDED, options=PipelineOptions([])) as pipeline:
        ingest(pipeline | beam.Create(list(parts)).with_output_types(Portion), str(landed))
    assert len(rows(landed, kind)) == 1
    assert "bad\ufffd\ufffd.txt" in rows(landed, kind)[0]


def test_views_of_the_options_are_made_once_and_share_their_values() -> None:
    """Beam asks for some with every transform, and what one view is told the others must know."""
    options = ViewedOnce(["--runner", "PrismRunner"])
    view = options.view_as(StandardOptions)
    assert view is options.view_as(StandardOptions)
    view.runner = EMBEDDED
    assert PipelineOptions.view_as(options, StandardOptions).runner == EMBEDDED
