"""A web of one's own, and a way to ask it."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from pipelines.feeds.asking import Result
from pipelines.feeds.calls import Policy
from pipelines.feeds.fetching import fetch
from pipelines.feeds.names import source_of
from pipelines.feeds.plan import due_round
from pipelines.feeds.state import FeedState
from pipelines.options import Feed
from tests.feeds.web import Web

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
Ask = Callable[..., dict[str, Result]]


@pytest.fixture
def ask(web: Web) -> Ask:
    """Ask these addresses, all in one round; what came of each, by its address."""

    def asked(*urls: str, states: dict[str, FeedState] | None = None, **how: object) -> dict[str, Result]:
        usual: dict[str, object] = {"host_gap": 0.0, "deadline": 1.0, "idle": 0.6, "allow": (f"127.0.0.1:{web.port}",)}
        policy = Policy(**(usual | how))  # type: ignore[arg-type]
        feeds = [Feed(source_of(url), url) for url in urls]
        round_ = due_round(feeds, states or {}, NOW, policy, run_id="r", regardless=True)
        return {result.ref: result for result in fetch(round_)}

    return asked
