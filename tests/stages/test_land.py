"""Rows become the same segments however a runner hands them over."""

from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam

from pipelines.records import Reject
from pipelines.stages.land import SEGMENT_ROWS, WHOLE_BUNDLES, Land

SEEN = datetime(2020, 4, 3, tzinfo=UTC)
ROWS = [
    Reject("run", "parse", "no_text", "none", "paper", "file", place, None, SEEN) for place in range(SEGMENT_ROWS + 1)
]


def landed(folder: Path, shards: int) -> list[str]:
    folder.mkdir()
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        rows = pipeline | beam.Create(ROWS, reshuffle=False).with_output_types(Reject)
        _ = rows | Land("rejects", str(folder), shards)
    return sorted(path.name for path in folder.iterdir())


def test_rows_of_a_whole_bundle_land_in_the_segments_that_one_shard_would_have(tmp_path: Path) -> None:
    """The name of a segment is a hash of its content."""
    by_bundle = landed(tmp_path / "bundle", WHOLE_BUNDLES)
    assert by_bundle == landed(tmp_path / "shard", 1)
    assert len(by_bundle) == 2
