"""What an address says of who can reach it; pure."""

from ipaddress import ip_address


def is_address(host: str) -> bool:
    """Tell whether a host is an IP address, and no name that may lead anywhere."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a host."""
    return ip_address(host).is_loopback if is_address(host) else host.lower() == "localhost"
