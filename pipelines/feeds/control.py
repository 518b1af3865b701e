"""data/control: what a person wants of feeds, in small files that a running service reads at its next round.

    control/feeds.opml       feeds that were imported
    control/<hash>.json      one feed: disabled, enabled anew, or forgotten, and when

The store may be busy when somebody decides, so nothing of this is in it.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import xxhash

from pipelines.errors import StorageError
from pipelines.feeds.names import in_full
from pipelines.feeds.opml import read_opml, write_opml
from pipelines.feeds.state import FeedState, fresh
from pipelines.options import Feed

_IMPORTED = "feeds.opml"


class Wish(NamedTuple):
    """What is wanted of a feed: `disabled`, `enabled` (failures no longer count) or `forgotten` (nothing is known)."""

    source_id: str
    state: str
    at: datetime


def wishes(data: Path) -> dict[str, Wish]:
    """What is wanted, by source."""
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted((data / "control").glob("[!.]*.json")))
    read = (Wish(said["source_id"], said["state"], datetime.fromisoformat(said["at"])) for said in found)
    return {wanted.source_id: wanted for wanted in read}


def wish(data: Path, wanted: Wish) -> None:
    """Write down what is wanted of a feed; the last word counts."""
    name = f"{xxhash.xxh3_64_hexdigest(wanted.source_id.encode())}.json"
    said = {"source_id": wanted.source_id, "state": wanted.state, "at": wanted.at.isoformat()}
    _write(data / "control" / name, (json.dumps(said, indent=1) + "\n").encode())


def imported(data: Path) -> list[str]:
    """Addresses of the feeds that were imported."""
    path = data / "control" / _IMPORTED
    return read_opml(path.read_bytes(), str(path)) if path.exists() else []


def keep_imported(data: Path, feeds: Iterable[Feed]) -> None:
    """Follow exactly these as imported feeds."""
    kept, path = list(feeds), data / "control" / _IMPORTED
    if kept:
        _write(path, write_opml(feed._replace(url=in_full(feed)) for feed in kept), 0o600)
    else:
        path.unlink(missing_ok=True)


def heeded(feeds: Iterable[Feed], wanted: Mapping[str, Wish]) -> list[Feed]:
    """The feeds without the disabled ones."""
    return [feed for feed in feeds if feed.source_id not in wanted or wanted[feed.source_id].state != "disabled"]


def known(states: Mapping[str, FeedState], wanted: Mapping[str, Wish]) -> dict[str, FeedState]:
    """What was learned, without what was before a feed was forgotten, and without failures before it was enabled."""
    return {source_id: _known(state, wanted.get(source_id)) for source_id, state in states.items()}


def _known(state: FeedState, wanted: Wish | None) -> FeedState:
    if wanted is None or state.asked_at is None or state.asked_at > wanted.at:
        return state
    if wanted.state == "forgotten":
        return fresh(state.source_id, state.url)
    if wanted.state == "enabled":
        # Asked at once, and with what is known of it.
        return state._replace(gone=False, failures=0.0, failing_since=None, wait_until=None, asked_at=None)
    return state


def _write(path: Path, content: bytes, mode: int = 0o644) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.touch(mode)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}; allow this user to write there") from error
