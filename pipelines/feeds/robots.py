"""What a site lets robots read (RFC 9309): asked once a round, in its host's turn.

A feed is made for robots, so of feeds it is obeyed where that is wanted; of pages always.
"""

from urllib.parse import urlsplit

from protego import Protego

from pipelines.feeds.answers import Trip
from pipelines.feeds.asking import Moment, failure, plain
from pipelines.feeds.calls import Policy, host_of
from pipelines.feeds.line import Line
from pipelines.records import Fetch, Fetched

# A longer delay would keep a host's queue from ever being done.
_LONGEST_DELAY = 60.0
_NAME = "Dateline"


class Robots:
    """The rules of the sites of a round. A site without rules permits all; one whose rules cannot be had, nothing."""

    def __init__(self, policy: Policy, moment: Moment) -> None:
        self._policy, self._moment = policy, moment
        self._rules: dict[str, Protego | None] = {}
        self._delays: dict[str, float] = {}

    def look(self, trip: Trip, line: Line) -> bool | None:
        """None where the trip may be made; True where its site had to be asked first; False where it is forbidden."""
        if not self._policy.robots and trip.call.kind == "feed":
            return None
        site = _site(trip.url)
        if site not in self._rules:
            self._rules[site] = rules = self._asked(trip, site, line)
            delay = rules.crawl_delay(_NAME) if rules else None
            self._delays[host_of(site)] = max(self.delay(host_of(site)), min(float(delay or 0.0), _LONGEST_DELAY))
            return True
        rules = self._rules[site]
        return None if rules is not None and rules.can_fetch(trip.url, _NAME) else False

    def delay(self, host: str) -> float:
        """Seconds between two requests that the host's rules ask for."""
        return self._delays.get(host, 0.0)

    def refusal(self, trip: Trip) -> Fetch:
        """The row of a call that was not made."""
        rules = self._rules[_site(trip.url)]
        facts = Fetched(self._moment.present(), trip.url, trip.moved_to, trip.redirects)
        if rules is None:
            return failure(trip, facts, "failed", "robots_unknown", "its robots.txt cannot be had, so nothing is asked")
        return failure(trip, facts, "refused", "robots", "its robots.txt forbids this address")

    def _asked(self, trip: Trip, site: str, line: Line) -> Protego | None:
        status, text = plain(f"{site}/robots.txt", line, self._policy)
        if 400 <= status < 500:
            return Protego.parse("")
        return Protego.parse(text) if status == 200 else None


def _site(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
