"""Which addresses are public: an allow-list of global unicast, less everything set apart by the IANA registries.

`ipaddress.is_global` is not enough: it calls NAT64, 6to4 and multicast addresses global.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

SET_APART_V4 = tuple(
    ip_network(each)
    for each in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
        "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
        "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
GLOBAL_V6 = IPv6Network("2000::/3")
SET_APART_V6 = tuple(
    IPv6Network(each)
    for each in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
"""Teredo and ORCHID are in the first, 6to4 in the third. NAT64, mapped and site-local ones lie outside 2000::/3."""
ISATAP = (0x00005EFE, 0x02005EFE)


def is_public(text: str) -> bool:
    """May a connection go there? `text` is an address in its canonical form; anything else is not public."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return public_v4(address) if isinstance(address, IPv4Address) else public_v6(address)


def public_v4(address: IPv4Address) -> bool:
    """Global unicast."""
    return not any(address in net for net in SET_APART_V4)


def public_v6(address: IPv6Address) -> bool:
    """Global unicast, and so is an IPv4 address hidden in it."""
    if address.scope_id or address not in GLOBAL_V6 or any(address in net for net in SET_APART_V6):
        return False
    host = int(address) & 0xFFFF_FFFF_FFFF_FFFF
    return host >> 32 not in ISATAP or public_v4(IPv4Address(host & 0xFFFF_FFFF))
