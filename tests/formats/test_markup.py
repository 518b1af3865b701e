"""HTML to clean text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.formats.markup import clean, one_line
from tests.growth import grows_no_faster_than_its_size


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One<br>two<br><br>three</p>", "One\ntwo\n\nthree"),
        ("<ul><li>a</li><li>b</li></ul>c", "a\nb\n\nc"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n3"),
        ("<p>\n  many \n  spaces&nbsp;here\t</p>", "many spaces here"),
        ("a <b>bold</b>, <i>slanted</i>.", "a bold, slanted."),
        ("<script>x()</script>seen<style>p{}</style><!-- not seen -->", "seen"),
        ("<p>AT&amp;T &lt;tag&gt; caf&eacute; &#8217;</p>", "AT&T <tag> café ’"),
        ("AT&amp;T\n\nno tags", "AT&T\n\nno tags"),
        ("a < b and b > c & d", "a < b and b > c & d"),
        ("<p>unclosed <b>bold", "unclosed bold"),
        ("<!-- only a comment -->", ""),
        ("<pre>a\nb</pre>", "a\nb"),
        ("", ""),
    ],
)
def test_what_a_reader_sees_comes_out(html: str, text: str) -> None:
    """Paragraphs are blank lines, as the sentence splitter expects; scripts and styles are not read."""
    assert clean(html) == text


def test_a_headline_is_one_line() -> None:
    """Markup and breaks within a title go."""
    assert one_line(" Big\n <em>news</em> &amp; more<br>") == "Big news & more"


@given(st.text(alphabet="<>/!-pbrscipt&#;x\"'= \n", max_size=200))
def test_any_soup_is_cleaned(soup: str) -> None:
    """Never an exception."""
    clean(soup)


@pytest.mark.parametrize("unit", ["<", "<div>", "<!--", "&", "<b><p>x", "<a href='", "<td>", " <p> \n", "&#x"])
def test_cleaning_is_linear(unit: str) -> None:
    """A tag that is never closed is not sought to the end by each that follows."""
    assert grows_no_faster_than_its_size(lambda size: clean(unit * size), 50_000 // len(unit))
