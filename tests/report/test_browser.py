"""The page in a real browser: it works, asks nothing of anybody, and can be read by everybody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.report.conftest import Opened, issue, written
from tests.shelf import Store


def slips(opened: Opened) -> list[str]:
    """What axe-core finds wrong, and where."""
    found = Axe().run(opened.page).response["violations"]
    return [f"{one['id']}: {node['target']}" for one in found for node in one["nodes"]]


def wide(opened: Opened) -> bool:
    """Whether the page is wider than its window."""
    return bool(opened.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_it_asks_nothing_of_anybody(desk: Opened) -> None:
    """It is sent around and opened behind firewalls."""
    assert desk.asked == [desk.file]


def test_the_browser_has_no_complaint(desk: Opened) -> None:
    """Neither of the script nor of the policy."""
    assert desk.said == []


def test_everybody_can_read_it_on_a_desk(desk: Opened) -> None:
    """Names, roles, contrasts, order of headings: by light."""
    desk.page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert slips(desk) == []


def test_everybody_can_read_it_on_a_phone_at_night(phone: Opened) -> None:
    """The dark colours have contrasts of their own."""
    phone.page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert slips(phone) == []


def test_nothing_sticks_out_of_a_phone(phone: Opened) -> None:
    """Who must scroll sideways does not read on."""
    assert not wide(phone)


def test_it_says_first_whether_the_news_is_well(desk: Opened) -> None:
    """One sentence before all else."""
    assert desk.shown("h1") == ["No. 3 of 4 articles cannot be used as they are."]


def test_a_search_leaves_what_has_all_its_words(desk: Opened) -> None:
    """In whatever order and case, in findings, articles and stories."""
    desk.page.fill("#q", "ACT protection")
    assert [text for text in desk.shown(".finding") if "Defense Protection Act" not in text] == []
    assert len(desk.shown(".finding")) == 1


def test_a_search_says_how_much_it_left(desk: Opened) -> None:
    """Also to those who only hear it."""
    desk.page.fill("#q", "manufactuer")
    assert "1 of 9 findings" in desk.shown("[role=status]")[0]


def test_a_search_without_a_hit_says_so(desk: Opened) -> None:
    """An empty page looks like a page without faults."""
    desk.page.fill("#q", "zebra")
    assert "No finding matches." in desk.shown(".nothing")


def test_a_severity_leaves_its_findings_only(desk: Opened) -> None:
    """The gravest are looked at first."""
    desk.page.select_option("#severity", "critical")
    assert len(desk.shown(".finding")) == 3
    assert desk.shown(".severity > h3") == ["Critical cannot be used as data"]


def test_a_rule_leaves_the_articles_that_break_it(desk: Opened) -> None:
    """What is wrong, and beside it the article."""
    desk.page.select_option("#rule", "misnamed_entity")
    assert len(desk.shown(".article")) == 1


def test_the_address_says_what_is_shown(desk: Opened) -> None:
    """So that it can be sent to a colleague."""
    desk.page.select_option("#rule", "misnamed_entity")
    assert desk.page.url == f"{desk.file}#rule=misnamed_entity"


def test_an_address_that_was_sent_shows_the_same(desk: Opened) -> None:
    """The rule, chosen, in sight, and nothing else of the findings."""
    desk.open("#rule=misnamed_entity")
    assert desk.page.input_value("#rule") == "misnamed_entity"
    assert desk.shown(".group h4") == ["Misnamed entity"]
    assert desk.page.locator("[id='rule=misnamed_entity']").evaluate(
        "box => box.getBoundingClientRect().top >= 0 && box.getBoundingClientRect().top < innerHeight"
    )


def test_a_link_to_an_article_shows_why_it_is_dated_so(desk: Opened) -> None:
    """From the finding to the evidence, whatever was filtered before."""
    desk.page.select_option("#rule", "misnamed_entity")
    desk.page.click(".finding:visible .meta a")
    desk.page.wait_for_selector(".article.here .evidence li", state="visible", timeout=5_000)


def test_an_article_that_is_not_on_the_page_is_asked_for(desk: Opened) -> None:
    """The page leaves articles out; a link to one must not end in nothing."""
    desk.open("#article=0123456789")
    assert "FROM articles WHERE article_id = '0123456789'" in desk.shown("[role=status]")[0]


def test_a_source_that_is_not_on_the_page_shows_nothing_of_others(desk: Opened) -> None:
    """Whoever follows an old link must not take other sources for that one."""
    desk.open("#source=elsewhere")
    assert desk.shown(".finding") == []
    assert "No finding matches." in desk.shown(".nothing")


@pytest.mark.parametrize("fragment", ["#article=%", "#rule=%ff&q=%", "#=&&", "#story='\"<b>", "#findings"])
def test_an_address_that_is_spoilt_spoils_nothing(desk: Opened, fragment: str) -> None:
    """Mail programs break links."""
    assert desk.open(fragment).said == []


def test_a_drawer_opens_for_what_is_looked_for_in_it(browser: Browser, store: Store, tmp_path: Path) -> None:
    """Only the first findings of a rule stand open; a search must not stop at them."""
    store.empty()
    for number in range(20):
        store.add(f"a{number:02d}", title=f"Number {number:02d}")
        issue(store, "missing_date", f"a{number:02d}", "critical")
    written(store, tmp_path)
    with browser.new_page() as page:
        opened = Opened(page, tmp_path / "report.html").open()
        assert len(opened.shown(".finding")) == 6
        page.fill("#q", "number 15")
        assert len(opened.shown(".finding")) == 1
        page.click("#clear")
        assert len(opened.shown(".finding")) == 6


def test_show_all_brings_everything_back(desk: Opened) -> None:
    """A filter that is forgotten hides faults."""
    desk.open("#severity=info")
    desk.page.click("#clear")
    assert len(desk.shown(".finding")) == 9
    assert desk.page.url == desk.file


def test_a_slash_leads_to_the_search(desk: Opened) -> None:
    """For hands that stay on the keys."""
    desk.page.keyboard.press("/")
    assert desk.page.evaluate("document.activeElement.id") == "q"


def test_the_first_key_leads_past_the_head(desk: Opened) -> None:
    """Who goes by keyboard need not walk through the bar."""
    desk.page.keyboard.press("Tab")
    desk.page.keyboard.press("Enter")
    assert desk.page.url.endswith("#findings")


def test_what_is_printed_has_no_closed_drawers(desk: Opened) -> None:
    """Paper cannot be clicked."""
    desk.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert desk.page.locator("details:not([open])").count() == 0


def test_without_scripts_everything_can_be_read(browser: Browser, seeds: Path) -> None:
    """Mail programs show it so; controls that would do nothing are not there."""
    with browser.new_context(java_script_enabled=False) as context:
        opened = Opened(context.new_page(), seeds.with_name("report.html")).open()
        assert len(opened.shown(".finding")) == 9
        assert opened.shown("#filters") == []


NASTY = (
    "<script>alert(1)</script>",
    "</style></script></title></textarea><img src=x onerror=alert(2)><iframe src=//evil.example>",
    "<!-- <b>never closed \" ' onmouseover=alert(3)",
    "\u202eright to left \u2067 and never back",
    "\u200f\u05e9\u05dc\u05d5\u05dd",
    "W" * 10_000,
    "{{ 7 * 7 }} {% raw %} ${7*7} javascript:alert(4)",
    "\x00\x1b[31m\x85\ufeff\ufffe",
)


@pytest.fixture(scope="module")
def nasty(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """A page full of texts that were made to do harm, on a phone."""
    store = Store()
    for number, text in enumerate(NASTY):
        text, name = text.replace("\x00", ""), f"a{number}"
        store.add(
            name, f"{text} {text[:200]} in a text.", title=text, guid=text, source_id=text[:300], ref=text,
            url=f"javascript:alert('{number}')", correction=text, declared_text=text,
        )  # fmt: skip
        issue(store, "misspelt_word", name, "info", subject=text, message=text, evidence=text, suggestion=text)
        issue(store, "mojibake", name, "critical", evidence=text, span_of="text", span_start=0, span_end=len(text))
        issue(store, "mojibake", name, "critical", subject="again", message=text, state="waived")
        store.put("date_evidence", article_id=name, seq=0, witness="weekday", weekday="in", weight=1, detail=text)
        store.put(
            "rejects", reject_id=name, run_id="r1", stage="parse", reason=text[:50], message=text, source_id=text[:300],
            ref=text, payload=text, seen_at="2020-04-06",
        )  # fmt: skip
    store.put("stories", story_id="story", title=NASTY[0], articles=7, copy_groups=7, sources=7)
    folder = tmp_path_factory.mktemp("nasty")
    written(store, folder)
    with browser.new_page(viewport={"width": 390, "height": 844}) as page:
        yield Opened(page, folder / "report.html").open()


def test_texts_from_outside_do_nothing(nasty: Opened) -> None:
    """No dialog, no complaint of the policy, no request: they are text."""
    assert (nasty.said, len(nasty.asked)) == ([], 1)


def test_texts_from_outside_are_shown_as_they_are(nasty: Opened) -> None:
    """A finding about markup must show the markup."""
    assert any("<script>alert(1)</script>" in text for text in nasty.shown(".article h3"))


def test_texts_from_outside_make_no_elements(nasty: Opened) -> None:
    """The page has one script, and no pictures or frames."""
    assert nasty.page.locator("script").count() == 1
    assert nasty.page.locator("img, iframe, b").count() == 0


def test_addresses_from_outside_run_nothing(nasty: Opened) -> None:
    """A link leads to the web or into the page."""
    links = nasty.page.evaluate("[...document.querySelectorAll('a')].map(a => a.protocol)")
    assert set(links) <= {"file:", "http:", "https:"}


def test_what_turns_the_direction_of_writing_is_made_visible(nasty: Opened) -> None:
    """A browser lets an isolate that is not closed run on into what follows."""
    assert not nasty.page.evaluate("/[\\u202a-\\u202e\\u2066-\\u2069]/.test(document.body.textContent)")


def test_a_text_from_right_to_left_keeps_its_place(nasty: Opened) -> None:
    """Article, source and day follow one another from left to right, in whatever direction each is written."""
    line = nasty.page.locator(".finding:visible .meta", has_text="\u05e9\u05dc\u05d5\u05dd").first
    places = line.evaluate("line => [...line.querySelectorAll('bdi')].map(one => one.getBoundingClientRect().left)")
    assert len(places) == 2
    assert places == sorted(places)


def test_a_word_of_ten_thousand_letters_breaks(nasty: Opened) -> None:
    """The page stays as wide as the phone."""
    assert not wide(nasty)


def test_everybody_can_read_that_too(nasty: Opened) -> None:
    """Names of parts do not come from outside, and what is waived has other names than what is open."""
    nasty.page.evaluate("for (const box of document.querySelectorAll('details')) box.open = true")
    assert slips(nasty) == []
