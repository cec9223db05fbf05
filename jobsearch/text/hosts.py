"""Classify hosts by where they can be reached from.

This module is pure.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address
_LOCAL_NAMES = frozenset("localhost local internal intranet lan home corp private localdomain".split())


def is_address(host: str) -> bool:
    """Return whether a host is an IP address rather than a name."""
    return ip_of(host) is not None


def is_loopback(host: str) -> bool:
    """Return whether a host can be reached only from this machine."""
    return ip_address(host).is_loopback if is_address(host) else host.lower() == "localhost"


def ip_of(host: str) -> IPv4Address | IPv6Address | None:
    """Return the IP address of a host, or None if the host is a name.

    For an IPv4 address embedded in an IPv6 address, such as ::ffff:10.0.0.1, the IPv4 address is returned,
    since connections go to that address.
    """
    try:
        address = ip_address(host)
    except ValueError:
        return None
    if isinstance(address, IPv4Address):
        return address
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Return whether an address is on the public internet, not private, local, multicast, or reserved."""
    return address.is_global and not address.is_multicast and not address.is_reserved


def is_local_name(host: str) -> bool:
    """Return whether a name exists only on a local network: a single word or a reserved suffix.

    The suffixes come from RFC 6761, RFC 6762, RFC 8375, and ICANN's reservation of .internal; the others are
    used in the same way.
    """
    labels = host.lower().rstrip(".").split(".")
    return len(labels) == 1 or labels[-1] in _LOCAL_NAMES or labels[-2:] == ["home", "arpa"]
