"""Who is being asked and who rests, whichever round asks: a host has one line, and a gap after each request.

A batch has one round; a stream has several at once, and the pages and redirects of two may lead to one host.
"""

import ssl
import threading
import time
from collections.abc import Callable
from functools import cached_property
from urllib.request import getproxies

from pipelines.feeds.calls import Policy
from pipelines.feeds.line import Line


class Hosts:
    """The hosts of a process. But for `lines` and `resting`, what is asked of it is asked with `changed` held."""

    def __init__(self, policy: Policy) -> None:
        self.changed = threading.Condition()
        self._policy, self._proxies = policy, getproxies()  # once: it reads the whole environment
        self._taken: set[str] = set()
        self._open_at: dict[str, float] = {}
        self._lines: dict[str, Line] = {}
        self._waiting: dict[str, list[Callable[[str], None]]] = {}

    def lines(self) -> list[Line]:
        """The lines that are open."""
        with self.changed:
            return list(self._lines.values())

    def resting(self) -> set[str]:
        """The hosts that are to be left alone at this moment."""
        with self.changed:
            now = time.monotonic()
            self._open_at = {host: at for host, at in self._open_at.items() if at > now}
            return set(self._open_at)

    def open_at(self, host: str) -> float:
        """When a host may be asked, by the monotonic clock; it may be asked by somebody just then."""
        return self._open_at.get(host, 0.0)

    def take(self, host: str) -> Line | None:
        """The line to a host, which is its taker's until it leaves; None where the host is taken or rests."""
        if host in self._taken or self.open_at(host) > time.monotonic():
            return None
        self._taken.add(host)
        if host not in self._lines:
            self._lines[host] = Line(self._policy, self._tls, self._proxies)
        return self._lines[host]

    def leave(self, host: str, gap: float) -> None:
        """The host was asked and rests for `gap` seconds; those who waited for it are told."""
        self._taken.discard(host)
        self._open_at[host] = time.monotonic() + gap
        for tell in self._waiting.pop(host, ()):
            tell(host)

    def wait(self, host: str, tell: Callable[[str], None]) -> bool:
        """Whether a host is taken; if so, `tell` is called when it is left."""
        if host in self._taken:
            self._waiting.setdefault(host, []).append(tell)
            return True
        return False

    def hang_up(self, host: str) -> None:
        """Close the line to a host, unless somebody has taken it; those who still wait for it get a new one."""
        if host not in self._taken and host in self._lines:
            self._lines.pop(host).close()

    def cut(self, host: str) -> None:
        """End the request that is under way at a host."""
        if host in self._taken:
            self._lines[host].cut()

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return ssl.create_default_context()
