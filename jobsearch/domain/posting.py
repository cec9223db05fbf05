"""A post after repair, as a source passes it to the store."""

import hashlib
import json
import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from jobsearch.errors import KeyMalformed
from jobsearch.text.characters import ascii_lower

# The names that the boards ask for. Defined here so that lists need not import the boards.
SOURCE_NAMES = {
    "remoteok": "Remote OK",
    "himalayas": "Himalayas",
    "jobicy": "Jobicy",
    "remotive": "Remotive",
    "arbeitnow": "Arbeitnow",
    "workingnomads": "Working Nomads",
    "themuse": "The Muse",
    "hackernews": "Hacker News",
    "greenhouse": "Greenhouse",
    "ashby": "Ashby",
    "lever": "Lever",
    "recruitee": "Recruitee",
    "personio": "Personio",
    "teamtailor": "Teamtailor",
    "workable": "Workable",
    "smartrecruiters": "SmartRecruiters",
    "feed": "Feed",
    "imap": "Mailbox",
}
# Boards that forbid crawling: their posts come from emails or are added one by one.
ELSEWHERE_NAMES = {
    "linkedin": "LinkedIn",
    "indeed": "Indeed",
    "glassdoor": "Glassdoor",
    "stepstone": "StepStone",
    "xing": "XING",
    "ziprecruiter": "ZipRecruiter",
    "monster": "Monster",
    "welcometothejungle": "Welcome to the Jungle",
    "wellfound": "Wellfound",
    "dice": "Dice",
    "workday": "Workday",
    "added": "Added",
    "mail": "Mail",
}
OF_SHEETS = "sheet"  # the source of an application imported from a spreadsheet, for which no post is stored
# Their pages are fetched only on the user's request, because their terms forbid bots.
LEFT_ALONE = frozenset(ELSEWHERE_NAMES) - {"workday", "added", "mail"}
EMPLOYMENTS = ("full-time", "part-time", "contract", "temporary", "internship")
READ_FROM_TEXT = {"hackernews"}  # fields parsed from the text, so no independent evidence
# Boards, and sites of feeds, with a field that restricts where applicants may live, used there as a filter.
# Other boards' countries are parsed from a list of offices, or belong to one: "New York, NY or Remote".
RULES_OUT_COUNTRIES = {"himalayas", "jobicy", "remotive", "workingnomads", "We Work Remotely"}

# Companies' own boards, preferred among several posts of the same job.
COMPANY_BOARDS = frozenset(
    "ashby greenhouse lever personio recruitee smartrecruiters teamtailor workable".split()
)

_KEY = re.compile(r"(?P<source>[a-z][a-z0-9_-]{0,30}):(?P<external_id>[A-Za-z0-9_.-]{1,64})", re.ASCII)
# A post's page or its application redirect, as copied from a browser.
_PAGE = re.compile(
    r"(?:https?://)?(?:www\.)?remoteok\.(?:com|io)/(?:remote-jobs|l)/(?:[^\s/?#]*-)?(?P<id>\d{1,18})/?(?:[?#]\S*)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class Posting:
    """One post, with its text repaired and free of control characters.

    Attributes:
        source: the board, such as "remoteok".
        external_id: the board's own id, unique within the board.
        url: the post's page on the board.
        apply_url: the URL for applying; "" if it is the page itself.
        title: one line, never empty.
        company: one line; "" if unknown.
        location: one line, as given by the board; "" if unknown.
        tags: the board's tags, one line each.
        description: readable text with an empty line between paragraphs and "• " before list items.
        salary_min: the lower end of the board's pay; None if not given.
        salary_max: the upper end of the board's pay; None if not given.
        pay_currency: an ISO 4217 code; "" if unknown.
        pay_period: the pay period; "" if unknown.
        pay_from: the source of the pay: "board" for a field filled in by the employer, "estimate" for the
            board's own estimate, or "" if there is no pay.
        workplace: the workplace in the board's field; "" if unknown.
        countries: the countries to live or work in according to the board's fields, as sorted ISO 3166-1
            alpha-2 codes.
        worldwide: whether the board's fields allow any country; `countries` is then empty.
        time_zones: the UTC offsets, in hours, that the board's fields require, sorted.
        employment: the kinds of employment in the board's fields: "full-time", "part-time", "contract",
            "temporary", "internship"; empty if unknown.
        account: the account on the board, such as "gitlab" on Greenhouse or a feed's URL.
        site: the name of the publishing site if the board is just a format, such as a feed; "" for the
            board's own name.
        trap_word: the word that applicants are asked to mention; "" if there is none.
        posted_at: when the board published the post, with a time zone; None if not given.
        raw: the board's own JSON object without the trap and other volatile fields.
        raw_bytes: `raw` as compressed JSON with sorted names, so that equal posts have equal bytes.
        content_hash: the SHA-256 of that JSON, in hex; it changes whenever the board changes the post.

    """

    source: str
    external_id: str
    url: str
    title: str
    posted_at: datetime | None = None
    company: str = ""
    location: str = ""
    tags: tuple[str, ...] = ()
    description: str = ""
    apply_url: str = ""
    salary_min: float | None = None
    salary_max: float | None = None
    pay_currency: str = ""
    pay_period: Literal["hour", "day", "week", "month", "year", ""] = ""
    pay_from: Literal["board", "estimate", ""] = ""
    workplace: Literal["remote", "hybrid", "onsite", ""] = ""
    countries: tuple[str, ...] = ()
    worldwide: bool = False
    time_zones: tuple[float, ...] = ()
    employment: tuple[str, ...] = ()
    account: str = ""
    site: str = ""
    trap_word: str = ""
    raw: dict[str, Any] = field(default_factory=dict)
    raw_bytes: bytes = field(init=False, repr=False)
    content_hash: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Compress `raw` on creation, because the store is locked during writes."""
        canonical = json.dumps(self.raw, sort_keys=True, separators=(",", ":")).encode("ascii")
        object.__setattr__(self, "raw_bytes", zlib.compress(canonical))
        object.__setattr__(self, "content_hash", hashlib.sha256(canonical).hexdigest())


def source_name(source: str, site: str = "") -> str:
    """Return the display name of a post's publisher: a feed's own name, or the board's."""
    return site or SOURCE_NAMES.get(source) or ELSEWHERE_NAMES.get(source, source)


def rules_out_countries(source: str, site: str = "") -> bool:
    """Return whether posts are closed to every country that their board's fields do not name."""
    return (site if source == "feed" else source) in RULES_OUT_COUNTRIES


def format_key(source: str, external_id: str) -> str:
    """Return the key that users see and type: "remoteok:1059249"."""
    return f"{source}:{external_id}"


def parse_key(text: str) -> tuple[str, str]:
    """Split a key into source and external id; also accepts a bare number or a page URL of Remote OK.

    The case of the source is ignored. Raises KeyMalformed.
    """
    text = text.strip()
    if text.isascii() and text.isdigit():
        text = format_key("remoteok", text)
    elif page := _PAGE.fullmatch(text):
        text = format_key("remoteok", page["id"])
    source, colon, external_id = text.partition(":")
    match = _KEY.fullmatch(f"{ascii_lower(source)}{colon}{external_id}")
    if match is None:
        raise KeyMalformed(key=repr(text[:80]))
    return match["source"], match["external_id"]
