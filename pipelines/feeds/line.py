"""One host's connections, at most one in use: pinned to a checked address, cut when their time is over.

No client has a deadline over a whole answer: each byte that drips in begins its timeout anew. So a watch cuts the
socket from outside, by a second handle on it, which works in a TLS handshake and in the middle of a header too.
"""

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import SplitResult
from urllib.request import proxy_bypass

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from pipelines.errors import Unreadable
from pipelines.feeds.calls import Policy
from pipelines.feeds.guard import permitted, resolve

_WATCH_SECONDS = 0.1
_PORTS = {"http": 80, "https": 443}


class Line:
    """What connects to one host. `ask` is called by one thread at a time; `cut` by any."""

    def __init__(self, policy: Policy, tls: ssl.SSLContext, proxies: Mapping[str, str]) -> None:
        self._policy, self._tls, self._by_scheme = policy, tls, proxies
        self._pools: dict[tuple[str, str, int], urllib3.HTTPConnectionPool] = {}
        self._proxies: dict[str, urllib3.ProxyManager] = {}
        self._handles: list[socket.socket] = []
        self._lock = threading.Lock()
        self.deadline = float("inf")
        self.overdue = False

    def ask(self, url: SplitResult, headers: Mapping[str, str], seconds: float) -> urllib3.BaseHTTPResponse:
        """The answer to one GET, its body unread; all of it has so many seconds. Raises what urllib3 does."""
        self.overdue, self.deadline = False, time.monotonic() + seconds
        idle = min(self._policy.idle, seconds)
        how: dict[str, Any] = {
            "headers": dict(headers), "redirect": False, "retries": False, "preload_content": False,
            "timeout": urllib3.Timeout(connect=idle, read=idle),
        }  # fmt: skip
        host = url.hostname or ""
        proxy = self._by_scheme.get(url.scheme)
        if proxy and not proxy_bypass(url.netloc.rpartition("@")[2]):
            if _is_literal(host):
                permitted(host, url.port or _PORTS[url.scheme], self._policy.allow)
            return self._proxy(proxy).urlopen("GET", url.geturl(), **how)
        path = (url.path or "/") + (f"?{url.query}" if url.query else "")
        return self._pool(url.scheme, host, url.port or _PORTS[url.scheme]).urlopen(
            "GET", path, assert_same_host=False, **how
        )

    def check_time(self) -> None:
        """Raise Unreadable where the line was cut: what came until then looks like an answer and is half of one."""
        if self.overdue:
            raise Unreadable("timeout", "the answer was not whole in time")

    def rest(self) -> None:
        """The answer is read: nothing is to be cut."""
        self.deadline = float("inf")

    def cut(self) -> None:
        """End whatever is under way."""
        self.overdue = True
        with self._lock:
            for handle in self._handles:
                with contextlib.suppress(OSError):  # it is closed already
                    handle.shutdown(socket.SHUT_RDWR)

    def drop(self) -> None:
        """Break off an answer that is not wanted to its end, so that its host does not go on sending."""
        self.rest()
        with self._lock:
            for handle in self._handles:
                with contextlib.suppress(OSError):
                    handle.shutdown(socket.SHUT_RDWR)
                handle.close()
            self._handles.clear()

    def close(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            pool.close()
        for proxy in self._proxies.values():
            proxy.clear()
        with self._lock:
            for handle in self._handles:
                handle.close()
            self._handles.clear()

    def connect(self, host: str, port: int, *, guarded: bool = True) -> socket.socket:
        """A connection to a checked address of a host, or to that of a proxy, within what is left of the time."""
        addresses = self._resolved(host, port, permitted if guarded else _any_address)
        for number, address in enumerate(addresses, 1):
            try:
                made = socket.create_connection((address, port), timeout=self._left())
                break
            except OSError:
                if number == len(addresses):
                    raise
        with self._lock:
            for old in self._handles:
                old.close()
            self._handles[:] = [made.dup()]
        return made

    def _resolved(self, host: str, port: int, look_at: Callable[[str, int, Sequence[str]], list[str]]) -> list[str]:
        """Looked up by a thread of its own, because a resolver takes its time and cannot be stopped."""
        found: list[list[str] | Exception] = []

        def look_up() -> None:
            try:
                found.append(look_at(host, port, self._policy.allow))
            except (OSError, UnicodeError, Unreadable) as error:
                found.append(error)

        if _is_literal(host):
            look_up()
        else:
            thread = threading.Thread(target=look_up, daemon=True)
            thread.start()
            thread.join(self._left())
        if not found:
            raise Unreadable("timeout", f"the name {host} was not resolved in time")
        if isinstance(found[0], Exception):
            raise found[0]
        return found[0]

    def _left(self) -> float:
        return max(min(self.deadline - time.monotonic(), self._policy.idle), 0.01)

    def _pool(self, scheme: str, host: str, port: int) -> urllib3.HTTPConnectionPool:
        key = (scheme, host, port)
        if key not in self._pools:
            self._pools[key] = (
                _TlsPool(host, port, line=self, ssl_context=self._tls)
                if scheme == "https"
                else _PlainPool(host, port, line=self)
            )
        return self._pools[key]

    def _proxy(self, url: str) -> urllib3.ProxyManager:
        """A proxy, which resolves names and connects in our place; what it may reach is for its owner to say."""
        if url not in self._proxies:
            self._proxies[url] = made = urllib3.ProxyManager(url, maxsize=1, ssl_context=self._tls)
            through = _Through(self)
            made.pool_classes_by_scheme = {
                "http": partial(_PlainPool, line=through),  # type: ignore[dict-item]
                "https": partial(_TlsPool, line=through),  # type: ignore[dict-item]
            }
        return self._proxies[url]


class _Through:
    """The way to a proxy: a person named it, so it may be anywhere; what it sends is cut all the same."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def connect(self, host: str, port: int) -> socket.socket:
        return self._line.connect(host, port, guarded=False)


def _any_address(host: str, port: int, allow: Sequence[str]) -> list[str]:
    return resolve(host, port)


def _is_literal(host: str) -> bool:
    return ":" in host or host.replace(".", "").isdigit()


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, line: Line | _Through, **how: Any) -> None:
        super().__init__(*args, **how)
        self._line = line

    def _new_conn(self) -> socket.socket:
        return _opened(self._line, self)


class _Tls(HTTPSConnection):
    def __init__(self, *args: Any, line: Line | _Through, **how: Any) -> None:
        super().__init__(*args, **how)
        self._line = line

    def _new_conn(self) -> socket.socket:
        return _opened(self._line, self)


def _opened(line: Line | _Through, connection: HTTPConnection) -> socket.socket:
    made = line.connect(connection._dns_host, connection.port)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    timeout = connection.timeout
    made.settimeout(timeout if isinstance(timeout, int | float) else None)
    return made


class _PlainPool(urllib3.HTTPConnectionPool):
    ConnectionCls = _Plain


class _TlsPool(urllib3.HTTPSConnectionPool):
    ConnectionCls = _Tls


class Watch:
    """A thread that cuts lines whose time is over, until it is stopped."""

    def __init__(self, lines: Callable[[], list[Line]]) -> None:
        self._lines = lines
        self._stopped = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(_WATCH_SECONDS):
            now = time.monotonic()
            for line in self._lines():
                if line.deadline < now and not line.overdue:
                    line.cut()
