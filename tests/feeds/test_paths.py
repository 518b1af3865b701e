"""What a careful reader does with each way in which a server can answer."""

import gzip
import time
import tracemalloc
from typing import NamedTuple

import brotli
import pytest
from backports import zstd

from pipelines.records import Document, Fetch
from tests.feeds.conftest import Ask
from tests.feeds.web import Answer, Web, bomb, closing, endless, feed, good, head, raw, status

FEED = feed("one", "two")
HALF = FEED[: len(FEED) // 2]
PAGE = b"<!doctype html><html><head><title>Page</title></head><body>No feed.</body></html>"
BIG = b'<rss version="2.0"><channel><item><title>' + b"A" * (64 << 20)
DOUBLE = gzip.compress(bomb(64), 9, mtime=0)


class Case(NamedTuple):
    """A path, what it answers, what comes of it (None: the document), and why."""

    path: str
    answer: Answer
    outcome: str | None
    reason: str | None
    why: str


def packed(body: bytes, encoding: str) -> Answer:
    return good(body, f"Content-Encoding: {encoding}")


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(chunk), chunk) for chunk in chunks)


SHORT = closing(head(200, f"Content-Length: {len(HALF)}") + FEED)
MIDWAY = closing(head(200, f"Content-Length: {len(FEED)}") + HALF)
COLON = closing(head(200, "no colon here", f"Content-Length: {len(FEED)}") + FEED)
LONG = raw(head(200, f"Content-Length: {len(FEED) + 9}") + FEED, 9.0)
CHUNKED = head(200, "Transfer-Encoding: chunked")
TABLE = [
    Case("/feed", good(FEED), None, None, "as it should be"),
    Case("/gzip", packed(gzip.compress(FEED), "gzip"), None, None, "packed as it says"),
    Case("/br", packed(brotli.compress(FEED), "br"), None, None, "packed as it says"),
    Case("/zstd", packed(zstd.compress(FEED), "zstd"), None, None, "packed as it says"),
    Case("/file.gz", good(gzip.compress(FEED)), None, None, "a packed file is known by its first bytes"),
    Case("/chunks", raw(CHUNKED + chunked(HALF, FEED[len(HALF) :]) + b"0\r\n\r\n"), None, None, "chunks are usual"),
    Case("/html", good(FEED, "Content-Type: text/html"), None, None, "many feeds are sent as pages"),
    Case("/ascii", good(FEED, "Content-Type: text/xml; charset=us-ascii"), None, None, "a default is no statement"),
    Case("/page", good(PAGE, "Content-Type: application/rss+xml"), None, None, "the parser refuses it"),
    Case("/short", SHORT, None, None, "what was announced is there"),
    Case("/colon", COLON, None, None, "one bad line"),
    Case("/403", status(403), "failed", "http_403", "it may be mended; a hard failure"),
    Case("/404", status(404), "failed", "http_404", "papers move and come back; a hard failure"),
    Case("/410", status(410), "gone", "http_410", "gone for good is not asked again"),
    Case("/451", status(451), "failed", "http_451", "a hard failure"),
    Case("/500", status(500), "failed", "http_500", "a soft failure"),
    Case("/204", status(204), "failed", "http_204", "nothing is no feed"),
    Case("/304", status(304), "failed", "unasked_304", "it was not asked for"),
    Case("/429", status(429, "Retry-After: 0"), "failed", "http_429", "a passing failure"),
    Case("/midway", MIDWAY, "failed", "cut_short", "half is not all"),
    Case("/long", LONG, "failed", "timeout", "half is not all"),
    Case("/chunk", raw(CHUNKED + chunked(HALF) + b"no size\r\n", 9.0), "failed", "cut_short", "half is not all"),
    Case("/notgzip", packed(FEED, "gzip"), "failed", "bad_encoding", "what it says is not so"),
    Case("/drip", endless(head(200, "Content-Length: 9999"), b"a", 0.1), "failed", "timeout", "bytes are no progress"),
    Case("/slowhead", endless(b"HTTP/1.1 200 OK\r\nX: ", b"a", 0.1), "failed", "timeout", "a header too"),
    Case("/never", raw(9.0), "failed", "timeout", "silence has a deadline"),
    Case("/bomb", packed(bomb(64), "gzip"), "refused", "too_large", "no feed is so large"),
    Case("/bomb2", packed(DOUBLE, "gzip, gzip"), "refused", "bomb", "no text packs so well"),
    Case("/bombbr", packed(brotli.compress(BIG, quality=1), "br"), "refused", "bomb", "nor so"),
    Case("/bombzstd", packed(zstd.compress(BIG), "zstd"), "refused", "bomb", "nor so"),
    Case("/bomb.gz", good(bomb(64)), "refused", "too_large", "a packed file has the cap of others"),
    Case("/endless", endless(CHUNKED, chunked(b"a" * 100_000)), "refused", "too_large", "a feed has an end"),
    Case("/headers", good(FEED, *(f"X-{n}: a" for n in range(5_000))), "failed", "bad_answer", "nobody needs so many"),
    Case("/header", good(FEED, "X: " + "a" * (1 << 20)), "failed", "bad_answer", "nobody needs so long a one"),
    Case("/loop", status(302, "Location: /loop"), "refused", "redirect_loop", "it leads nowhere"),
    Case("/nowhere", status(302), "refused", "bad_redirect", "it does not say where"),
    Case("/file", status(302, "Location: file:///etc/hostname"), "refused", "bad_address", "no file is a feed"),
    Case("/ftp", status(302, "Location: ftp://127.0.0.2/trap"), "refused", "bad_address", "http and https only"),
]  # fmt: skip


@pytest.mark.parametrize("case", TABLE, ids=lambda case: case.path)
def test_every_way_to_answer_has_its_outcome(web: Web, ask: Ask, case: Case) -> None:
    """One careless path is enough for one feed to hang or to swell every run."""
    web.answers[case.path] = case.answer
    tracemalloc.start()
    begun = time.monotonic()
    (result,) = ask(web.url(case.path)).values()
    took, (_, most) = time.monotonic() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    outcome = (None, None) if isinstance(result, Document) else (result.outcome, result.reason)
    assert outcome == (case.outcome, case.reason), case.why
    assert took < 3.0, "the deadline is one second"
    assert most < 40 << 20, "the cap is 10 MB"


@pytest.mark.parametrize(
    "target",
    ["127.0.0.2", "2130706434", "0x7f000002", "127.2", "[::1]", "[::ffff:127.0.0.2]", "[::]", "0.0.0.0"],
)
def test_no_redirect_leads_inside(web: Web, ask: Ask, target: str) -> None:
    """A feed's author must not read through us what only this machine can reach, however the address is written."""
    web.answers["/away"] = status(302, f"Location: http://{target}:{web.port}/trap")
    web.answers["/trap"] = good(FEED)
    (result,) = ask(web.url("/away")).values()
    assert isinstance(result, Fetch)
    assert (result.outcome, result.reason) == ("refused", "forbidden_address")
    assert [request.path for request in web.log] == ["/away"]


@pytest.mark.parametrize(("code", "kept"), [(301, True), (308, True), (302, False), (303, False), (307, False)])
def test_only_a_lasting_redirect_is_kept(web: Web, ask: Ask, code: int, kept: bool) -> None:
    """A passing one points to a server of the day."""
    web.answers |= {"/old": status(code, "Location: /new"), "/new": good(FEED)}
    (result,) = ask(web.url("/old")).values()
    assert isinstance(result, Document)
    assert result.fetched is not None
    assert result.fetched.moved_to == (web.url("/new") if kept else None)


def test_of_a_chain_only_the_lasting_beginning_is_kept(web: Web, ask: Ask) -> None:
    """What a passing redirect leads to has not moved there for good, whatever comes behind."""
    web.answers |= {
        "/a": status(301, "Location: /b"), "/b": status(302, "Location: /c"), "/c": status(301, "Location: /d"),
        "/d": good(FEED),
    }  # fmt: skip
    (result,) = ask(web.url("/a")).values()
    assert isinstance(result, Document)
    assert result.fetched is not None
    assert (result.fetched.moved_to, result.fetched.address) == (web.url("/b"), web.url("/d"))


def test_headers_of_a_person_stay_with_the_feeds_own_host(web: Web) -> None:
    """A redirect must not carry a password away."""
    from pipelines.feeds.calls import Policy
    from pipelines.feeds.fetching import fetch
    from pipelines.feeds.plan import due_round
    from pipelines.options import Feed
    from tests.feeds.conftest import NOW

    web.answers |= {"/own": status(302, f"Location: {web.url('/other', 'localhost')}"), "/other": good(FEED)}
    one = Feed("one", web.url("/own"), headers=(("Authorization", "secret"),))
    policy = Policy(host_gap=0, deadline=1, allow=("127.0.0.1", "localhost"), contact="desk@paper.example")
    list(fetch(due_round([one], {}, NOW, policy, run_id="r")))
    own, other = (request.headers for request in web.log)
    assert own["authorization"] == "secret"
    assert "authorization" not in other
    assert own["user-agent"].endswith("(+desk@paper.example)")
