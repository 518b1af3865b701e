"""Which text is read, the feed's or the page's, and that the other is kept."""

import pytest

from pipelines.formats.beside import both
from pipelines.formats.items import Item, Page

TEASER = Item(0, "The harbour board of Port Ellery voted on Tuesday.", "as it came", title="Pier to be rebuilt")
ARTICLE = "OTTAWA — " + TEASER.text + " Work on the pier is to begin soon. " * 9


def test_the_page_is_read_where_it_says_more() -> None:
    """With what stands around its text, and without what came of the feed's."""
    found = both(TEASER, Page(ARTICLE))
    assert (found.text_from, found.text, found.other_text) == ("page", ARTICLE, TEASER.text)
    assert (found.dateline_place, found.text_as_received) == ("OTTAWA", None)


@pytest.mark.parametrize(
    "text", ["Too short.", "We value your privacy. Accept all cookies or manage your choices here. " * 9]
)
def test_a_page_that_says_less_or_something_else_is_only_kept(text: str) -> None:
    """A wall of cookies is longer than a teaser, and no article."""
    found = both(TEASER, Page(text))
    assert (found.text_from, found.text, found.text_as_received, found.other_text) == (
        "source", TEASER.text, "as it came", text,
    )  # fmt: skip


def test_scripts_without_spaces_are_compared_by_letters() -> None:
    """Else no Japanese page would ever speak of its teaser."""
    teaser = Item(0, "港の桟橋は冬の前に再建される。", title="桟橋を再建")
    assert both(teaser, Page("港湾委員会は火曜日、桟橋を冬の前に再建することを決めた。" * 5)).text_from == "page"
    assert both(teaser, Page("すべてのクッキーを許可しますか。" * 9)).text_from == "source"


def test_without_a_page_all_is_as_the_source_gave_it() -> None:
    """Which is so of nearly every article."""
    assert both(TEASER, None) == (TEASER.text, "as it came", None, None, "source", None)


def test_an_entry_with_a_headline_alone_has_no_other_text() -> None:
    """An empty text is none."""
    assert both(TEASER._replace(text=""), Page(ARTICLE)).other_text is None
