"""Feeds asked within a pipeline come out as what they are."""

from datetime import UTC, datetime
from pathlib import Path

import apache_beam as beam
import pyarrow.parquet as pq
from apache_beam.options.pipeline_options import PipelineOptions

from pipelines.feeds.calls import Policy, Round
from pipelines.feeds.plan import due_round, parts
from pipelines.ingest import ingest_feeds
from pipelines.options import Feed
from tests.feeds.web import Web, feed, good, status


def test_rounds_become_segments_of_articles_and_of_fetches(web: Web, tmp_path: Path) -> None:
    """The same chain runs from a file and from a feed, on any runner and in any window."""
    web.answers |= {"/a": good(feed("one", "two")), "/b": status(500)}
    feeds = [Feed("a", web.url("/a")), Feed("b", web.url("/b", "localhost"))]
    policy = Policy(host_gap=0, deadline=2, allow=("127.0.0.1", "localhost"))
    rounds = parts(due_round(feeds, {}, datetime(2026, 11, 1, tzinfo=UTC), policy, run_id="r"), 2)
    with beam.Pipeline("FnApiRunner", PipelineOptions([])) as pipeline:
        ingest_feeds(pipeline | beam.Create(rounds).with_output_types(Round), str(tmp_path))
    articles = pq.read_table(next(tmp_path.glob("articles-*.parquet"))).to_pylist()
    fetches = pq.read_table(next(tmp_path.glob("fetches-*.parquet"))).to_pylist()
    assert sorted(row["guid"] for row in articles) == ["one", "two"]
    assert sorted((row["source_id"], row["outcome"], row["status"]) for row in fetches) == [
        ("a", "read", 200), ("b", "failed", 500),
    ]  # fmt: skip
