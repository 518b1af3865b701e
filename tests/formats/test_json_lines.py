"""Lines of JSON, and the rows in them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import Unreadable
from pipelines.formats import json_lines
from pipelines.formats.items import Flaw, Item
from pipelines.formats.json_lines import line_blocks, read_json_lines


def only(**row: object) -> Item | Flaw:
    [item] = read_json_lines(json.dumps(row).encode(), 0).items
    return item


def item(**row: object) -> Item:
    found = only(**row)
    assert isinstance(found, Item)
    return found


@pytest.mark.parametrize(
    ("row", "field", "value"),
    [
        ({"id": 7}, "guid", "7"),
        ({"guid": "g"}, "guid", "g"),
        ({"url": "https://a.example/x"}, "url", "https://a.example/x"),
        ({"link": "https://a.example/y"}, "url", "https://a.example/y"),
        ({"declared_date": "3 May", "date": "4 May"}, "declared_text", "3 May"),
        ({"published": None, "date": "2024-05-06"}, "declared_text", "2024-05-06"),
        ({"date": 1714986000}, "declared_text", "1714986000"),
        ({"updated": "2024-05-07"}, "updated_text", "2024-05-07"),
        ({"author": "  Ada\nQuay "}, "author", "Ada Quay"),
        ({"language": "en"}, "language", "en"),
        ({"source": "wire"}, "source", "wire"),
        ({"feed": "wire-2"}, "source", "wire-2"),
        ({"title": ["no", "text"]}, "title", None),
    ],
)
def test_a_column_is_read_under_each_of_its_names(row: dict[str, object], field: str, value: str | None) -> None:
    """The names that files of articles use."""
    assert getattr(item(text="T.", **row), field) == value


@given(st.text(st.characters(codec="ascii", exclude_characters="\x00"), min_size=1).filter(str.strip))
def test_a_text_is_taken_as_it_is(text: str) -> None:
    """Never treated as HTML, not even stripped."""
    found = item(text=text)
    assert (found.text, found.text_as_received) == (text, None)


@pytest.mark.parametrize("column", ["body", "content"])
def test_html_in_a_body_is_cleaned(column: str) -> None:
    """A body or content may be HTML; what came is kept."""
    found = item(**{column: "<p>One &amp; two</p>"})
    assert (found.text, found.text_as_received) == ("One & two", "<p>One &amp; two</p>")


def test_a_broken_encoding_is_repaired_and_kept() -> None:
    """The text that the stages read is sound; what came can still be seen."""
    found = item(text="the cafÃ©â€™s owner")
    assert (found.text, found.text_as_received) == ("the café’s owner", "the cafÃ©â€™s owner")


def test_a_bad_line_is_refused_in_its_place() -> None:
    """One bad line must not lose the file; its position is its line in the whole input."""
    content = b'{"text": "a"}\nno json\n\n[1]\n{"text": 5}\n{"text": " "}\n{"text": "b"}'
    found = [(i.position, i.reason if isinstance(i, Flaw) else i.text) for i in read_json_lines(content, 100).items]
    assert found == [
        (100, "a"),
        (101, "not_json"),
        (103, "not_an_object"),
        (104, "wrong_type"),
        (105, "no_text"),
        (106, "b"),
    ]


@pytest.mark.parametrize(
    "line", [b"[" * 100_000, b'{"a":' * 50_000, b"1" * 10_000, b'{"text": "\xff"', b"\x00", b"NaN"]
)
def test_a_hostile_line_is_refused(line: bytes) -> None:
    """Depth, long numbers and damaged bytes end in a reason."""
    [flaw] = read_json_lines(line, 0).items
    assert isinstance(flaw, Flaw)


def test_ignored_columns_are_told_once() -> None:
    """Nobody should wonder where a column went."""
    note = read_json_lines(b'{"text": "a", "views": 1}\n{"text": "b", "views": 2, "desk": "x"}', 0).note
    assert note == "ignored columns: desk, views"


@given(st.lists(st.binary(max_size=40)), st.integers(1, 50))
def test_blocks_hold_every_line_once(lines: list[bytes], size: int) -> None:
    """However a stream comes in pieces, its blocks together are the stream."""
    content = b"\n".join(lines)
    pieces = [content[i : i + size] for i in range(0, len(content), size)]
    assert b"".join(line_blocks(pieces)) == content


def test_blocks_end_where_lines_end() -> None:
    """A line in two blocks would be two bad lines."""
    blocks = list(line_blocks([b'{"text": "abc"}\n' * 1_000] * 1_000))
    assert len(blocks) > 2
    assert all(block.endswith(b"\n") for block in blocks)


def test_a_line_without_end_does_not_fill_the_memory() -> None:
    """It is cut off and stands alone, so that only it is refused."""
    long = json_lines.MAX_LINE + 5_000_000
    blocks = [*filter(None, line_blocks([b"a\n", *[b"x" * 1_000_000] * (long // 1_000_000), b"x\nb\n"]))]
    assert [block[:1] for block in blocks] == [b"a", b"x", b"b"]
    assert json_lines.MAX_LINE < len(blocks[1]) < long


def test_whole_lines_before_a_damage_are_kept() -> None:
    """A damaged archive gives what could be unpacked."""

    def pieces():  # type: ignore[no-untyped-def]
        yield b"a\nb\nc"
        raise Unreadable("damaged_gzip", "cut off")

    blocks = line_blocks(pieces())
    assert next(blocks) == b"a\nb\n"
    with pytest.raises(Unreadable):
        next(blocks)


@pytest.mark.parametrize("value", [["2024-05-06"], {"day": 6}, True])
def test_a_date_or_id_that_is_no_text_is_told(value: object) -> None:
    """Without a date or an id an article is another one: the reason must be seen."""
    line = json.dumps({"text": "a", "date": value, "id": value}).encode()
    assert read_json_lines(line, 0).note == "columns with a list, an object or a truth value, not read: date, id"


def test_so_many_flaws_are_told_one_by_one() -> None:
    """A gigabyte that is no JSON must not become a gigabyte of refusals; articles among them are all read."""
    found = list(read_json_lines(b"x\n" * 1_500 + b'{"text": "a"}\n' + b"x\n" * 2_000, 10).items)
    assert [(item.position, item.reason) for item in found[-2:] if isinstance(item, Flaw)] == [
        (1_010, "too_many_rejects")
    ]
    assert isinstance(found[-1], Flaw)
    assert (len(found), found[-1].message[:10]) == (1_002, "2,500 more")


def test_a_thousand_flaws_are_all_told() -> None:
    """The last refusal is for what is more than that."""
    reasons = [item.reason for item in read_json_lines(b"x\n" * 1_000, 0).items if isinstance(item, Flaw)]
    assert reasons == ["not_json"] * 1_000
