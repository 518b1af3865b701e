"""gzip, unpacked within bounds."""

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import Unreadable
from pipelines.formats.packed import unpack, unpacked


@given(
    st.lists(st.binary(max_size=2_000), min_size=1, max_size=4), st.binary(max_size=9).map(lambda b: b"\x00" * len(b))
)
def test_members_are_unpacked_one_after_the_other(members: list[bytes], padding: bytes) -> None:
    """A gzip file may hold several members and padding behind them."""
    content = b"".join(map(gzip.compress, members)) + padding
    assert unpack(io.BytesIO(content), 10_000) == b"".join(members)


def test_a_bomb_is_refused_at_the_limit() -> None:
    """A megabyte may unpack to a gigabyte: no more is unpacked than asked for."""
    with pytest.raises(Unreadable) as refusal:
        unpack(io.BytesIO(gzip.compress(bytes(50_000_000))), 1_000_000)
    assert refusal.value.reason == "too_large"


def test_no_piece_is_larger_than_asked_for() -> None:
    """The memory of a reader is bounded whatever the ratio."""
    assert max(map(len, unpacked(io.BytesIO(gzip.compress(bytes(1_000_000))), 1_000))) <= 1_000


@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"news " * 99)[:-9], b"\x1f\x8bnonsense", gzip.compress(b"x")[:5]],
    ids=["cut off", "damaged", "head alone"],  # the content holds the time of its packing
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    """Cut off or damaged: a reason, not a crash and not half a text."""
    with pytest.raises(Unreadable) as refusal:
        unpack(io.BytesIO(content), 1_000)
    assert refusal.value.reason == "damaged_gzip"
