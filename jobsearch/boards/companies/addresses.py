"""Identify the company board that a URL belongs to or that a page embeds.

    the URL of a careers page, a board or a post -> by its host and path
    a page -> by the boards that it embeds, otherwise by the boards that it links to

A wrong board would fill the store with unrelated posts, so several candidates yield a result only if one of
them clearly stands out.

This module is pure.
"""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from jobsearch.boards.board import Source

_NAME = re.compile(r"[\w][\w .&+-]{0,99}", re.ASCII)
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>\\`{}|^]{4,500}", re.ASCII)
_LINK = re.compile(r"<a\b[^<>]{0,2000}?\bhref\s*=\s*[\"']?([^\"'\s<>]{4,500})", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_PATH_BREAK = re.compile(r"\\(?:/|u002f)", re.IGNORECASE)
_STANDS_OUT = 3  # how many times as often as the runner-up a board must occur
_CAREERS = re.compile(
    r"\b(?:careers?|jobs?|karriere|stellen|join|openings?|positions?|vacanc|vacatures|carrieres?|empleo|"
    r"work-(?:with|at|for)|hiring|opportunit)",
    re.IGNORECASE,
)
_NO_LETTER = re.compile(r"[^a-z0-9]")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3,20}", re.ASCII)
_CODE = re.compile(r"[0-9A-F]{10}", re.IGNORECASE)
_REGIONS = frozenset({"na", "au", "eu"})  # in Teamtailor's hosts: acme.na.teamtailor.com

# Subdomains of a board that belong to the vendor itself.
_VENDORS = frozenset(
    (
        "www app api apply auth accounts assets blog cdn community developer developers docs get go help "
        "images info jobs legal login marketing partner partners pages press resources scripts security "
        "static status support tt trust try video widget widgets"
    ).split()
)
# First path segments that are not company names.
_WORDS = frozenset(
    (
        "about api assets embed error favicon.ico j jobs job login my-applications oneclick-ui privacy "
        "search sr-jobs static terms users v0 v1 v2 view"
    ).split()
)

# Markers found only in pages that a board serves, or in a board's own widget.
_OWN_SITE = (
    (
        "teamtailor",
        re.compile(r"(?:assets|scripts)[\w.-]*\.teamtailor-cdn\.com/(?:assets|packs|vite)", re.IGNORECASE),
    ),
    ("recruitee", re.compile(r"(?:careers-analytics\.recruitee\.com|recruiteecdn\.com)", re.IGNORECASE)),
)
_CALLS = (
    (
        "lever",
        re.compile(r"""leverJobsOptions\b.{0,80}?\baccountName['"]?\s*:\s*['"]([\w.-]+)['"]""", re.DOTALL),
    ),
    ("workable", re.compile(r"""whr_embed\(\s*['"]?([\w.-]+)['"]?\s*[,)]""")),
    ("smartrecruiters", re.compile(r"""company_code['"]?\s*:\s*['"]([\w.-]+)['"]""")),
    (
        "greenhouse",
        re.compile(r"""Grnhse\.Settings\b.{0,200}?\bboardToken['"]?\s*[:=]\s*['"]([\w.-]+)['"]""", re.DOTALL),
    ),
)


@dataclass(frozen=True)
class Located:
    """The target of a URL.

    Attributes:
        source: a company's board.
        post: the id of one post on it; "" for the board itself.

    """

    source: Source
    post: str = ""


def locate(address: str) -> Located | None:
    """Return the board, and any post on it, that a URL's host and path identify; None if there is none."""
    parts = _split(address)
    host = (parts.hostname or "").removesuffix(".")
    for domain, read in _READERS.items():
        if host == domain or host.endswith(f".{domain}"):
            return read(host.removesuffix(domain).removesuffix("."), parts)
    return None


def is_applicant_system(host: str) -> bool:
    """Return whether a host belongs to an applicant tracking system, which serves many companies' boards."""
    return any(host == domain or host.endswith(f".{domain}") for domain in _READERS)


def embedded(page: str, address: str) -> Located | None:
    """Return the board that a page embeds or belongs to, or else the board that it links to.

    Returns None if there is no board, or no clear one among several. `address` is the URL of the page after
    all redirects.
    """
    plain = _COMMENT.sub(" ", page)
    if own := _own_site(plain, address):
        return own
    text = _PATH_BREAK.sub("/", html.unescape(plain))
    linked = Counter(_linked(_LINK.findall(text), address))
    inside = Counter(_each_source(_LINK.sub(" ", text)))
    inside.update(_called(plain))
    return _outstanding(inside) or (None if inside else _outstanding(linked))


def _own_site(page: str, address: str) -> Located | None:
    """Return the board that serves a page on the company's own host."""
    host = (_split(address).hostname or "").lower()
    for board, sign in _OWN_SITE:
        if host and sign.search(page):
            return Located(Source(board, host))
    return None


def _linked(links: list[str], address: str) -> list[Source]:
    """Return the boards that a page links to.

    A single link to a post of another company is ignored as a passing mention.
    """
    found = [one for link in links if (one := locate(link))]
    if len(found) == 1 and found[0].post and not _is_about_work(address, found[0].source.account):
        return []
    return [one.source for one in found]


def _is_about_work(address: str, account: str) -> bool:
    """Return whether a URL looks like a careers page or its host contains the name of the account."""
    host = _split(address).hostname or ""
    name = _NO_LETTER.sub("", account.lower())
    return bool(_CAREERS.search(address)) or (len(name) > 1 and name in _NO_LETTER.sub("", host))


def _called(page: str) -> Iterator[Source]:
    """Yield the boards named in calls to vendors' widgets in a page's scripts."""
    for board, call in _CALLS:
        yield from (Source(board, name) for name in call.findall(page) if not name.isdigit())


def _each_source(text: str) -> Iterator[Source]:
    for address in _ADDRESS.findall(text):
        if found := locate(address):
            yield found.source


def _outstanding(found: Counter[Source]) -> Located | None:
    """Return the only board, or the board that occurs far more often than the others; None otherwise."""
    ranked = found.most_common(2)
    if not ranked or (len(ranked) > 1 and ranked[0][1] < _STANDS_OUT * ranked[1][1]):
        return None
    return Located(ranked[0][0])


def _split(address: str) -> SplitResult:
    text = address.strip()
    if "//" not in text[:10]:
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        return parts if parts.hostname else urlsplit("")
    except ValueError:
        return urlsplit("")


def _steps(parts: SplitResult) -> list[str]:
    """Return the decoded segments of a path."""
    return [unquote(step).strip() for step in parts.path.split("/") if step]


def _located(board: str, account: str, post: str = "") -> Located | None:
    """Return the location of a board; None if the account cannot be a company's name."""
    if not _NAME.fullmatch(account) or account.lower() in _WORDS:
        return None
    return Located(Source(board, account), post)


def _after(steps: list[str], *words: str) -> list[str]:
    """Return the path segments after a prefix; empty if the path does not start with the prefix."""
    return steps[len(words) :] if [step.lower() for step in steps[: len(words)]] == list(words) else []


def _greenhouse(below: str, parts: SplitResult) -> Located | None:
    steps, query = _steps(parts), parse_qs(parts.query)
    post = next(iter(query.get("token") or query.get("gh_jid") or []), "")
    if steps[:1] == ["embed"]:
        return _located("greenhouse", next(iter(query.get("for", [])), "").lower(), post)
    api = _after(steps, "v1", "boards")
    path = api or (steps if below.removesuffix(".eu") in {"boards", "job-boards"} else [])
    if not path:
        return None
    if path[1:2] == ["jobs"] and len(path) > 2:  # noqa: PLR2004 - a token, "jobs" and the post's number
        post = _digits(path[2])
    return _located("greenhouse", path[0].lower(), post)


def _ashby(below: str, parts: SplitResult) -> Located | None:
    steps = _steps(parts)
    path = steps if below == "jobs" else _after(steps, "posting-api", "job-board") if below == "api" else []
    return _located("ashby", path[0], _matching(_UUID, path[1:2])) if path else None


def _lever(below: str, parts: SplitResult) -> Located | None:
    steps, kind = _steps(parts), below.removesuffix(".eu")
    path = steps if kind == "jobs" else _after(steps, "v0", "postings") if kind == "api" else []
    return _located("lever", path[0], _matching(_UUID, path[1:2])) if path else None


def _recruitee(below: str, parts: SplitResult) -> Located | None:
    # Recruitee identifies a post in a URL by its slug, not by its id.
    del parts
    return _tenant("recruitee", below)


def _personio(below: str, parts: SplitResult) -> Located | None:
    if not below.endswith(".jobs"):
        return None
    path = _after(_steps(parts), "job")
    return _tenant("personio", below.removesuffix(".jobs"), _matching(_NUMBER, path[:1]))


def _teamtailor(below: str, parts: SplitResult) -> Located | None:
    name, _dot, region = below.partition(".")
    path = _after(_steps(parts), "jobs")
    post = _digits(path[0]) if path else ""
    if region in _REGIONS and name not in _VENDORS:
        return Located(Source("teamtailor", f"{below}.teamtailor.com"), post)
    return _tenant("teamtailor", below, post)


def _workable(below: str, parts: SplitResult) -> Located | None:
    steps = _steps(parts)
    if below not in {"apply", "www", ""}:
        return _tenant("workable", below)
    widget = _after(steps, "api", "v1", "widget", "accounts") or _after(steps, "api", "accounts")
    path = widget or (steps if below == "apply" else [])
    post = _matching(_CODE, path[2:3]).upper() if path[1:2] == ["j"] else ""
    return _located("workable", path[0].lower(), post) if path else None


def _smartrecruiters(below: str, parts: SplitResult) -> Located | None:
    steps = _steps(parts)
    named = next(iter(parse_qs(parts.query).get("company", [])), "")
    path = (
        _after(steps, "v1", "companies")
        or _after(steps, "oneclick-ui", "company")
        or _after(steps, "external-referrals", "company")
        or (steps if below in {"jobs", "careers", "www", ""} else [])
    )
    posts = path[2:3] if path[1:2] == ["postings"] else path[1:2]
    is_post = bool(path) and (below in {"jobs", "careers", "api"} or bool(_digits("".join(posts))))
    if is_post:
        return _located("smartrecruiters", path[0], _digits("".join(posts)))
    return _located("smartrecruiters", named) if named else None


def _tenant(board: str, below: str, post: str = "") -> Located | None:
    """Return the location of a board that gives each company its own subdomain."""
    is_one = below and "." not in below and below not in _VENDORS
    return _located(board, below, post) if is_one else None


def _digits(step: str) -> str:
    found = _NUMBER.match(step)
    return found[0] if found else ""


def _matching(pattern: re.Pattern[str], steps: list[str]) -> str:
    return next((step for step in steps if pattern.fullmatch(step)), "")


_READERS: dict[str, Callable[[str, SplitResult], Located | None]] = {
    "greenhouse.io": _greenhouse,
    "ashbyhq.com": _ashby,
    "lever.co": _lever,
    "recruitee.com": _recruitee,
    "personio.de": _personio,
    "personio.com": _personio,
    "teamtailor.com": _teamtailor,
    "workable.com": _workable,
    "smartrecruiters.com": _smartrecruiters,
}
