"""What may be connected to is decided by the address, not by the name."""

import pytest

from pipelines.errors import Unreadable
from pipelines.feeds.guard import permitted

INSIDE = [
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1", "169.254.169.254",
    "192.0.2.1", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "fec0::1", "ff02::1", "2001:db8::1",
    "::ffff:10.0.0.1", "::ffff:127.0.0.2", "::10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::", "2002:a00:1::1",
]  # fmt: skip
OUTSIDE = ["93.184.216.34", "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]


@pytest.mark.parametrize("address", INSIDE)
def test_no_name_leads_inside(address: str) -> None:
    """Whoever owns a name decides where it leads: also to this machine, its router, a cloud's metadata."""
    with pytest.raises(Unreadable) as refused:
        permitted("paper.example", 80, (), lambda host, port: [address])
    assert refused.value.reason == "forbidden_address"


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_public_web_is_open(address: str) -> None:
    """A guard that keeps news out is switched off."""
    assert permitted("paper.example", 443, (), lambda host, port: [address]) == [address]


def test_of_many_addresses_only_the_public_ones_are_taken() -> None:
    """A name with two addresses must not get in by the second."""
    assert permitted("paper.example", 80, (), lambda host, port: ["10.0.0.1", "8.8.8.8"]) == ["8.8.8.8"]


@pytest.mark.parametrize(
    ("allow", "host", "port", "good"),
    [
        ("10.0.0.1", "10.0.0.1", 80, True),
        ("10.0.0.1:8080", "10.0.0.1", 8080, True),
        ("10.0.0.1:8080", "10.0.0.1", 80, False),
        ("intranet.example", "intranet.example", 80, True),
        ("intranet.example", "other.example", 80, False),
        ("10.0.0.1", "intranet.example", 80, True),
        ("[fd12::1]:80", "fd12::1", 80, True),
    ],
)
def test_an_exception_is_what_was_named_and_no_more(allow: str, host: str, port: int, good: bool) -> None:
    """Whoever permits one port of one machine has not permitted the machine."""

    def found() -> list[str]:
        return permitted(host, port, (allow,), lambda host, port: ["10.0.0.1"])

    if good:
        assert found() == ["10.0.0.1"]
    else:
        with pytest.raises(Unreadable):
            found()
