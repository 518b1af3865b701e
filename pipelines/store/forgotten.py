"""data/forgotten.json: what was taken down for good, by hashes alone, so that no run takes it in again.

A tombstone is written before anything is deleted: whoever finds one that is not done finishes it. Keys and versions
that other stored articles have as well are kept apart: they tell only together.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.errors import DamagedSegmentError, StorageError
from pipelines.records import Reject
from pipelines.store.archive import listed, write
from pipelines.store.landing import draft_beside

FILE = "forgotten.json"
_KEYS = ["url_key", "guid_key", "text_hash", "version_id", "source_id", "ref", "position", "seen_at", "run_id"]


class Tombstone(NamedTuple):
    """An article that must not come back: its keys and versions, those apart that others have too."""

    article_id: str
    day: str
    keys: tuple[str, ...]
    shared_keys: tuple[str, ...]
    has_urls: bool
    versions: tuple[str, ...]
    shared_versions: tuple[str, ...]
    done: bool = False


class Item(NamedTuple):
    """What of a landed row tells whether it is forgotten."""

    url_key: str | None
    guid_key: str | None
    text_hash: str
    version_id: str


def covers(stone: Tombstone, item: Item) -> bool:
    """Whether a landed row is the forgotten article: the same text, or what names it and no other."""
    if item.version_id in stone.versions:
        return True
    keys, shared = {*stone.keys}, {*stone.keys, *stone.shared_keys}
    if item.url_key is None and item.guid_key is None:
        return item.text_hash in keys
    if item.version_id in stone.shared_versions and not shared.isdisjoint((item.url_key, item.guid_key)):
        return True
    # A GUID tells only where the address does not tell otherwise: some feeds give every item the same one.
    same_place = item.url_key is None or not stone.has_urls or item.url_key in shared
    return item.url_key in keys or (item.guid_key in keys and same_place)


def read(data: Path) -> tuple[Tombstone, ...]:
    """All tombstones. Raises StorageError where the file cannot be read: better no run than one that takes them in."""
    file = data / FILE
    if not file.exists():
        return ()
    try:
        return tuple(map(_read, json.loads(file.read_text(encoding="utf-8"))))
    except (OSError, ValueError, TypeError) as error:
        raise StorageError(f"cannot read {file}: {error}; restore it from a backup") from error


def _read(said: dict[str, Any]) -> Tombstone:
    values: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in said.items()}
    return Tombstone(**values)


def keep(data: Path, stone: Tombstone) -> None:
    """Write a tombstone, in place of one for the same article. Raises StorageError."""
    others = [one for one in read(data) if one.article_id != stone.article_id]
    file = data / FILE
    try:
        with draft_beside(file) as part:
            part.write_text(json.dumps([one._asdict() for one in (*others, stone)], indent=1), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"cannot write {file}: {error.strerror}; free or allow space there") from error


def strip(file: Path, stones: Iterable[Tombstone], tell: Callable[[list[Reject]], None] | None = None) -> int:
    """Take the rows of forgotten articles out of a segment or archive; gives how many.

    `tell` is given a refusal for each, without its words, before they go. The file keeps its name, which is that of
    what was landed. Raises DamagedSegmentError, StorageError.
    """
    stones = tuple(stones)
    try:
        narrow = pq.read_table(file, columns=_KEYS).to_pylist() if stones else []
    except (OSError, pa.ArrowException) as error:
        raise DamagedSegmentError(f"cannot read {file}: {error}; restore it from a backup") from error
    hits = [_hit(row, stones) for row in narrow]
    refused = [_refused(row, hit) for row, hit in zip(narrow, hits, strict=True) if hit]
    if refused:
        if tell:
            tell(refused)
        rewrite(file, [hit is None for hit in hits])
    return len(refused)


def refuse(segment: Path, stones: Iterable[Tombstone]) -> list[Path]:
    """Strip a segment that has just landed; the segment of its refusals beside it, where there are any.

    A damaged one is left to the loader to tell.
    """
    told: list[Path] = []

    def tell(refused: list[Reject]) -> None:
        from pipelines.stages.land import land

        told.append(segment.parent / land(refused, "rejects", segment.parent))

    try:
        strip(segment, stones, tell)
    except DamagedSegmentError:
        return []
    return told


def rewrite(file: Path, kept: list[bool], payloads: bool = True) -> None:
    """Write a segment or archive anew with the rows that are kept; with `payloads` False all, their payloads gone."""
    if file.parent.name == "archive":
        write(file, _filtered(file, kept, payloads), listed(file))
        return
    schema = pq.read_schema(file)
    with draft_beside(file) as part, pq.ParquetWriter(part, schema, compression="zstd") as new:
        for table in _filtered(file, kept, payloads):
            new.write_table(table)


def _filtered(file: Path, kept: list[bool], payloads: bool) -> Iterator[pa.Table]:
    first = 0
    with pq.ParquetFile(file) as old:
        for number in range(old.num_row_groups):
            rows = old.read_row_group(number)
            mask = pa.array(kept[first : first + rows.num_rows], pa.bool_())
            first += rows.num_rows
            yield rows.filter(mask) if payloads else _blanked(rows, mask)


def _blanked(rows: pa.Table, kept: pa.Array) -> pa.Table:
    import pyarrow.compute as pc

    place = rows.schema.get_field_index("payload")
    field = rows.schema.field(place)
    return rows.set_column(place, field, pc.if_else(kept, rows["payload"], pa.scalar(None, field.type)))


def _hit(row: dict[str, object], stones: Iterable[Tombstone]) -> Tombstone | None:
    item = Item(*(row[name] for name in Item._fields))  # type: ignore[arg-type]
    return next((stone for stone in stones if covers(stone, item)), None)


def _refused(row: dict[str, object], stone: Tombstone) -> Reject:
    return Reject(
        run_id=str(row["run_id"]),
        stage="land",
        reason="forgotten",
        message=f"the article {stone.article_id} was taken down on {stone.day} and is not taken in again",
        source_id=str(row["source_id"]),
        ref=str(row["ref"]),
        position=row["position"],  # type: ignore[arg-type]
        payload=None,
        seen_at=row["seen_at"],  # type: ignore[arg-type]
    )
