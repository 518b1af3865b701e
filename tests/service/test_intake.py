"""Feeds are asked from tick to tick: each when it is due, a host at a time, and nobody waits for the slowest."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from threading import Event

import apache_beam as beam
import pyarrow.parquet as pq
import pytest
from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions
from apache_beam.runners.direct.direct_runner import BundleBasedDirectRunner
from apache_beam.testing.test_stream import TestStream as Stream

from pipelines.feeds.calls import Policy
from pipelines.ingest import ingest_stream
from pipelines.options import Feed
from pipelines.records import Portion
from pipelines.service import intake as coming
from pipelines.service import windows
from pipelines.service.intake import Arrival, Followed, Intake, answered
from pipelines.service.windows import FOLDER, Window
from pipelines.stages.recall import Memory
from tests.feeds.web import Web, feed, good, held
from tests.landed import entry


def followed(web: Web, data: Path, *paths: str, interval: float = 60.0, **how: object) -> Followed:
    """Feeds of this web, and files."""
    windows.recover(data / FOLDER, "none")
    hosts = {path: "localhost" if path == "/lb" else "127.0.0.1" for path in paths}
    feeds = tuple(Feed(path, web.url(path, host), interval) for path, host in hosts.items())
    policy = Policy(host_gap=0, deadline=5, allow=("127.0.0.1", "localhost"))
    return Followed(str(data), (), (), feeds, (), policy)._replace(**how)  # type: ignore[arg-type]


def ticking(intake: Intake, until: Callable[[list[Arrival]], bool]) -> list[Arrival]:
    """What comes in tick after tick."""
    came: list[Arrival] = []
    asked: dict[str, datetime] = {}
    for _ in range(3_000):
        for arrival in intake.tick(datetime.now(UTC), asked):
            came.append(arrival)
            asked |= answered(arrival)
        if until(came):
            return came
        time.sleep(0.02)
    raise AssertionError(came)


def test_a_slow_host_delays_nobody_else(web: Web, tmp_path: Path) -> None:
    """In a round of its own everything would wait for it."""
    release = Event()
    web.answers |= {"/slow": held(release, feed("one")), "/lb": good(feed("two"))}
    intake = Intake(followed(web, tmp_path, "/slow", "/lb"))
    came = ticking(intake, lambda came: len(came) == 1)
    assert [arrival.source_id for arrival in came] == ["/lb"]
    release.set()


def test_a_feed_is_asked_once_and_again_when_it_is_due(web: Web, tmp_path: Path) -> None:
    """Although the store knows nothing of it yet."""
    web.answers |= {"/a": good(feed("one")), "/b": good(feed("two"))}
    intake = Intake(followed(web, tmp_path, "/a", "/b", interval=0.5))
    ticking(intake, lambda came: len(came) == 6)
    times = [request.at for request in web.log if request.path == "/a"]
    assert min(b - a for a, b in pairwise(times)) > 0.4
    assert max(request.open for request in web.log) == 1


@pytest.mark.parametrize("behind", ["under_way", "waiting", "stop"])
def test_nothing_more_is_taken_in_when_others_are_behind(behind: str, web: Web, tmp_path: Path) -> None:
    """What the stages or the loader have not done yet is held by somebody: that must have a bound."""
    web.answers["/a"] = good(feed("one"))
    intake = Intake(followed(web, tmp_path, "/a"))
    folder = tmp_path / FOLDER
    for number in range(coming.MOST_WAITING + 1):
        if behind == "waiting":
            windows.close(folder, Window(f"w-{number}", ()))
        elif behind == "under_way":
            windows.begin(folder, f"w-{number}")
        else:
            (folder / "stop").touch()
    assert list(intake.tick(datetime.now(UTC), {})) == []
    time.sleep(0.05)
    assert web.log == []


def test_half_a_list_of_feeds_changes_nothing(web: Web, tmp_path: Path) -> None:
    """Somebody saves it at this moment; what was followed is followed, and told is what is wrong."""
    web.answers |= {"/a": good(feed("one")), "/b": good(feed("two"))}
    listed = tmp_path / "feeds.txt"
    listed.write_text(web.url("/a"))
    intake = Intake(followed(web, tmp_path, inputs=(str(listed),)))
    ticking(intake, lambda came: len(came) == 1)
    listed.write_text(f"{web.url('/a')}\nhttp:/")
    list(intake.tick(datetime.now(UTC), {}))
    listed.write_text(f"{web.url('/a')}\n{web.url('/b')}")
    assert any(arrival.ref == web.url("/b") for arrival in ticking(intake, lambda came: len(came) >= 2))


def test_an_entry_that_landed_is_known_for_an_hour_and_no_sooner(tmp_path: Path) -> None:
    """What a runner tries again must go by again. A changed entry is another one; one that moved up or down is not."""
    memory = Memory(tmp_path)
    one = entry("The port was opened on Friday.", guid="1")
    windows.begin(tmp_path, "w-1")
    assert [memory.knows(one, "w-1", 0.0) for _ in range(2)] == [False, False]
    assert not memory.knows(one, "w-2", 5.0), "the first window is open, so it may have to be done again"
    windows.close(tmp_path, Window("w-1", ()))
    assert memory.knows(one._replace(position=7, run_id="other"), "w-3", 10.0)
    assert not memory.knows(one._replace(title="Another headline"), "w-3", 10.0)
    assert not memory.knows(one, "w-4", 3_700.0)


def test_files_come_some_at_a_time(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of years is no one window."""
    monkeypatch.setattr(coming, "_SETTLED", -1.0)
    monkeypatch.setattr(coming, "SLICE_BYTES", 100)
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for number in range(4):
        (inbox / f"{number}.txt").write_text("The port was opened on Friday, the minister said." * 2)
    intake = Intake(followed(web, tmp_path / "data", inputs=(str(inbox),), every=0.0))
    ticks = [
        [Path(part.path).name for part in intake.tick(datetime.now(UTC), {}) if isinstance(part, Portion)]
        for _ in range(6)
    ]
    assert ticks == [["0.txt", "1.txt"], ["2.txt", "3.txt"], [], [], [], []]


def test_ticks_become_closed_windows(web: Web, tmp_path: Path) -> None:
    """The graph of a stream, driven by a test: what came is landed, and its window says that nothing is missing."""
    web.answers["/a"] = good(feed("one", "two"))
    where = followed(web, tmp_path, "/a")
    options = PipelineOptions([])
    options.view_as(StandardOptions).streaming = True
    stream = Stream()
    for second in range(3):
        stream = stream.advance_watermark_to(second * 6).add_elements([_Wait()])
    with beam.Pipeline(runner=BundleBasedDirectRunner(), options=options) as pipeline:
        ticks = pipeline | stream.advance_watermark_to_infinity() | beam.Map(lambda wait: wait.over())
        ingest_stream(ticks, where, 5.0, "launch")
    [window] = windows.closed(tmp_path / FOLDER)
    assert window.name in ("launch-5", "launch-10")
    assert [name.split("-")[0] for name in window.segments] == ["articles", "fetches"]
    rows = pq.read_table(tmp_path / FOLDER / window.segments[0])
    assert sorted(map(str, rows["guid"].to_pylist())) == ["one", "two"]
    assert windows.under_way(tmp_path / FOLDER) == 0


class _Wait:
    """A tick that gives the threads time to ask."""

    def over(self) -> str:
        time.sleep(0.3)
        return "tick"
