"""Which addresses may be asked: whether one is a web address at all, and whether it leads to the public web.

    who named it         itself                        what it redirects to
    OVERRIDDEN           anything                      anything
    BUILT_IN             as it stands in the program   https after https, public
    GIVEN                https, public                 https, public

A name is judged by what it resolves to at the moment of connecting, and connected to at the very address
that was judged (transport.py): another answer of its server a moment later changes nothing.
"""

import asyncio
import re
import socket
from collections.abc import Sequence
from enum import Enum

import httpx

from jobsearch.text.hosts import ip_of, is_local_name, is_public
from jobsearch.text.masking import is_plain_host

ENCODE = "a #, /, ? or @ in its user or password has to be percent-encoded: %23, %2F, %3F, %40"
_HIGHEST_PORT = 65_535


class Trust(Enum):
    """Who named an address, which says how far it is trusted.

    OVERRIDDEN: the person, by a variable of the environment, as tests and mirrors need it.
    BUILT_IN: this program.
    GIVEN: the person, who may have it from anywhere.
    """

    OVERRIDDEN = "overridden"
    BUILT_IN = "built in"
    GIVEN = "given"


class NotPublic(Exception):
    """An address that must not be asked; the argument is the reason, after "it is" or "which is"."""


def fault_of(url: str, schemes: Sequence[str] = ("http", "https")) -> str:
    """Return what is wrong with an address, "" for nothing; no part of the address is in what is said."""
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
        return ENCODE if has_more else "what follows the colon after its host is not a port"
    return "" if host else "it has no host that can be read"


def _unreadable(url: str) -> str:
    try:
        # What libraries say of it quotes it, passwords included.
        return "" if httpx.URL(url).host else "it has no host that can be read"
    except (httpx.InvalidURL, ValueError):
        return "its host cannot be read"


def check_given(url: httpx.URL) -> None:
    """Raise NotPublic for an address that is not https, or leads to a private network by its very letters."""
    if url.scheme != "https":
        raise NotPublic("not encrypted (https)")
    check_literal(url.host)


def fault_of_given(address: str) -> str:
    """Return why an address that a person gives must not be asked, "" for no reason that its letters tell."""
    try:
        check_given(httpx.URL(address))
    except NotPublic as reason:
        return str(reason)
    except (httpx.InvalidURL, ValueError):
        return "no address that can be read"
    return ""


def check_redirect(before: httpx.URL, after: httpx.URL) -> None:
    """Raise NotPublic for a step of a redirect to what is less private or less public than the one before."""
    if before.scheme == "https" and after.scheme != "https":
        raise NotPublic("not encrypted (https)")
    if after.host:
        check_literal(after.host)


def check_literal(host: str) -> None:
    """Raise NotPublic for an IP address or a name that only a private network knows."""
    address = ip_of(host)
    if is_local_name(host) if address is None else not is_public(address):
        raise NotPublic("in a private network or on this machine")


async def public_addresses(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host that are public, IPv4 first.

    Raises NotPublic where there are none, and OSError for a name that is not known.
    """
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    # Where IPv6 leads nowhere, trying it first costs each request its patience.
    found.sort(key=lambda one: one[0] == socket.AF_INET6)
    addresses = dict.fromkeys(str(one[4][0]) for one in found)
    public = [one for one in addresses if (ip := ip_of(one)) is not None and is_public(ip)]
    if not public:
        raise NotPublic("in a private network or on this machine")
    return public
