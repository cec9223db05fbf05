"""The addresses of the web pages; all other addresses are JSON.

The address alone determines the kind, except for the addresses in OF_BOTH, which have both.
"""

from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

HOME = "/today"
LEFT_OUT = f"{HOME}/left-out"
START = "/start"
LOGIN = "/login"
LOGOUT = "/logout"
STATIC = "/static/"
TEACH = "/teach"
WISH = "/wish"
APPLICATIONS = "/applications"
SOURCES = "/sources"
HEALTH = "/health-report"
GUIDE = "/guide"
TRAINING = "/training"
CAREERS = "/careers"
SETTINGS = "/settings"
OF_BOTH = frozenset({"applications", "wish"})  # see by_accept.py
_PAGES = "/pages"  # prefix for pages whose address is shared with JSON
_FIRST_PARTS = frozenset(
    "careers guide health-report login logout pages settings".split()
    + "sources start static teach today training".split()
)
_LIKE = 0.6  # from 0 to 1, by difflib: one letter more or less, or two swapped
_MOST = 2_000  # characters of an address to redirect to


class Link(NamedTuple):
    """A page linked from every page."""

    name: str
    path: str


NAVIGATION = (
    Link("Today", HOME),
    Link("Teach", TEACH),
    Link("Applications", APPLICATIONS),
    Link("Sources", SOURCES),
    Link("Training", TRAINING),
    Link("Careers", CAREERS),
    Link("Wish", WISH),
    Link("Health", HEALTH),
    Link("Guide", GUIDE),
    Link("Settings", SETTINGS),
)


def behind(path: str) -> str:
    """Return the internal address of a page whose public address also has JSON."""
    return f"{_PAGES}{path}"


def named(path: str) -> str:
    """Return the public address of a page."""
    return path.removeprefix(_PAGES)


def is_page(path: str) -> bool:
    """Return whether an address belongs to a page, or to a page's forms, errors, or files."""
    return path == "/" or first_part(path) in _FIRST_PARTS


def first_part(path: str) -> str:
    """Return the part between the first two slashes of an address, or ""."""
    return path[1:].partition("/")[0] if path.startswith("/") else ""


def wants_page(scope: Scope) -> bool:
    """Return whether the client accepts pages, as browsers do."""
    return "text/html" in Headers(scope=scope).get("accept", "")


def nearest(path: str) -> Link | None:
    """Return the page whose address is most similar to an unknown address, or None if none is similar."""
    pages = {link.path: link for link in NAVIGATION}
    found = get_close_matches(f"/{first_part(named(path))}".lower(), pages, n=1, cutoff=_LIKE)
    return pages[found[0]] if found else None


def needs_no_login(path: str) -> bool:
    """Return whether an address is required for logging in and reveals nothing personal."""
    return path == LOGIN or path.startswith(STATIC)


def asked(scope: Scope) -> str:
    """Return the requested address exactly as it was sent."""
    path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
    query = (scope.get("query_string") or b"").decode("latin-1")
    return f"{path}?{query}" if query else path


def own(address: str) -> str:
    """Return the address if it is a page of this server, or else HOME; forms may contain any address."""
    if len(address) > _MOST or not address.isprintable() or "\\" in address or address.startswith("//"):
        return HOME
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    is_here = not parts.scheme and not parts.netloc and is_page(parts.path) and not needs_no_login(parts.path)
    return address if is_here else HOME
