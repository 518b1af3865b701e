"""Of an article's page its text is kept, and what it says of itself."""

import pytest

from pipelines.errors import Unparsable
from pipelines.formats.page import MAX_PAGE, read_page

PARAGRAPHS = [
    "The harbour board of Port Ellery voted on Tuesday to rebuild the east pier, which a storm had closed in March.",
    "“We have waited long enough,” said Ana Duarte, who chairs the board. Work is to begin before the winter is over.",
    "The pier is two hundred metres long and was built in 1931. Ferries to the islands used it until the closure.",
]
ARTICLE = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
HTML = f"""<!doctype html><html lang="en-CA"><head><title>Pier to be rebuilt | The Ellery Post</title>
<meta property="og:title" content="East pier to be rebuilt"><meta name="author" content="Jo Marsh">
<meta property="article:published_time" content="2026-11-10T18:30:00-05:00"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>East pier to be rebuilt</h1>{ARTICLE}</article>
<aside><h2>More news</h2><p><a href="/a">Council meets on roads and on the price of parking</a></p></aside>
<div class="comments" id="comments"><h3>Comments</h3><p>First: I never liked that pier and never will.</p></div>
<footer><p>All rights reserved. Cookie settings. Imprint.</p></footer></body></html>"""


def test_the_article_is_kept_and_nothing_else() -> None:
    """A menu counts as words of the article wherever texts are compared."""
    assert read_page(HTML.encode()).text == "\n\n".join(PARAGRAPHS)


def test_what_the_page_says_of_itself_is_kept() -> None:
    """Headline and day are witnesses of their own."""
    page = read_page(HTML.encode())
    assert (page.title, page.author, page.declared_text, page.language) == (
        "East pier to be rebuilt", "Jo Marsh", "2026-11-10", "en-CA",
    )  # fmt: skip


def test_a_day_in_the_text_is_not_the_day_of_the_page() -> None:
    """What is only guessed would be a false witness."""
    assert (
        read_page(f"<html><body><article>{ARTICLE}<p>It fell on 3 March 2019.</p></article>".encode()).declared_text
        is None
    )


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", None), ("cp1252", "windows-1252"), ("utf-16", None)])
def test_letters_are_read_whatever_the_encoding(encoding: str, declared: str | None) -> None:
    """Said by the page itself, by the header or by nobody."""
    said = f'<meta charset="{declared}">' if declared else ""
    page = read_page(f"<html><head>{said}</head><body><article>{ARTICLE}</article></body></html>".encode(encoding))
    assert "“We have waited long enough,”" in page.text


def test_a_page_that_sends_its_reader_on_says_where() -> None:
    """The sentence on it is no article."""
    html = "<html><head><META http-equiv=refresh content=\"0; URL='/2026/pier?a=1&amp;b=2'\"></head><body><p>Moved.</p>"
    page = read_page(html.encode(), None, "https://post.example/x")
    assert (page.leads_to, page.text) == ("https://post.example/2026/pier?a=1&b=2", "")


@pytest.mark.parametrize("head", ['content="600"', 'content="900; url=/self"', 'content="0; url=javascript:x()"'])
def test_a_page_that_only_renews_itself_is_read(head: str) -> None:
    """So do the pages of many papers, to count once more."""
    page = read_page(
        HTML.replace("<head>", f'<head><meta http-equiv="refresh" {head}>').encode(), None, "https://p.example/"
    )
    assert (page.leads_to, page.text[:11]) == (None, "The harbour")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b" \n ", "empty"),
        (b"%PDF-1.7 ...", "not_a_page"),
        (b"<html><body><p></p></body></html>", "no_article"),
        (b"<p>" + b"a" * MAX_PAGE, "too_large"),
    ],
)
def test_what_is_no_article_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    """It is never an article without words."""
    with pytest.raises(Unparsable) as refused:
        read_page(content)
    assert refused.value.reason == reason
