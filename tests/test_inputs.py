"""What a person names, and what is read for it."""

import gzip
import io
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import NoInputError, StorageError
from pipelines.inputs import check_there, portions, slices, spool_stdin
from pipelines.options import SourceSettings
from pipelines.records import Portion, Reject

NOW = datetime(2024, 5, 6, 12, tzinfo=UTC)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of news, the current folder above it."""
    for name in ("news/b.txt", "news/a.txt", "news/deep/c.txt", "news/.hidden", "news/.git/x.txt", "spool/x"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Text of {name}.")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "news"


def planned(*inputs: str, sources: Sequence[SourceSettings] = ()) -> list[Portion | Reject]:
    return list(portions(inputs, run_id="run-1", seen_at=NOW, sources=sources, spool=Path("spool")))


def named(*inputs: str, sources: Sequence[SourceSettings] = ()) -> list[tuple[str, str, str | None]]:
    found = planned(*inputs, sources=sources)
    return [(part.ref, part.source_id, part.guid) for part in found if isinstance(part, Portion)]


@pytest.mark.usefixtures("news")
def test_a_folder_is_read_whole_and_sorted() -> None:
    """Its source is its base name, a GUID the path below it; hidden files are nobody's news."""
    assert named("news") == [
        ("news/a.txt", "news", "a.txt"),
        ("news/b.txt", "news", "b.txt"),
        ("news/deep/c.txt", "news", "deep/c.txt"),
    ]


def test_a_folder_has_the_same_names_however_it_is_typed(news: Path) -> None:
    """Identity must not depend on where one stands."""
    assert [row[1:] for row in named(str(news))] == [row[1:] for row in named("news/../news/")]
    os.chdir(news)
    assert [row[1:] for row in named(".")] == [row[1:] for row in named(str(news))]


@pytest.mark.usefixtures("news")
def test_a_lone_file_belongs_to_its_parent() -> None:
    """The same article as when its folder is given."""
    assert named("news/a.txt") == [("news/a.txt", "news", "a.txt")]


@pytest.mark.parametrize(
    ("pattern", "refs"),
    [
        ("news/*.txt", ["news/a.txt", "news/b.txt"]),
        ("news/**/*.txt", ["news/a.txt", "news/b.txt", "news/deep/c.txt"]),
        ("n*/deep", ["news/deep/c.txt"]),
    ],
)
@pytest.mark.usefixtures("news")
def test_a_glob_gives_what_matches(pattern: str, refs: list[str]) -> None:
    """Also through folders, each file once."""
    assert [row[0] for row in named(pattern)] == refs


@pytest.mark.usefixtures("news")
def test_a_glob_names_its_files_as_their_folder_does() -> None:
    """`news/**` is `news`, narrowed: two files of one name in two folders stay two articles."""
    assert named("news/**/*.txt") == named("news")


def test_a_file_whose_name_looks_like_a_glob_can_be_named(news: Path) -> None:
    """What is there goes before what it could mean."""
    (news / "a[1].txt").write_text("Text.")
    assert named("news/a[1].txt") == [("news/a[1].txt", "news", "a[1].txt")]


@pytest.mark.parametrize("missing", ["nowhere", "news/*.xml", "-", "news/a.txt/x"])
@pytest.mark.usefixtures("news")
def test_an_input_that_names_nothing_is_an_error(missing: str) -> None:
    """A typing mistake must not look like a quiet day; and nothing is read before it is told."""
    with pytest.raises(NoInputError, match=missing.replace("*", r"\*")):
        portions(["news", missing], run_id="r", seen_at=NOW, sources=(), spool=Path("spool"))


def test_an_empty_folder_is_no_error(tmp_path: Path) -> None:
    """A feed folder may be empty today."""
    assert planned(str(tmp_path)) == []


@pytest.fixture
def used(news: Path) -> Path:
    """The folder of news, once used as data folder too."""
    for name in ("landing/run-0/inputs.json", "landing/run-0/articles-1.parquet", "store.duckdb", "news.duckdb.wal"):
        (news / name).parent.mkdir(parents=True, exist_ok=True)
        (news / name).write_text("{}")
    for name in ("dateline.lock", "report.html", "store.duckdb.tmp/x"):
        (news / name).parent.mkdir(exist_ok=True)
        (news / name).write_text("x")
    return news


@pytest.mark.parametrize("name", ["news", "news/**/*", "news/*", "n*"])
@pytest.mark.usefixtures("used")
def test_what_a_run_keeps_is_not_news_and_what_lies_beside_it_is(name: str) -> None:
    """`dateline run .` must not read its own segments; a folder once used for data must not be silent for ever."""
    assert sorted(row[0] for row in named(name)) == ["news/a.txt", "news/b.txt", "news/deep/c.txt"]


def test_a_report_of_somebody_else_is_news(news: Path) -> None:
    """Only beside a store it is the run's."""
    (news / "report.html").write_text("<html>")
    (news / "landing").mkdir()
    (news / "landing" / "x.txt").write_text("Text.")
    assert len(planned("news")) == 5


@pytest.mark.usefixtures("news")
def test_settings_name_the_source_of_a_folder() -> None:
    """The most special path counts; GUIDs are paths below it."""
    sources = [SourceSettings("all", path="news"), SourceSettings("deep-one", path="news/deep")]
    assert [row[1:] for row in named("news", sources=sources)] == [
        ("all", "a.txt"),
        ("all", "b.txt"),
        ("deep-one", "c.txt"),
    ]


@pytest.mark.usefixtures("news")
def test_settings_name_the_source_of_a_file() -> None:
    """A single feed file may be a source."""
    assert named("news/a.txt", sources=[SourceSettings("one", path="news/a.txt")]) == [("news/a.txt", "one", "a.txt")]


@pytest.mark.usefixtures("news")
def test_standard_input_is_read_from_its_copy() -> None:
    """So that a run that died can be repeated."""
    copy = spool_stdin(Path("spool"), io.BytesIO(b"Text."))
    [part] = planned("-")
    assert isinstance(part, Portion)
    assert (Path(part.path), part.ref, part.source_id, part.guid) == (copy, "-", "stdin", None)


def test_a_spool_that_cannot_be_written_is_a_storage_error(tmp_path: Path) -> None:
    """Not the input's fault."""
    with pytest.raises(StorageError):
        spool_stdin(tmp_path / "gone", io.BytesIO(b"Text."))


def test_a_pipe_is_refused_and_not_waited_for(news: Path) -> None:
    """Reading it would hang the run."""
    os.mkfifo(news / "pipe")
    [reject] = [part for part in planned("news") if isinstance(part, Reject)]
    assert (reject.stage, reject.reason, reject.ref) == ("read", "not_a_file", "news/pipe")


def test_a_damaged_archive_is_refused(news: Path) -> None:
    """With its reason; the other files are read."""
    (news / "x.jsonl.gz").write_bytes(gzip.compress(b'{"text": "a"}')[:12])
    found = planned("news")
    assert [part.reason for part in found if isinstance(part, Reject)] == ["damaged_gzip"]
    assert len(found) == 4


def part(weight: int) -> Portion:
    return Portion("p", "p", "s", None, "jsonl", 0, weight, 0, NOW, "r")


@given(st.lists(st.integers(0, 30)), st.integers(10, 50))
def test_slices_are_bounded_and_lose_nothing(weights: list[int], limit: int) -> None:
    """In order, every portion once, none heavier than asked unless it is one portion."""
    parts = [part(weight) for weight in weights]
    cut = list(slices(parts, limit=limit))
    assert [one for group in cut for one in group] == parts
    assert all(
        len(group) == 1 or sum(one.stop or 0 for one in group if isinstance(one, Portion)) <= limit for group in cut
    )


def test_slices_are_lazy() -> None:
    """A million files are not planned before the first is read."""

    def endless():  # type: ignore[no-untyped-def]
        while True:
            yield part(10)

    assert len(next(slices(endless(), limit=100))) == 10


def test_an_input_that_is_not_there_is_named_in_letters_that_can_be_printed() -> None:
    """What was typed may be no UTF-8."""
    with pytest.raises(NoInputError) as error:
        portions([os.fsdecode(b"gone\xff")], run_id="r", seen_at=NOW, sources=(), spool=Path("spool"))
    assert str(error.value).encode().startswith("gone\ufffd:".encode())


def test_half_an_address_is_no_pattern_that_may_match_one_day() -> None:
    """A service that follows nothing for a slip in its only address looks like one that works."""
    check_there(["inbox/[ab]*.txt"])
    with pytest.raises(NoInputError):
        check_there(["http://[::1/feed"])
