"""What is to be shown -> the page: one HTML file that asks nothing of anybody.

Jinja2 escapes every text that it prints. The style and the script stand in the page and are named in its policy by
their hashes, so that nothing else can style it, run in it or be fetched by it, whatever a text from outside contains.
"""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelines.report.articles import Article
from pipelines.report.findings import Group
from pipelines.report.marks import clip
from pipelines.report.overview import Overview, Totals
from pipelines.report.runs import Check, Run
from pipelines.report.sources import Reject, Source
from pipelines.report.stories import Story
from pipelines.report.trends import Trend
from pipelines.report.verdict import Head
from pipelines.report.words import counted, spoken_day, whole_day

if TYPE_CHECKING:
    import jinja2

_TEMPLATES = Path(__file__).parent / "templates"


class Page(NamedTuple):
    """All that the page shows. `file` is the published file as a person would name it."""

    file: str
    seen: Overview
    head: Head
    totals: Totals
    groups: tuple[Group, ...]
    articles: tuple[Article, ...]
    stories: tuple[Story, ...]
    sources: tuple[Source, ...]
    reasons: tuple[tuple[str, int], ...]
    rejects: tuple[Reject, ...]
    runs: tuple[Run, ...]
    checks: tuple[Check, ...]
    trends: tuple[Trend, ...]

    @property
    def on_page(self) -> frozenset[str]:
        """The articles that a link within the page leads to."""
        return frozenset(article.article_id for article in self.articles)

    @property
    def source_names(self) -> list[str]:
        """Every source of which there is something on the page."""
        named = {source.source_id for source in self.sources} | {article.source_id for article in self.articles}
        found = {finding.source_id for group in self.groups for finding in (*group.shown, *group.waived_shown)}
        return sorted(named | found - {""})


def html(page: Page) -> str:
    """The page as HTML."""
    style, script = _beside("page.css"), _beside("page.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    template = _environment().get_template("page.html")
    return template.render(
        **page._asdict(),
        source_names=page.source_names,
        on_page=page.on_page,
        style=style,
        script=script,
        policy=policy,
    )


def _beside(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> "jinja2.Environment":
    import jinja2

    made = jinja2.Environment(
        autoescape=True, loader=jinja2.FileSystemLoader(_TEMPLATES), undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters |= {"visible": clip, "counted": counted, "spoken_day": spoken_day, "whole_day": whole_day}
    return made
