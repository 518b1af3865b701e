"""What a person names -> feeds: an address, an OPML file, a list of addresses; the rest is left to be read as files."""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from pipelines.errors import NoInputError
from pipelines.feeds.calls import host_of
from pipelines.feeds.opml import is_opml, read_opml
from pipelines.formats.encoding import storable
from pipelines.options import Feed

_URL = re.compile(r"https?://\S+\Z", re.I)
# A list of 100,000 addresses has some 6 MB.
_MOST_BYTES = 10_000_000
_HEAD = 4_096


class Split(NamedTuple):
    """Names of files and folders, and the feeds that were named, each once."""

    files: tuple[str, ...]
    feeds: tuple[Feed, ...]


def split(inputs: Iterable[str], settings: Sequence[Feed]) -> Split:
    """Files and feeds. What the settings say of an address holds wherever it is named. Raises NoInputError."""
    files: list[str] = []
    urls: list[str] = []
    for name in inputs:
        found = [name] if is_url(name) else _listed(name)
        if found is None:
            files.append(name)
        else:
            urls += found
    known = {feed.url: feed for feed in map(discreet, settings)}
    named = [discreet(Feed(source_of(url), url)) for url in urls]
    return Split(tuple(files), tuple({feed.url: known.get(feed.url, feed) for feed in named}.values()))


def is_url(name: str) -> bool:
    """Whether this is the address of a feed and not the name of a file."""
    return _URL.match(name) is not None and host_of(name) != ""


def discreet(feed: Feed) -> Feed:
    """The feed with a name and a password in its address as a header: an address is shown, logged and stored."""
    url = without_password(feed.url)
    if url == feed.url:
        return feed
    user, _, password = urlsplit(feed.url).netloc.rpartition("@")[0].partition(":")
    token = b64encode(f"{unquote(user)}:{unquote(password)}".encode()).decode()
    return feed._replace(url=url, headers=(*feed.headers, ("Authorization", f"Basic {token}")))


def in_full(feed: Feed) -> str:
    """The address of a feed with the name and password that were in it, for a file that is not shown."""
    token = next((value for name, value in feed.headers if name == "Authorization"), "")
    if not token.startswith("Basic "):
        return feed.url
    user, _, password = b64decode(token.removeprefix("Basic ")).decode("utf-8", "replace").partition(":")
    parts = urlsplit(feed.url)
    return parts._replace(netloc=f"{quote(user, '')}:{quote(password, '')}@{parts.netloc}").geturl()


def without_password(name: str) -> str:
    """An address without the name and password in it; another name as it is."""
    if not is_url(name) or "@" not in name:
        return name
    try:
        parts = urlsplit(name)
    except ValueError:
        return name
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def source_of(url: str) -> str:
    """The name of the source of an address that nobody named: the address without what every address has."""
    parts = urlsplit(url)
    host = (parts.netloc.rpartition("@")[2]).lower().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return storable(host + parts.path.rstrip("/") + query)


def _listed(name: str) -> list[str] | None:
    """The addresses in an OPML file or a list of addresses; None where it is another file, or none."""
    path = Path(name)
    if not path.is_file() or path.stat().st_size > _MOST_BYTES:
        return None
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if is_opml(head):
            return read_opml(head + file.read(), str(path))
        if not _is_list(head):
            return None
        lines = (head + file.read()).decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    urls = [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
    if wrong := next((url for url in urls if not is_url(url)), None):
        raise NoInputError(f"{path}: a list of addresses has one a line, and this is none: {wrong[:80]}")
    return urls


def _is_list(head: bytes) -> bool:
    """Whether the first line that is no note is an address and nothing else."""
    lines = head.decode("utf-8", "replace").lstrip("\ufeff").splitlines()
    first = next((line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return is_url(first)
