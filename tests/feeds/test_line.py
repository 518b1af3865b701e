"""What stands between us and a server: proxies, certificates, passwords."""

import ssl
from base64 import b64encode
from pathlib import Path
from socket import EAI_AGAIN, EAI_NONAME, gaierror

import pytest
import trustme

from pipelines.feeds.control import imported, keep_imported
from pipelines.feeds.names import split
from pipelines.options import Feed
from pipelines.records import Document, Fetch
from tests.feeds.conftest import Ask
from tests.feeds.web import Web, endless, feed, good, head, serving, status

FEED = feed("one")
FAR = "http://paper.example/feed"


@pytest.fixture
def proxy(web: Web, monkeypatch: pytest.MonkeyPatch) -> Web:
    """The web as a proxy: a request to it names the whole address."""
    monkeypatch.setenv("http_proxy", web.url(""))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    return web


def test_a_proxy_of_the_environment_is_used(proxy: Web, ask: Ask) -> None:
    """It looks up the name; and what the environment excepts is asked directly."""
    proxy.answers |= {FAR: good(FEED), "/near": good(FEED)}
    came = ask(FAR, proxy.url("/near"))
    assert all(isinstance(result, Document) for result in came.values())
    assert sorted(request.path for request in proxy.log) == ["/near", FAR]


def test_a_proxy_is_no_way_inside(proxy: Web, ask: Ask) -> None:
    """It stands where this machine's neighbours trust it."""
    proxy.answers[FAR] = status(302, "Location: http://169.254.169.254/latest/meta-data")
    (result,) = ask(FAR).values()
    assert isinstance(result, Fetch)
    assert result.reason == "forbidden_address"
    assert [request.path for request in proxy.log] == [FAR]


def test_the_deadline_holds_through_a_proxy(proxy: Web, ask: Ask) -> None:
    """A byte now and then is no progress there either."""
    proxy.answers[FAR] = endless(head(200, "Content-Length: 9999"), b"a", 0.1)
    (result,) = ask(FAR, deadline=0.5).values()
    assert isinstance(result, Fetch)
    assert result.reason == "timeout"


@pytest.mark.parametrize(
    ("host", "known", "good_one"), [("127.0.0.1", False, False), ("127.0.0.1", True, True), ("a.example", True, False)]
)
def test_a_certificate_is_checked(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, known: bool, good_one: bool
) -> None:
    """Whoever stands in between can neither read along nor put words in a paper's mouth."""
    authority = trustme.CA()
    if known:
        authority.cert_pem.write_to_path(tmp_path / "ca.pem")
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(context)
    with serving(context) as web:
        web.answers["/feed"] = good(FEED)
        url = f"https://127.0.0.1:{web.port}/feed"
        (result,) = ask(url, allow=("127.0.0.1",)).values()
    assert isinstance(result, Document) == good_one
    assert good_one or (result.reason, web.log) == ("tls", [])  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("host", "error", "reason"),
    [
        ("gone.example", gaierror(EAI_NONAME, "unknown"), "no_such_host"),
        ("gone.example", gaierror(EAI_AGAIN, "try again"), "no_connection"),
        ("127.0.0.1", ConnectionRefusedError(111, "refused"), "no_connection"),
    ],
)
def test_what_never_began_is_not_said_to_have_broken_off(
    ask: Ask, monkeypatch: pytest.MonkeyPatch, host: str, error: OSError, reason: str
) -> None:
    """A name that leads nowhere is for the list's owner to mend; a resolver that is down is over tomorrow."""

    def failing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("pipelines.feeds.line.Line.connect", failing)
    (result,) = ask(f"http://{host}/feed", allow=(host,)).values()
    assert isinstance(result, Fetch)
    assert result.reason == reason


def test_a_name_that_leads_nowhere_is_said_and_not_its_robots_blamed(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader mends the address and does not look for rules of a site that is not there."""

    def failing(*_: object, **__: object) -> None:
        raise gaierror(EAI_NONAME, "unknown")

    monkeypatch.setattr("pipelines.feeds.line.Line.connect", failing)
    (result,) = ask("http://gone.example/feed", allow=("gone.example",), robots=True).values()
    assert isinstance(result, Fetch)
    assert result.reason == "no_such_host"


def test_a_password_in_an_address_is_sent_and_not_shown() -> None:
    """An address stands in logs, tables and reports."""
    (feed,) = split(["https://me:p%40ss@paper.example/feed?a=1"], ()).feeds
    assert (feed.source_id, feed.url) == ("paper.example/feed?a=1", "https://paper.example/feed?a=1")
    assert feed.headers == (("Authorization", "Basic " + b64encode(b"me:p@ss").decode()),)


def test_what_the_settings_say_holds_with_and_without_the_password() -> None:
    """The same feed is not followed twice."""
    wire = Feed("wire", "https://me:pass@paper.example/feed", 60.0)
    (feed,) = split(["https://paper.example/feed", wire.url], [wire]).feeds
    assert (feed.source_id, feed.url, feed.headers[0][0]) == ("wire", "https://paper.example/feed", "Authorization")


def test_an_imported_password_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    """It is needed at every request, and nobody else's business."""
    url = "https://me:p%40ss@paper.example/feed"
    keep_imported(tmp_path, split([url], ()).feeds)
    assert imported(tmp_path) == [url]
    assert (tmp_path / "control" / "feeds.opml").stat().st_mode & 0o077 == 0
