"""Identify a post by its URL alone, on known boards, including those that forbid crawling.

a URL -> the target in a redirector's parameter -> the board and its id -> without tracking parameters
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs, parse_qsl, quote_plus, unquote, urlencode, urlunsplit

from jobsearch.boards.companies.addresses import locate
from jobsearch.boards.reading import fields

ADDED = "added"
OPAQUE = "mail-"  # prefix of the id of a post that is only reachable through a search
_MOST_HOPS = 5
_TRACKING = re.compile(
    r"^(?:trk\w*|tracking\w*|ref(?:id|src|errer)?|eid|mid\w*|otpToken|lipi|lici|trackid|source|src|from|gh_src|"
    r"lever-source.*|cid|campaign\w*|mkt_tok|_hs\w+|igshid|msclkid|ttclid|yclid|sc_\w+|guid|uid|email|token|sig)$",
    re.IGNORECASE,
)

_MAY_NAME_A_POST = frozenset("cid eid guid mid ref uid".split())
_ROUTE = re.compile(r"(?=.*\d)!?/?[\w.~-]+(?:[/=?&][\w.~=-]*)+|(?=.*\d)!?/[\w.~/-]+")


@dataclass(frozen=True)
class Origin:
    """The place where a post was published.

    Attributes:
        source: the source as in keys: "linkedin", "greenhouse", or "added" for a page on an unknown board.
        external_id: the post's id there.
        url: the post's URL without tracking parameters.
        site: the display name of the board or host.
        account: the company's account on the board; "" if there is none.

    """

    source: str
    external_id: str
    url: str
    site: str
    account: str = ""


@dataclass(frozen=True)
class _Place:
    name: str
    source: str
    host: re.Pattern[str]
    post: re.Pattern[str]  # matched against the path and the query
    url: str
    search: str  # the board's search page for given words; "" if unknown


def _place(name: str, host: str, post: str, url: str = "", search: str = "") -> _Place:
    pattern = re.compile(rf"(?:[\w-]+\.)*{host}", re.IGNORECASE)
    return _Place(name, name.lower().replace(" ", ""), pattern, re.compile(post, re.IGNORECASE), url, search)


_PLACES = (
    _place(
        "LinkedIn",
        r"linkedin\.com",
        r"/jobs/view/(?:[^/?]*?-)?(?P<id>\d{5,20})(?:[/?]|$)|[?&]currentJobId=(?P<other>\d{5,20})",
        "https://www.linkedin.com/jobs/view/{id}/",
        "https://www.linkedin.com/jobs/search/?keywords={words}",
    ),
    _place(
        "Indeed",
        r"indeed\.(?:com|co\.\w\w|\w\w)",
        r"[?&]v?jk=(?P<id>[0-9a-f]{8,20})(?:&|$)",
        "https://{host}/viewjob?jk={id}",
        "https://{host}/jobs?q={words}",
    ),
    _place(
        "Glassdoor",
        r"glassdoor\.(?:com|co\.\w\w|\w\w)",
        r"[?&](?:jl|jobListingId)=(?P<id>\d{5,20})(?:&|$)",
        "https://{host}/job-listing/j?jl={id}",
        "https://{host}/Job/jobs.htm?sc.keyword={words}",
    ),
    _place(
        "StepStone",
        r"stepstone\.\w\w",
        r"/(?:stellenangebote|jobs?|offres?)\b[^?]*?-(?P<id>\d{5,20})\b",
        search="https://{host}/work/?q={words}",
    ),
    _place(
        "XING",
        r"xing\.com",
        r"/jobs/(?:[^/?]*-)?(?P<id>\d{5,20})(?:[/?]|$)",
        search="https://www.xing.com/jobs/search?keywords={words}",
    ),
    _place(
        "ZipRecruiter",
        r"ziprecruiter\.(?:com|co\.uk)",
        r"/c/[^?]*/job/[^?]*\?(?:[^#]*&)?jid=(?P<id>[0-9a-f]{8,32})",
    ),
    _place("Monster", r"monster\.(?:com|co\.\w\w|\w\w)", r"/job-openings/[^?]*?--(?P<id>[0-9a-f-]{30,40})"),
    _place("Welcome to the Jungle", r"welcometothejungle\.com", r"/companies/[^/?]+/jobs/(?P<id>[\w-]{5,})"),
    _place("Wellfound", r"wellfound\.com", r"/jobs/(?P<id>\d{5,20})-"),
    _place("Dice", r"dice\.com", r"/job-detail/(?P<id>[0-9a-f-]{30,40})"),
    _place("Workday", r"myworkdayjobs\.com", r"/job/[^?]*_(?P<id>[\w-]{3,30})(?:[/?]|$)"),
)
_KEEPS_QUERY = frozenset({"ziprecruiter"})
_NO_SITE = re.compile(r"^(?:click|cts|email|e|links?|t|rd|engage)\d*\.", re.IGNORECASE)


def origin_of(address: str) -> Origin | None:
    """Return the post on a board that a URL leads to, through any redirectors."""
    return next((found for one in _targets(address) if (found := _origin(one))), None)


def added(address: str) -> Origin:
    """Return the origin of a page on an unknown board; its key is its URL without tracking parameters.

    A page may identify its post in a parameter that other sites use for tracking (`?cid=4711`) or in the
    fragment (`#/jobs/4711`); both are kept if they contain a digit.
    """
    plain = without_tracking(address, keeps=_MAY_NAME_A_POST)
    fragment = fields.split(address).fragment
    if _ROUTE.fullmatch(fragment):
        plain = f"{plain}#{fragment}"
    host = (fields.split(plain).hostname or "").removeprefix("www.")
    return Origin(ADDED, fields.hashed(plain), plain, host)


def opaque(sender: str, title: str, company: str, place: str) -> Origin | None:
    """Return the origin of a post in a board's email that omits its URL; the origin links to a search.

    `sender` is the domain of the email. Returns None if no known board sends from it. Following the link in
    the email would reveal to the board who reads its emails.
    """
    found = next((one for one in _PLACES if one.host.fullmatch(sender)), None)
    if found is None:
        return None
    words = quote_plus(f"{title} {company}".strip(), errors="replace")
    url = found.search.format(words=words, host=_own_host(sender, found)) if found.search else ""
    stated = "\n".join(one.casefold() for one in (title, company, place))
    return Origin(found.source, f"{OPAQUE}{fields.hashed(stated)}", url, found.name)


def of_sender(address: str, sender: str) -> bool:
    """Return whether a URL belongs to a known board or the sender, but does not identify a post."""
    if not fields.web_address(address) or origin_of(address):
        return False
    host = (fields.split(address).hostname or "").lower()
    site = ".".join(sender.split(".")[-2:])
    return host == site or host.endswith(f".{site}") or any(one.host.fullmatch(host) for one in _PLACES)


def is_board(sender: str) -> bool:
    """Return whether a domain belongs to a board known to send job alerts."""
    return any(one.host.fullmatch(sender) for one in _PLACES)


def _own_host(sender: str, place: _Place) -> str:
    """Return the host of the board's national site for a sender: www.stepstone.de for "jobs.stepstone.de"."""
    labels = sender.split(".")
    ends = (".".join(labels[-count:]) for count in range(2, len(labels) + 1))
    return f"www.{next(end for end in ends if place.host.fullmatch(end))}"


def without_tracking(address: str, keeps: frozenset[str] = frozenset()) -> str:
    """Return a URL without its fragment and tracking parameters.

    Parameters in `keeps` are kept if their value contains a digit.
    """
    parts = fields.split(fields.plain_address(address))
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name) or (name.lower() in keeps and any(map(str.isdigit, value)))
    ]
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, parts.path, urlencode(query, errors="replace"), ""))


def _targets(address: str) -> Iterator[str]:
    """Yield a URL and the URLs nested in its parameters, up to a few levels deep."""
    waiting = [(address, 0)]
    for _count in range(30):
        if not waiting:
            return
        one, hops = waiting.pop(0)
        yield one
        if hops < _MOST_HOPS:
            waiting += [(target, hops + 1) for target in _within(one)]


def _within(address: str) -> Iterator[str]:
    parts = fields.split(address)
    values = [value for several in parse_qs(parts.query).values() for value in several]
    for value in (*values, unquote(parts.path).lstrip("/").partition("/")[2]):
        for text in (value, unquote(value)):
            start = text.find("http")
            if 0 <= start <= 60 and fields.web_address(text[start:]):  # noqa: PLR2004 - OK: as in /L0/https:
                yield text[start:]
                break


def _origin(address: str) -> Origin | None:
    if not fields.web_address(address):
        return None
    parts = fields.split(address)
    host = (parts.hostname or "").lower()
    for place in _PLACES:
        if place.host.fullmatch(host) and (match := place.post.search(f"{parts.path}?{parts.query}")):
            return _of_place(place, host, match, address)
    located = locate(address)
    if located is None or not fields.is_of_key(located.post):
        return None
    board = located.source.board
    return Origin(board, located.post, without_tracking(address), "", located.source.account)


def _of_place(place: _Place, host: str, match: re.Match[str], address: str) -> Origin:
    external_id = next(value for value in match.groupdict().values() if value)
    host = _NO_SITE.sub("www.", host)
    host = f"www.{host}" if host.count(".") == 1 else host
    plain = without_tracking(address)
    if place.url:
        url = place.url.format(id=external_id, host=host)
    elif place.source in _KEEPS_QUERY:
        url = f"{plain.partition('?')[0]}?jid={external_id}"
    else:
        url = plain.partition("?")[0]
    return Origin(place.source, fields.short_id(external_id), url, place.name)
