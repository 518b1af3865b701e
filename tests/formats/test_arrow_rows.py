"""Rows of Arrow and Parquet."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest

from pipelines.errors import Unparsable
from pipelines.formats.arrow_rows import packed, read_arrow, with_note
from pipelines.formats.items import Found, Item


def read(columns: dict[str, object], first: int = 0) -> Found:
    batch = pa.record_batch(columns)
    return read_arrow(packed(with_note(batch, batch.schema)), first)


def item(**columns: object) -> Item:
    [found] = read(columns).items
    assert isinstance(found, Item)
    return found


NEW_YORK = datetime(2024, 5, 6, 22, 0, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("column", "written"),
    [
        (["6 May"], "6 May"),
        ([date(2024, 5, 6)], "2024-05-06"),
        ([datetime(2024, 5, 6, 10)], "2024-05-06T10:00:00"),
        ([datetime(2024, 5, 6, 10, tzinfo=UTC)], "2024-05-06T10:00:00+0000"),
        (pa.array([NEW_YORK], pa.timestamp("ns", "America/New_York")), "2024-05-06T22:00:00-0400"),
        (pa.array([1714986000]), "1714986000"),
        (pa.array([None], pa.timestamp("us")), None),
        (pa.array(["6 May"]).dictionary_encode(), "6 May"),
    ],
)
def test_a_date_of_any_type_is_written_out(column: object, written: str | None) -> None:
    """An instant keeps the day of its own zone."""
    assert item(text=["T."], published=column).declared_text == written


def test_rows_keep_their_number_in_the_whole_input() -> None:
    """Positions do not depend on how a file was cut."""
    assert [found.position for found in read({"text": ["a", "b"]}, first=5_000).items] == [5_000, 5_001]


@pytest.mark.parametrize("type_", [pa.string(), pa.large_string(), pa.binary(), pa.string_view()])
def test_a_text_of_any_string_type_is_read(type_: pa.DataType) -> None:
    """Writers choose among four."""
    assert item(text=pa.array(["Text."], type_)).text == "Text."


def test_damaged_text_is_decoded() -> None:
    """Parquet does not hold its strings to UTF-8."""
    damaged = pa.array([b"caf\xe9"]).view(pa.string())
    assert item(text=damaged).text == "café"


def test_ignored_columns_are_told() -> None:
    """They are left out before the rows travel, so the note travels instead."""
    assert read({"text": ["a"], "views": [1]}).note == "ignored columns: views"


def test_rows_without_any_text_column_are_refused() -> None:
    """A table of something else is no file of articles."""
    with pytest.raises(Unparsable) as refusal:
        read({"amount": [1, 2]})
    assert refusal.value.reason == "no_text"


def test_bytes_that_are_no_rows_are_refused() -> None:
    """Whatever came under this form."""
    with pytest.raises(Unparsable):
        read_arrow(b"nonsense", 0)


@pytest.mark.parametrize(
    "column",
    [
        pa.array([0], pa.timestamp("us", "Mars/Phobos")),
        pa.array([[0]], pa.list_(pa.timestamp("us", "Mars/Phobos"))),
        pa.array([[2**60]], pa.list_(pa.timestamp("s"))),
    ],
    ids=["zone", "zone within", "calendar within"],
)
def test_a_value_that_cannot_be_written_out_is_refused(column: pa.Array) -> None:
    """A file may say any zone and any instant; what it means would be guessed."""
    with pytest.raises(Unparsable) as refusal:
        read({"text": ["a"], "date": column})
    assert refusal.value.reason == "not_arrow"


def test_a_column_of_lists_is_told() -> None:
    """As in lines of JSON."""
    note = read({"text": ["a"], "date": [["2024"]], "views": [1]}).note
    assert note == "ignored columns: views; columns with a list, an object or a truth value, not read: date"
