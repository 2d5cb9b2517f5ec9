"""Which addresses of the internet may be connected to.

Asked for the very address that a socket is made for: a name that means something else a moment
later, a redirect or a number in disguise comes to the same question.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

UNICAST = IPv6Network("2000::/3")  # all that IANA gives out; RFC 4291
NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last four bytes are an IPv4 address
TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))  # 6to4, Teredo: somebody inside
LOWEST_FOUR = 0xFFFFFFFF


def may_connect(host: str, *, private: bool) -> bool:
    """`host` as the socket gets it. What is no address in its usual form is none.

    `private` allows networks of one's own, this machine among them; never link-local addresses,
    where clouds tell their machines secrets, nor those of nobody or of many.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        return _may_connect_6(address, private=private)
    return _may_connect_4(address, private=private)


def _may_connect_4(address: IPv4Address, *, private: bool) -> bool:
    if (
        address.is_multicast
        or address.is_reserved
        or address.is_link_local
        or address.packed[0] == 0  # "this network": on many machines it is this machine
    ):
        return False
    return private or address.is_global


def _may_connect_6(address: IPv6Address, *, private: bool) -> bool:
    if address.ipv4_mapped is not None:
        return _may_connect_4(address.ipv4_mapped, private=private)
    if address in NAT64:
        return _may_connect_4(IPv4Address(int(address) & LOWEST_FOUR), private=private)
    if any(address in tunnel for tunnel in TUNNELS):
        return False
    if address in UNICAST:
        return private or address.is_global
    of_ones_own = address.is_loopback or (address.is_private and address.packed[0] & 0xFE == 0xFC)
    return private and of_ones_own
