"""The frozen list of boilerplate, which ships empty."""

from pathlib import Path

import pytest

from pipelines.store import boilerplate
from tests.comparing import contents
from tests.landed import article
from tests.language.test_copies import FIRST
from tests.store.test_leaving import made_anew, stored
from tests.store.test_links import PLACES

NOTICE = (
    "All rights reserved. No part of this report may be copied, stored or sent on without the written permission of "
    "the publisher, who answers for nothing that is said in it or that follows from it, now or at any later time. "
)


def test_a_new_list_finds_every_tie_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The ties are those of a store that had it from the beginning, and what boilerplate alone tied is tied no more."""
    short = [article(NOTICE + f"The {place} closed on Monday.", guid=place) for place in PLACES[:3]]
    stored(tmp_path, [short])
    assert boilerplate.boilerplate().version == 0
    assert len(contents(tmp_path / "store.duckdb")["article_links"]) == 3
    newer = boilerplate.listed([{"version": "1", "words": NOTICE}])
    monkeypatch.setattr(boilerplate, "boilerplate", lambda: newer)
    stored(tmp_path, [[article(FIRST, guid="first")]])
    after = contents(tmp_path / "store.duckdb")
    assert after["article_links"] == []
    assert after == made_anew(tmp_path)
