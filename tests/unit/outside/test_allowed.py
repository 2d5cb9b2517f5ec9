"""Which addresses may be connected to, in every form that one has."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outside.allowed import may_connect

PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1", "64:ff9b::8.8.8.8"]
OF_ONES_OWN = [
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "100.64.0.1",
    "::1", "fd00::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::c0a8:101",
]  # fmt: skip
NEVER = [
    "0.0.0.0", "0.1.2.3", "169.254.169.254", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "fe80::1", "fe80::1%eth0", "ff02::1", "fec0::1", "::ffff:169.254.169.254",
    "::ffff:0.0.0.0", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:1::1",
    "::7f00:1", "100::1", "4000::1",
    # No addresses in their usual form, though some resolvers take them for one.
    "", "localhost", "2130706433", "0177.0.0.1", "127.1", "0x7f.0.0.1", "1.2.3.4 ",
]  # fmt: skip


@pytest.mark.parametrize("host", PUBLIC)
def test_the_internet(host: str) -> None:
    assert may_connect(host, private=False)
    assert may_connect(host, private=True)


@pytest.mark.parametrize("host", OF_ONES_OWN)
def test_ones_own_network_only_by_the_setting(host: str) -> None:
    assert not may_connect(host, private=False)
    assert may_connect(host, private=True)


@pytest.mark.parametrize("host", NEVER)
def test_never(host: str) -> None:
    assert not may_connect(host, private=False)
    assert not may_connect(host, private=True)


@given(st.ip_addresses(v=4), st.booleans())
def test_an_ipv4_address_means_the_same_inside_of_an_ipv6_one(
    address: IPv4Address, private: bool
) -> None:
    plain = may_connect(str(address), private=private)
    assert may_connect(f"::ffff:{address}", private=private) == plain
    assert may_connect(f"64:ff9b::{address}", private=private) == plain


@given(st.ip_addresses())
def test_without_the_setting_nothing_but_the_internet(address: IPv4Address | IPv6Address) -> None:
    if may_connect(str(address), private=False):
        assert address.is_global or f"{address}".startswith("64:ff9b::")
        assert not address.is_multicast
        assert may_connect(str(address), private=True)
