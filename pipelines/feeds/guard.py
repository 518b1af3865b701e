"""A host and port -> addresses that may be connected to. What is not public is refused, however it is written.

A name that leads inside (a router, a cloud's metadata, this very machine) would let a feed read for its author what
only this machine can reach. The address that was checked is the one that is connected to: no second look-up.
"""

import socket
from collections.abc import Callable, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias

from pipelines.errors import Unreadable

LAST_PORT = 65_535
Address: TypeAlias = IPv4Address | IPv6Address
Resolver: TypeAlias = Callable[[str, int], Sequence[str]]

# IPv6 addresses that carry an IPv4 address in their last 32 bits: NAT64 (RFC 6052), IPv4-compatible (RFC 4291).
_CARRIERS = (IPv6Network("64:ff9b::/96"), IPv6Network("::/96"))


def resolve(host: str, port: int) -> list[str]:
    """Every address of a name, as the system gives them. Raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(sockaddr[0]) for _, _, _, _, sockaddr in found))


def permitted(host: str, port: int, allow: Sequence[str], resolver: Resolver = resolve) -> list[str]:
    """The addresses of a host that may be connected to. Raises Unreadable where there are only others."""
    addresses = resolver(host, port)
    if _named(host, port, allow):
        return list(addresses)
    good = [text for text in addresses if is_public(_bare(text)) or _named(str(_bare(text)), port, allow)]
    if not good:
        raise Unreadable(
            "forbidden_address",
            f"{host} is at {', '.join(addresses) or 'no address'}, which is not public; --allow-address "
            f"{f'[{host}]' if ':' in host else host}:{port} permits it",
        )
    return good


def is_public(address: Address) -> bool:
    """Whether everybody on the internet means the same machine by it."""
    if address.is_multicast or address.is_reserved or address.is_unspecified:
        return False
    return address.is_global and not getattr(address, "is_site_local", False)


def _bare(text: str) -> Address:
    """The address that is meant: an IPv4 address wrapped in IPv6 is that IPv4 address."""
    address = ip_address(text.partition("%")[0])
    if isinstance(address, IPv4Address):
        return address
    teredo = address.teredo
    inner = address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)
    if inner is None and any(address in network for network in _CARRIERS) and int(address) > 1:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    return inner or address


def _named(host: str, port: int, allow: Sequence[str]) -> bool:
    return any((host, port) == pair or (host, None) == pair for pair in map(split, allow))


def split(said: str) -> tuple[str, int | None]:
    """HOST, HOST:PORT, [IPV6] or [IPV6]:PORT -> host and port. Raises ValueError."""
    if said.startswith("["):
        host, _, port = said[1:].partition("]")
        port = port.removeprefix(":")
    else:
        host, _, port = (said, "", "") if said.count(":") > 1 else said.partition(":")
    if not host or (port and not (port.isascii() and 0 < int(port) <= LAST_PORT)):
        raise ValueError(said)
    return host.lower(), int(port) if port else None
