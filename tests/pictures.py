"""The pictures of README.md, made from the seeds: `make pictures` writes them into docs/pictures/.

run.svg                         what `dateline run seeds` prints
report-light.png, …-dark.png    the head of the report that it leaves, by day and by night
words-light.png, …-dark.png     findings with the words at fault
"""

import contextlib
import io
import os
import re
import sys
import tempfile
from pathlib import Path
from typing import Literal

import pytest
import rich.console
from playwright.sync_api import Browser, FloatRect, Page, ViewportSize, sync_playwright

from pipelines.cli import summary
from pipelines.run import Job, run
from tests.report.conftest import chromium
from tests.shelf import SEEN

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
DATA = Path("data")
COLUMNS = 118
# Rich's picture names fonts on a foreign host; whoever looks at it has a font of his own.
_FOREIGN_FONT = re.compile(r"@font-face \{.*?\}\s*", re.S)


def terminal() -> str:
    """A run over the seeds, as a terminal shows it. The clock is no part of the picture."""
    outcome = run(Job(DATA, (str(ROOT / "seeds"),), SEEN))._replace(seconds=(("all", 7.5),))
    console = rich.console.Console(
        file=io.StringIO(), record=True, width=COLUMNS, force_terminal=True, highlight=False, markup=False, emoji=False
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summary, "console", lambda: console)
        summary.whole(outcome, DATA)
    return _FOREIGN_FONT.sub("", console.export_svg(title="dateline run seeds", unique_id="run"))


def shoot(browser: Browser, scheme: Literal["light", "dark"]) -> None:
    """The report in one of the two colour schemes."""
    window: ViewportSize = {"width": 1100, "height": 900}
    with browser.new_page(viewport=window, color_scheme=scheme, device_scale_factor=1.5) as page:
        page.goto((DATA / "report.html").resolve().as_uri())
        page.screenshot(path=PICTURES / f"report-{scheme}.png")
        _shoot_words(page, PICTURES / f"words-{scheme}.png")


def _shoot_words(page: Page, file: Path) -> None:
    """From the name that is wrong to the last word that is misspelt."""
    first, last = (_box(page, rule) for rule in ("misnamed_entity", "misspelt_word"))
    left, top, width = first["x"] - 16, first["y"] - 16, first["width"] + 32
    clip: FloatRect = {"x": left, "y": top, "width": width, "height": last["y"] + last["height"] + 16 - top}
    page.screenshot(path=file, clip=clip, full_page=True)


def _box(page: Page, rule: str) -> FloatRect:
    box = page.locator(f"[id='rule={rule}']").bounding_box()
    assert box, rule
    return box


def main() -> None:
    """Make all of them anew."""
    found = chromium()
    if not found:
        sys.exit("no Chromium on this machine: apt-get install chromium")
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder), sync_playwright() as playwright:
        (PICTURES / "run.svg").write_text(terminal(), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        shoot(browser, "light")
        shoot(browser, "dark")
        browser.close()


if __name__ == "__main__":
    main()
    # As the command itself ends: taking every module down makes DuckDB's binding talk (see pipelines/__main__.py).
    os._exit(0)
