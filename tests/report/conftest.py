"""A headless browser, and pages to open in it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from pipelines.report.write import write_report
from tests.shelf import SEEN, Store

_NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """Where the system has a browser of this kind."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class Opened:
    """A page in a browser, with all that went wrong in it or was asked of anybody."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self.asked: list[str] = []
        self.said: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", self._dismiss)
        self.file = file.resolve().as_uri()

    def _dismiss(self, dialog: Dialog) -> None:
        self.said.append(dialog.message)
        dialog.dismiss()

    def open(self, fragment: str = "") -> "Opened":
        self.page.goto("about:blank")
        self.asked.clear()
        self.page.goto(self.file + fragment)
        return self

    def shown(self, selector: str) -> list[str]:
        """The texts of what can be seen, on one line each."""
        return [" ".join(one.inner_text().split()) for one in self.page.locator(selector).all() if one.is_visible()]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the system: nothing is downloaded."""
    found = chromium()
    if not found:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def desk(browser: Browser, seeds: Path) -> Iterator[Opened]:
    """The page that the run over the seeds has left, on a desk in daylight."""
    with browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme="light") as page:
        yield Opened(page, seeds.with_name("report.html")).open()


@pytest.fixture
def phone(browser: Browser, seeds: Path) -> Iterator[Opened]:
    """The same on a phone at night."""
    with browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark") as page:
        yield Opened(page, seeds.with_name("report.html")).open()


@pytest.fixture(scope="session")
def store() -> Store:
    """Making the tables takes longer than most tests do."""
    return Store()


@pytest.fixture
def shelf(store: Store) -> Store:
    """A store with one run that checked, and nothing found."""
    store.empty()
    run(store, "r1", 0)
    return store


def run(store: Store, run_id: str, hour: int, **columns: object) -> None:
    """A run that checked one rule and found nothing."""
    at = SEEN.replace(hour=hour)
    done = {
        "command": "run",
        "as_of": at,
        "started_at": at,
        "ended_at": at,
        "inputs": [],
        "state": "done",
        "exit_code": 0,
    }
    store.put("runs", run_id=run_id, **(done | columns))
    found = {"rule": "missing_date", "scope": "whole", "severity": "critical", "success": True, "unexpected": 0}
    store.put("quality_results", run_id=run_id, checked_at=at, **found)


def issue(store: Store, rule: str, article_id: str, severity: str, **columns: object) -> None:
    """An open finding of the run r1."""
    told = {"subject": "", "state": "open", "message": "A fault.", "first_run_id": "r1", "last_run_id": "r1"}
    store.put("quality_issues", rule=rule, article_id=article_id, severity=severity, **(told | columns))


def written(store: Store, folder: Path) -> str:
    """The page of a store, as HTML."""
    return write_report(store.con, folder).read_text(encoding="utf-8")
