"""A web server on loopback that answers as it is told to, well or badly, with a log; a second address is a trap."""

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple, TypeAlias

# What a path gives: bytes as they go over the wire; pieces that are numbers are pauses in seconds.
Answer: TypeAlias = Callable[["Request"], Iterator[bytes | float]]


class Request(NamedTuple):
    """A request that came: when, to which address, for which path, with which headers, and how many were open then."""

    at: float
    address: str
    path: str
    headers: dict[str, str]
    open: int


class Web:
    """The server. `answers` maps paths to answers; `log` has every request in the order of its beginning."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self._tls = tls
        self.answers: dict[str, Answer] = {}
        self.log: list[Request] = []
        self._open = 0
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._listening = [socket.create_server(("127.0.0.1", 0))]
        self.port: int = self._listening[0].getsockname()[1]
        self._listening.append(socket.create_server(("127.0.0.2", self.port)))
        for one in self._listening:
            threading.Thread(target=self._accept, args=(one,), daemon=True).start()

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.log if request.path == path]

    def close(self) -> None:
        self._closing.set()
        for one in self._listening:
            one.close()

    def _accept(self, listening: socket.socket) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        if self._tls:
            try:
                connection = self._tls.wrap_socket(connection, server_side=True)
            except OSError:  # the other side does not believe us
                return
        with connection, connection.makefile("rb") as lines:
            while not self._closing.is_set() and (request := self._next(lines, connection)):
                if not self._give(connection, request):
                    return

    def _next(self, lines: object, connection: socket.socket) -> Request | None:
        try:
            words = lines.readline().split()  # type: ignore[attr-defined]
            headers = {}
            while (line := lines.readline().strip()) and b":" in line:  # type: ignore[attr-defined]
                name, _, value = line.decode("latin-1").partition(":")
                headers[name.lower()] = value.strip()
        except OSError:
            return None
        if len(words) < 2:
            return None
        with self._lock:
            self._open += 1
            address = str(connection.getsockname()[0])
            request = Request(time.monotonic(), address, words[1].decode(), headers, self._open)
            self.log.append(request)
        return request

    def _give(self, connection: socket.socket, request: Request) -> bool:
        """Whether the connection may be used again."""
        answer = self.answers.get(request.path, status(404))
        try:
            for piece in answer(request):
                if isinstance(piece, bytes):
                    connection.sendall(piece)
                elif self._waited(connection, piece):
                    return False
            return b"close" not in answer.__name__.encode()
        except OSError:
            return False
        finally:
            with self._lock:
                self._open -= 1

    def _waited(self, connection: socket.socket, seconds: float) -> bool:
        """Wait, and tell whether the other side has gone."""
        connection.settimeout(seconds)
        try:
            return not connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return False
        finally:
            connection.settimeout(None)


@contextmanager
def serving(tls: ssl.SSLContext | None = None) -> Iterator[Web]:
    web = Web(tls)
    try:
        yield web
    finally:
        web.close()


def feed(*items: str, head: str = "") -> bytes:
    """A small RSS feed with an item for each word."""
    told = "".join(
        f"<item><title>About {word}</title><guid isPermaLink='false'>{word}</guid>"
        f"<description>All that there is to be said about {word}.</description></item>"
        for word in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>{head}{told}</channel></rss>'.encode()


def good(body: bytes, *headers: str, code: int = 200) -> Answer:
    """An answer as it should be."""
    return raw(head(code, f"Content-Length: {len(body)}", *headers) + body)


def status(code: int, *headers: str) -> Answer:
    return good(b"<p>No feed.</p>" if code not in (204, 304) else b"", *headers, code=code)


def conditional(body: bytes, tag: str = '"one"') -> Answer:
    """The body with a validator, and 304 for who has it already."""

    def answer(request: Request) -> Iterator[bytes | float]:
        if request.headers.get("if-none-match") == tag:
            yield head(304, f"ETag: {tag}")
        else:
            yield from good(body, f"ETag: {tag}")(request)

    return answer


def raw(*pieces: bytes | float) -> Answer:
    """Exactly these bytes and pauses."""

    def answer(request: Request) -> Iterator[bytes | float]:
        yield from pieces

    return answer


def held(until: threading.Event, body: bytes) -> Answer:
    """An answer as it should be, once somebody says so."""

    def answer(request: Request) -> Iterator[bytes | float]:
        until.wait(60)
        yield from good(body)(request)

    return answer


def closing(*pieces: bytes | float) -> Answer:
    """The same, and the connection is closed behind it."""

    def answer_and_close(request: Request) -> Iterator[bytes | float]:
        yield from pieces

    return answer_and_close


def endless(first: bytes, piece: bytes, pause: float = 0.0) -> Answer:
    """A beginning, and then the same piece for ever."""

    def answer_and_close(request: Request) -> Iterator[bytes | float]:
        yield first
        while True:
            yield piece
            if pause:
                yield pause

    return answer_and_close


def bomb(megabytes: int) -> bytes:
    """A feed's title that unpacks to so much."""
    return gzip.compress(b'<rss version="2.0"><channel><item><title>' + b"A" * (megabytes << 20), 9, mtime=0)


def head(code: int, *headers: str) -> bytes:
    """Status line and headers."""
    return "\r\n".join([f"HTTP/1.1 {code} Told", *headers, "", ""]).encode()
