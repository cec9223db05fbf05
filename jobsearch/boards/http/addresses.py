"""Check that a URL is well formed and leads to the public web.

    origin of the URL    the URL itself            its redirects
    OVERRIDDEN           any                       any
    BUILT_IN             any, as in the program    no downgrade from https; public
    GIVEN                https, public             https, public

A host is judged by the IP addresses it resolves to when connecting, and the connection goes to one of the
judged addresses (transport.py), so a later DNS response cannot change the outcome.
"""

import asyncio
import re
import socket
from collections.abc import Sequence
from enum import Enum

import httpx

from jobsearch.text.hosts import ip_of, is_local_name, is_public
from jobsearch.text.masking import is_plain_host

ENCODE = "a #, /, ? or @ in its user name or password must be percent-encoded: %23, %2F, %3F, %40"
_HIGHEST_PORT = 65_535


class Trust(Enum):
    """The origin of a URL, which determines how much it is trusted.

    OVERRIDDEN: set by the user in an environment variable, as tests and mirrors need.
    BUILT_IN: part of this program.
    GIVEN: given by the user, who may have obtained it anywhere.
    """

    OVERRIDDEN = "overridden"
    BUILT_IN = "built in"
    GIVEN = "given"


class NotPublic(Exception):
    """Raised for a URL that must not be requested; the argument is a reason that can follow "it is"."""


def fault_of(url: str, schemes: Sequence[str] = ("http", "https")) -> str:
    """Return the problem with a malformed URL, or ""; the description does not quote the URL."""
    scheme, mark, rest = url.partition("://")
    authority, *after = re.split(r"(?=[/?#])", rest, maxsplit=1)
    beginnings = " or ".join(f"{one}://" for one in schemes)
    if not mark or scheme.lower() not in schemes or not authority:
        return f"it must begin with {beginnings} and a host"
    if "@" in "".join(after) and "@" not in authority and not is_plain_host(authority):
        return ENCODE
    return _fault_of_host(authority.rpartition("@")[2], has_more="@" in "".join(after)) or _unreadable(url)


def _fault_of_host(authority: str, *, has_more: bool) -> str:
    found = re.fullmatch(r"(\[[^\[\]]*\]|[^\[\]:]*)(?::(.*))?", authority, re.DOTALL)
    host, port = (found[1], found[2] or "") if found else ("", "")
    if port and not (port.isascii() and port.isdigit() and int(port[:9]) <= _HIGHEST_PORT):
        return ENCODE if has_more else "its port is not a valid number"
    return "" if host else "it has no valid host"


def _unreadable(url: str) -> str:
    try:
        # The libraries' own messages quote the URL, including its password.
        return "" if httpx.URL(url).host else "it has no valid host"
    except (httpx.InvalidURL, ValueError):
        return "its host is invalid"


def check_given(url: httpx.URL) -> None:
    """Raise NotPublic for a URL that does not use https, or whose literal host is on a private network."""
    if url.scheme != "https":
        raise NotPublic("not encrypted (https)")
    check_literal(url.host)


def fault_of_given(address: str) -> str:
    """Return why a URL from the user must not be requested, judging only by its text, or ""."""
    try:
        check_given(httpx.URL(address))
    except NotPublic as reason:
        return str(reason)
    except (httpx.InvalidURL, ValueError):
        return "not a valid address"
    return ""


def check_redirect(before: httpx.URL, after: httpx.URL) -> None:
    """Raise NotPublic for a redirect that drops encryption or leads to a private network."""
    if before.scheme == "https" and after.scheme != "https":
        raise NotPublic("not encrypted (https)")
    if after.host:
        check_literal(after.host)


def check_literal(host: str) -> None:
    """Raise NotPublic for a private IP address or a local host name."""
    address = ip_of(host)
    if is_local_name(host) if address is None else not is_public(address):
        raise NotPublic("in a private network or on this machine")


async def public_addresses(host: str, port: int) -> list[str]:
    """Return the public IP addresses of a host, IPv4 first.

    Raises NotPublic if it has none, and OSError if the name cannot be resolved.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # Where IPv6 is not routed, trying it first would make every request wait for a timeout.
    found.sort(key=lambda one: one[0] == socket.AF_INET6)
    addresses = dict.fromkeys(str(one[4][0]) for one in found)
    public = [one for one in addresses if (ip := ip_of(one)) is not None and is_public(ip)]
    if not public:
        raise NotPublic("in a private network or on this machine")
    return public
