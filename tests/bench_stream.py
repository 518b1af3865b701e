"""How soon a stream on Prism has what it was given, what it holds, what kills do to it: python -m tests.bench_stream.

    --feeds 200 --minutes 10   each feed gets an item a minute: seconds from fetch to queryable, memory of each process
    --kills 20                 instead: kill -9 of driver, Prism, parser and loader in turn, each while something comes
    --data DIR                 a data folder that is full already (it is added to: give a copy)

Feeds are made up and served here, on loopback. An item counts from the first time it was sent to a reader until a
reader of the published file finds it. After each kill no feed changes until all that was sent is stored, so what a
restart takes for read although it was not stays lost, and is counted. In the end the tables are compared with those
that `dateline run` makes of the same bytes.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipelines.service import status
from tests.comparing import FREE_COLUMNS, contents
from tests.living_feeds import ITEMS, Feeds, served

# Seconds between two requests for a feed.
INTERVAL = 15.0
# Seconds after which what is not stored yet is lost.
PATIENCE = 900.0
KILLED = ("driver", "prism", "parser", "loader")


class Service:
    """`dateline stream` on these feeds, and its processes."""

    def __init__(self, data: Path, urls: list[str], folder: Path) -> None:
        self._data, self._folder = data, folder
        feeds = "".join(f'[feeds.f{n}]\nurl = "{url}"\ninterval = {INTERVAL}\n' for n, url in enumerate(urls))
        allowed = ", ".join(f'"{host}"' for host in sorted({url.split("/")[2] for url in urls}))
        config = folder / "dateline.toml"
        config.write_text(f'allow_address = [{allowed}]\nhost_gap = 0\nfail_on = "never"\n{feeds}')
        self._how = [*urls, "--config", str(config)]
        self.start()

    def start(self) -> None:
        """Begin it, and wait until its processes are there."""
        self._process = self._command("stream", self._data)
        awaited(lambda: len(self.processes()) >= 3)

    def run_once(self, data: Path) -> None:
        """`dateline run` on the same feeds."""
        self._command("run", data).wait()

    def check_whole(self) -> None:
        """What the stream does once an hour."""
        self._command("check", self._data).wait()

    def _command(self, command: str, data: Path) -> subprocess.Popen[bytes]:
        how = self._how if command != "check" else self._how[-2:]
        words = [sys.executable, "-m", "pipelines", command, *how, "--data", str(data)]
        with (self._folder / f"{command}.log").open("ab") as log:
            return subprocess.Popen(words, stdout=log, stderr=log)

    def processes(self) -> dict[str, int]:
        """Process ids by what they are."""
        told = status.known(self._data)
        if not told or told.pid != self._process.pid or not all(map(_lives, told.processes.values())):
            return {}
        parsers = [pid for pid in _children(told.processes.get("driver", 0)) if b"killable" in _words(pid)]
        return {"loader": told.pid, **told.processes} | ({"parser": parsers[0]} if parsers else {})

    def kill(self, name: str) -> None:
        """End one of them by SIGKILL; the loader is begun anew, as systemd would."""
        awaited(lambda: name in self.processes())
        os.kill(self.processes()[name], signal.SIGKILL)
        if name == "loader":
            self._process.wait()
            self.start()

    def stop(self) -> int:
        """End it by SIGTERM; its exit code."""
        self._process.terminate()
        return self._process.wait()


def awaited(met: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether something came about in time."""
    until = time.monotonic() + seconds
    while not met():
        if time.monotonic() > until:
            return False
        time.sleep(0.2)
    return True


def measure(feeds: Feeds, service: Service, data: Path, minutes: float) -> None:
    """Let the feeds change, and print what came of it."""
    seen: dict[str, float] = {}
    begun, changed, told_of, stamp = time.monotonic(), 0, 0, 0
    moments = sorted({min(2.0, minutes), minutes})

    def look() -> bool:
        nonlocal stamp
        file = data / "news.duckdb"
        if file.exists() and file.stat().st_mtime_ns != stamp:
            stamp = file.stat().st_mtime_ns
            now = time.monotonic()
            for guid in feeds.stored(data):
                seen.setdefault(guid, now)
        return feeds.sent.keys() <= seen.keys()

    while (passed := time.monotonic() - begun) < 60 * minutes:
        while changed < passed * len(feeds) / 60:
            feeds.change(changed % len(feeds))
            changed += 1
        if passed >= 60 * moments[told_of]:
            _tell_memory(moments[told_of], service)
            told_of += 1
        look()
        time.sleep(0.2)
    _tell_memory(minutes, service)
    awaited(look)
    # What was there at the start comes all at once, and says how long a first load takes.
    first = [seen[guid] - at for guid, at in feeds.sent.items() if guid in seen and at - begun < 30]
    later = [seen[guid] - at for guid, at in feeds.sent.items() if guid in seen and at - begun >= 30]
    for name, waits in (("the first half minute", first), ("after it", later)):
        if len(waits) > 1:
            cuts = statistics.quantiles(waits, n=20, method="inclusive")
            print(f"fetch to queryable, {name}: p50 {cuts[9]:.1f} s, p95 {cuts[18]:.1f} s of {len(waits):,} items")


def torment(feeds: Feeds, service: Service, data: Path, kills: int) -> None:
    """Kill one process after another, and print what was lost."""
    chance = random.Random(kills)
    lost: set[str] = set()

    def all_stored() -> bool:
        return all(feeds.tag(feed).strip('"') in feeds.sent for feed in range(len(feeds))) and (
            feeds.sent.keys() <= feeds.stored(data).keys() | lost
        )

    awaited(all_stored)
    for number in range(kills):
        for feed in chance.sample(range(len(feeds)), (len(feeds) + 1) // 2):
            feeds.change(feed)
        time.sleep(chance.uniform(0, INTERVAL + 5))
        name = KILLED[number % len(KILLED)]
        service.kill(name)
        if not awaited(all_stored):
            lost |= feeds.sent.keys() - feeds.stored(data).keys()
        print(f"kill {number + 1}: {name}; {len(feeds.sent):,} sent, {len(lost)} lost", flush=True)


def compare(service: Service, data: Path, folder: Path) -> None:
    """Print in how many rows the tables differ from those of a run on the same bytes."""
    service.check_whole()
    service.run_once(folder / "plain")
    # Who comes late sees the items of a feed that has grown further down.
    free = FREE_COLUMNS | {"position"}
    ours, theirs = (contents(one / "news.duckdb", free_columns=free) for one in (data, folder / "plain"))
    # What was found until a later text explained it stays as gone; who comes late never found it.
    ours["quality_issues"] = [row for row in ours["quality_issues"] if "'gone'" not in row]
    differing = {name: len(set(ours[name]) ^ set(theirs[name])) for name in theirs}
    rows = sum(map(len, theirs.values()))
    told = ", ".join(f"{name} {number}" for name, number in differing.items() if number) or "none"
    print(f"rows that differ from those of `dateline run`, of {rows:,} in {len(theirs)} tables: {told}")


def _tell_memory(minutes: float, service: Service) -> None:
    told = [f"{name} {_resident(pid)} MB" for name, pid in service.processes().items()]
    print(f"memory at {minutes:g} min: {', '.join(told)}", flush=True)


def _resident(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def _words(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _lives(pid: int) -> bool:
    return bool(_words(pid))


def _children(pid: int) -> list[int]:
    try:
        told = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for line in told for child in line.split()]


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--data", type=Path)
    said = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        data = said.data or folder / "data"
        feeds = Feeds(said.feeds, None if said.kills else ITEMS)
        with served(feeds) as urls:
            service = Service(data, urls, folder)
            try:
                torment(feeds, service, data, said.kills) if said.kills else measure(feeds, service, data, said.minutes)
            finally:
                code = service.stop()
            stored = feeds.stored(data)
            lost, doubled = len(feeds.sent.keys() - stored.keys()), sum(n - 1 for n in stored.values())
            print(
                f"{len(feeds.sent):,} items sent, lost {lost}, doubled {doubled}; kills {said.kills}; exit code {code}"
            )
            if said.kills and not said.data:
                compare(service, data, folder)


if __name__ == "__main__":
    main()
