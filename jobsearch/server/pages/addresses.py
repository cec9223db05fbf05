"""Which addresses are pages; all others are JSON. Decided by the address alone, but for those OF_BOTH."""

from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.types import Scope

HOME = "/today"
START = "/start"
LOGIN = "/login"
LOGOUT = "/logout"
STATIC = "/static/"
TEACH = "/teach"
WISH = "/wish"
APPLICATIONS = "/applications"
OF_BOTH = frozenset({"applications", "wish"})  # see by_accept.py
_PAGES = "/pages"  # before the addresses of both, where a page is wanted
_FIRST_PARTS = frozenset({"login", "logout", "pages", "start", "static", "teach", "today"})
_MOST = 2_000  # characters of an address to go on to


class Link(NamedTuple):
    """A page that every page leads to."""

    name: str
    path: str


NAVIGATION = (
    Link("Today", HOME),
    Link("Teach", TEACH),
    Link("Applications", APPLICATIONS),
    Link("Wish", WISH),
)


def behind(path: str) -> str:
    """Return where the page of an address of both is."""
    return f"{_PAGES}{path}"


def named(path: str) -> str:
    """Return the address by which a page is known."""
    return path.removeprefix(_PAGES)


def is_page(path: str) -> bool:
    """Tell whether an address is a page's, or what belongs to pages: its form, its errors, its files."""
    return path == "/" or (path.startswith("/") and path[1:].partition("/")[0] in _FIRST_PARTS)


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
