"""Choose the proxy for a URL from the environment (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY).

NO_PROXY is parsed here because httpx mistakes an IPv6 network in it for a URL with an invalid port and then
refuses every request. Invalid entries are ignored.
"""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from ipaddress import IPv4Network, IPv6Network, ip_network
from urllib.request import getproxies

from jobsearch.boards.http.addresses import fault_of
from jobsearch.errors import ProxyMalformed
from jobsearch.text.hosts import ip_of
from jobsearch.text.masking import shown

SOCKS = ("socks5", "socks5h")
_SCHEMES = ("http", "https", *SOCKS)
_HAS_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_ENTRY = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.-]*://)?"
    r"(?:\[(?P<literal>[^\]]*)\]|(?P<ipv6>[^:\[\]]*:[^\[\]]*:[^\[\]]*)|(?P<host>[^:\[\]]*))"
    r"(?P<length>/[0-9]+)?(?::(?P<port>[0-9]+))?/?"
)


@dataclass(frozen=True)
class Proxy:
    """A proxy and the environment variable that sets it.

    Attributes:
        url: the URL with any user name and password; not for messages.
        variable: the variable's name, such as HTTPS_PROXY.

    """

    url: str
    variable: str

    def __str__(self) -> str:
        """Return the URL without the user name and password."""
        return shown(self.url)

    @property
    def has_login(self) -> bool:
        """Whether the URL contains a user name."""
        return "@" in self.url

    @property
    def scheme(self) -> str:
        """The URL's scheme in lowercase."""
        return self.url.partition("://")[0].lower()


@dataclass(frozen=True)
class _Exempt:
    """An entry of NO_PROXY: a network or a host name pattern, optionally limited to one port."""

    network: IPv4Network | IPv6Network | None
    name: str
    port: int | None

    def covers(self, host: str, port: int) -> bool:
        if self.port not in {None, port}:
            return False
        address = ip_of(host)
        if self.network is not None:
            return address is not None and address.version == self.network.version and address in self.network
        name = host.lower().rstrip(".")
        # As in curl, "example.com" and ".example.com" both mean the host and all its subdomains.
        return name == self.name or name.endswith(f".{self.name}") or fnmatchcase(name, self.name)


@dataclass(frozen=True)
class Proxies:
    """The proxy settings of the environment: unparsed proxy URLs by scheme, and exemptions."""

    addresses: Mapping[str, str]
    exempt: Sequence[_Exempt] = ()

    def of(self, scheme: str, host: str, port: int) -> Proxy | None:
        """Return the proxy for a URL, or None. Raises ProxyMalformed."""
        kind = scheme if self.addresses.get(scheme) else "all"
        text = self.addresses.get(kind, "")
        if not text or any(entry.covers(host, port) for entry in self.exempt):
            return None
        return _proxy(text, _variable(f"{kind}_proxy"))


def from_environment() -> Proxies:
    """Return the proxies set in the environment, or in the system settings on macOS and Windows."""
    found = getproxies()
    addresses = {name: text.strip() for name, text in found.items() if name in {"http", "https", "all"}}
    entries = map(_exempt, re.split(r"[\s,;|]+", found.get("no", "")))
    return Proxies(addresses, [entry for entry in entries if entry is not None])


def _proxy(text: str, variable: str) -> Proxy:
    url = text if _HAS_SCHEME.match(text) else f"http://{text}"
    if cause := fault_of(url, _SCHEMES):
        raise ProxyMalformed(variable=variable, cause=cause)
    return Proxy(url, variable)


def _variable(name: str) -> str:
    """Return the name of a variable as spelled in the environment; lowercase has priority, as in urllib."""
    spelled = sorted((one for one in os.environ if one.lower() == name), reverse=True)
    return spelled[0] if spelled else "the proxy settings of this system"


def _exempt(text: str) -> _Exempt | None:
    """Parse an entry of NO_PROXY: a host, domain, network, or IP address; None if it is none of these."""
    found = _ENTRY.fullmatch(text)
    if found is None:
        return None
    host = found["literal"] or found["ipv6"] or found["host"] or ""
    port = int(found["port"]) if found["port"] else None
    try:
        return _Exempt(ip_network(host.partition("%")[0] + (found["length"] or ""), strict=False), "", port)
    except ValueError:
        name = host.lower().removeprefix("*.").strip(".")
        is_name = bool(name) and not found["literal"] and not found["ipv6"] and not found["length"]
        return _Exempt(None, _ascii(name), port) if is_name and "/" not in name else None


def _ascii(name: str) -> str:
    """Return a name as used for DNS lookups, with non-ASCII names in IDNA form."""
    try:
        return name if name.isascii() else name.encode("idna").decode("ascii")
    except UnicodeError:
        return name
