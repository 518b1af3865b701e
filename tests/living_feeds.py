"""Made-up feeds that change, served on loopback, with a record of when each of their items was sent first."""

import os
import random
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import duckdb

from tests.bench import made_up_text

# Hosts that serve them, items that one begins with.
HOSTS, ITEMS = 8, 10


class Feeds:
    """The feeds, how often each has changed, and when each of their items was sent first."""

    def __init__(self, number: int, keep: int | None) -> None:
        self._chance, self._keep, self._lock = random.Random(1), keep, threading.Lock()
        self._mark = f"bench-{os.getpid()}"
        self._items: list[list[tuple[str, str]]] = [[] for _ in range(number)]
        self.sent: dict[str, float] = {}
        for feed in range(number):
            for _ in range(ITEMS):
                self.change(feed)

    def __len__(self) -> int:
        return len(self._items)

    def change(self, feed: int) -> None:
        """A new item, at the top; the oldest goes where only some are kept."""
        items = self._items[feed]
        guid = f"{self._mark}-{feed}-{len(items) if self._keep is None else self._chance.getrandbits(60)}"
        with self._lock:
            self._items[feed] = [(guid, made_up_text(self._chance)), *items][: self._keep]

    def tag(self, feed: int) -> str:
        return f'"{self._items[feed][0][0]}"'

    def body(self, feed: int) -> bytes:
        with self._lock:
            items = self._items[feed]
        told = "".join(
            f"<item><title>About {guid}</title><guid isPermaLink='false'>{guid}</guid>"
            f"<description>{text.replace('&', '&amp;')}</description></item>"
            for guid, text in items
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{feed}</title>{told}</channel></rss>'.encode()

    def was_sent(self, body: bytes) -> None:
        now = time.monotonic()
        for piece in body.split(b"<guid isPermaLink='false'>")[1:]:
            self.sent.setdefault(piece.partition(b"<")[0].decode(), now)

    def stored(self, data: Path) -> Counter[str]:
        """How often each of the items stands in the published file."""
        if not (data / "news.duckdb").exists():
            return Counter()
        with duckdb.connect(str(data / "news.duckdb"), read_only=True) as con:
            found = con.execute("SELECT guid FROM articles WHERE starts_with(guid, ?)", [self._mark]).fetchall()
        return Counter(guid for (guid,) in found)


@contextmanager
def served(feeds: Feeds) -> Iterator[list[str]]:
    """The feeds' addresses, on some hosts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            feed = int(self.path.strip("/"))
            tag, body = feeds.tag(feed), feeds.body(feed)
            known = self.headers.get("If-None-Match") == tag
            self.send_response(304 if known else 200)
            self.send_header("ETag", tag)
            self.send_header("Content-Length", "0" if known else str(len(body)))
            self.end_headers()
            if not known:
                self.wfile.write(body)
                feeds.was_sent(body)

        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    servers = [ThreadingHTTPServer((f"127.0.0.{10 + n}", 0), Handler) for n in range(HOSTS)]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    hosts = ["{}:{}".format(*server.server_address) for server in servers]
    yield [f"http://{hosts[feed % HOSTS]}/{feed}" for feed in range(len(feeds))]
    for server in servers:
        server.shutdown()
