"""`dateline watch` brings in what comes, when it comes, and can be stopped or killed at any time."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event

import duckdb
import pytest

from pipelines.asking import Wanted
from pipelines.errors import BusyError, NoInputError
from pipelines.feeds import control
from pipelines.feeds.calls import Policy
from pipelines.feeds.control import Wish
from pipelines.feeds.names import source_of
from pipelines.options import Feed
from pipelines.run import Job, Outcome
from pipelines.service import status
from pipelines.service.status import Board, serving
from pipelines.service.watch import Watched, watch
from tests.comparing import contents
from tests.feeds.web import Web, conditional, feed, good
from tests.killed import finished, started

# What happens between two batches of a test; the last one is followed by the end.
Turn = Callable[[datetime], object]


def watched(data: Path, inputs: Sequence[str], web: Web | None, *turns: Turn, feeds: Sequence[Feed] = ()) -> Board:
    """Watch through so many batches, in this process."""
    allow = (f"127.0.0.1:{web.port}",) if web else ()
    wanted = Wanted(tuple(feeds), Policy(host_gap=0, deadline=2, idle=1, allow=allow))
    waiting, stop = list(turns), Event()

    def told(_: Outcome, begun: datetime) -> None:
        waiting.pop(0)(begun)
        if not waiting:
            stop.set()

    def job(now: datetime) -> Job:
        return Job(data, (), now, workers=1, fail_on="never", feeds=wanted)

    with serving(data, "watch") as board:
        watch(Watched(lambda: tuple(inputs), job, 0.2), stop, board, told)
    return board


def old(path: Path, text: str) -> None:
    """A file that nobody is writing any more."""
    path.write_text(text)
    os.utime(path, (time.time() - 60,) * 2)


def sources(data: Path) -> list[tuple[object, ...]]:
    with duckdb.connect(str(data / "news.duckdb"), read_only=True) as con:
        query = "SELECT source_id, count(*)::INT, count(DISTINCT run_id)::INT FROM articles GROUP BY ALL ORDER BY ALL"
        return con.execute(query).fetchall()


def nothing(_: datetime) -> None:
    """Nothing happens."""


def test_feeds_come_when_they_are_due_and_files_when_they_change(
    web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What has not changed is not read again, or a folder of years would be read every minute."""
    monkeypatch.setattr("pipelines.service.watch.SETTLED", -1.0)
    monkeypatch.setattr("pipelines.feeds.plan.SLACK", timedelta(0))
    inbox, data = tmp_path / "inbox", tmp_path / "data"
    inbox.mkdir()
    old(inbox / "one.txt", "The port opened on Friday, the minister said.")
    web.answers |= {"/a": conditional(feed("one")), "/b": good(feed("two"))}
    quick, slow = Feed("quick", web.url("/a"), interval=1.0), Feed("slow", web.url("/b"))

    def turn(_: datetime) -> None:
        (inbox / "two.txt").write_text("The bridge was closed on Monday, the mayor said.")
        web.answers["/a"] = conditional(feed("one", "three"), '"two"')
        time.sleep(1.1)

    board = watched(data, [str(inbox), quick.url, slow.url], web, turn, nothing, feeds=[quick, slow])
    assert sources(data) == [("inbox", 2, 2), ("quick", 2, 2), ("slow", 1, 1)]
    assert len(web.asked("/a")) == 2
    assert len(web.asked("/b")) == 1
    assert board.status.batches == 2
    with duckdb.connect(str(data / "news.duckdb"), read_only=True) as con:
        assert con.execute("SELECT command, state, read FROM runs ORDER BY run_id").fetchall() == [
            ("watch", "done", 3), ("watch", "done", 3),
        ]  # fmt: skip


def test_what_a_person_decides_holds_from_the_next_look_on(web: Web, tmp_path: Path) -> None:
    """A feed of theirs and a wish of theirs are read anew, for the service may run for months."""
    web.answers |= {"/a": good(feed("one")), "/b": good(feed("two"))}
    listed = tmp_path / "feeds.txt"
    listed.write_text(web.url("/a"))
    a = Feed(source_of(web.url("/a")), web.url("/a"), interval=0.0)

    def turn(begun: datetime) -> None:
        control.wish(tmp_path, Wish(a.source_id, "disabled", begun))
        listed.write_text(f"{web.url('/a')}\n{web.url('/b')}\n")

    watched(tmp_path, [str(listed)], web, turn, nothing, feeds=[a])
    assert [request.path for request in web.log] == ["/a", "/b"]


def test_what_goes_wrong_is_told_and_tried_again(web: Web, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody saves half a list of feeds: the service must not end of it, nor be silent."""
    web.answers["/a"] = good(feed("one"))
    listed, data = tmp_path / "feeds.txt", tmp_path / "data"
    listed.write_text(web.url("/a"))
    a = Feed(source_of(web.url("/a")), web.url("/a"), interval=0.0)
    seen = []

    class Mending(Board):
        def tell(self, **changed: object) -> None:
            super().tell(**changed)
            if self.status.state == "failing" and listed.read_text() != web.url("/a"):
                seen.append(status.known(data))
                listed.write_text(web.url("/a"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(status, "Board", Mending)
        board = watched(
            data, [str(listed)], web, lambda _: listed.write_text(web.url("/a") + "\nfeed"), nothing, feeds=[a]
        )
    assert "a list of addresses has one a line" in str(seen[0])
    assert (board.status.batches, board.status.failure, len(web.log)) == (2, None, 2)


def test_an_input_that_is_not_there_is_told_at_once(tmp_path: Path) -> None:
    """A slip in the service file must not look like a quiet day."""
    with pytest.raises(NoInputError, match="nowhere"):
        watched(tmp_path, [str(tmp_path / "nowhere")], None, nothing)


def test_a_data_folder_has_one_service(tmp_path: Path) -> None:
    """Two would ask every feed twice."""
    with serving(tmp_path, "watch"), pytest.raises(BusyError, match="serves"), serving(tmp_path, "stream"):
        pass


def until_batch(data: Path) -> status.Status:
    """The status, once a batch is done."""
    for _ in range(600):
        if (told := status.known(data)) and told.batches:
            return told
        time.sleep(0.1)
    raise AssertionError(status.known(data))


def test_a_killed_one_is_completed_by_the_next_and_a_signal_ends_that_well(web: Web, tmp_path: Path) -> None:
    """The server would say that nothing is new: whoever believed it would have lost the articles."""
    web.answers["/a"] = conditional(feed("one", "two"))
    data, log = tmp_path / "data", tmp_path / "log"
    how = [web.url("/a"), "--host-gap", "0", "--workers", "1", "--allow-address", f"127.0.0.1:{web.port}"]
    words = ["watch", *how, "--data", str(data)]
    assert finished(words, log, "pipelines.stages.land:write:after:1") == -signal.SIGKILL
    process = started(words, log)
    told = until_batch(data)
    assert (told.pid, told.new_articles, status.lives(told)) == (process.pid, 2, True)
    os.kill(process.pid, signal.SIGTERM)
    process.join()
    ended = status.known(data)
    assert (process.exitcode, ended and ended.state) == (0, "stopped"), log.read_text()
    plain = ["run", *how, "--data", str(tmp_path / "plain"), "--fail-on", "never"]
    assert finished(plain, log) == 0, log.read_text()
    assert contents(data / "news.duckdb") == contents(tmp_path / "plain" / "news.duckdb")
