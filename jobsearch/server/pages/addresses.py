"""Which addresses are pages; all others are JSON. Decided by the address alone, but for those OF_BOTH."""

from difflib import get_close_matches
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

HOME = "/today"
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
_PAGES = "/pages"  # before the addresses of both, where a page is wanted
_FIRST_PARTS = frozenset(
    (
        "careers guide health-report login logout pages settings sources start static teach today training"
    ).split()
)
_LIKE = 0.6  # from 0 to 1, by difflib: one letter more or less, or two swapped
_MOST = 2_000  # characters of an address to go on to


class Link(NamedTuple):
    """A page that every page leads to."""

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
    """Return where the page of an address of both is."""
    return f"{_PAGES}{path}"


def named(path: str) -> str:
    """Return the address by which a page is known."""
    return path.removeprefix(_PAGES)


def is_page(path: str) -> bool:
    """Tell whether an address is a page's, or what belongs to pages: its form, its errors, its files."""
    return path == "/" or first_part(path) in _FIRST_PARTS


def first_part(path: str) -> str:
    """Return what stands between the first two slashes of an address, "" for nothing."""
    return path[1:].partition("/")[0] if path.startswith("/") else ""


def wants_page(scope: Scope) -> bool:
    """Tell whether whoever asks reads pages, as browsers say that they do."""
    return "text/html" in Headers(scope=scope).get("accept", "")


def nearest(path: str) -> Link | None:
    """Return the page whose address is most like one where there is none, None where none is like it."""
    pages = {link.path: link for link in NAVIGATION}
    found = get_close_matches(f"/{first_part(named(path))}".lower(), pages, n=1, cutoff=_LIKE)
    return pages[found[0]] if found else None


def needs_no_login(path: str) -> bool:
    """Tell whether a page says nothing of the person, and is needed to log in."""
    return path == LOGIN or path.startswith(STATIC)


def asked(scope: Scope) -> str:
    """Return the address that a request asks for, as it was sent."""
    path = (scope.get("raw_path") or scope["path"].encode()).decode("latin-1")
    query = (scope.get("query_string") or b"").decode("latin-1")
    return f"{path}?{query}" if query else path


def own(address: str) -> str:
    """Return an address to go on to if it is a page here, else HOME: a form may name any."""
    if len(address) > _MOST or not address.isprintable() or "\\" in address or address.startswith("//"):
        return HOME
    try:
        parts = urlsplit(address)
    except ValueError:
        return HOME
    is_here = not parts.scheme and not parts.netloc and is_page(parts.path) and not needs_no_login(parts.path)
    return address if is_here else HOME
