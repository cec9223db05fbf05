"""A board's post once it was repaired: what a source hands to the store."""

import hashlib
import json
import re
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from jobsearch.errors import KeyMalformed
from jobsearch.text.characters import ascii_lower

# As the boards ask to be named. Here, and not only with the boards, since lists do without those.
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
# Boards that may not be collected: their posts come out of mails, or are added one by one.
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
OF_SHEETS = "sheet"  # the source of what was applied to elsewhere, as a spreadsheet has it: no post is stored
# Of these no page is asked unless the person says so: their terms forbid programs.
LEFT_ALONE = frozenset(ELSEWHERE_NAMES) - {"workday", "added", "mail"}
EMPLOYMENTS = ("full-time", "part-time", "contract", "temporary", "internship")
READ_FROM_TEXT = {"hackernews"}  # whose fields are read out of the text, which then is no second witness
# Boards, and sites of feeds, with a field for where one may live, which is a filter there. The countries of
# others are read out of a line of offices, or are those of one: "New York, NY or Remote".
RULES_OUT_COUNTRIES = {"himalayas", "jobicy", "remotive", "workingnomads", "We Work Remotely"}

# Boards that are a company's own: of several posts of one job theirs is preferred.
COMPANY_BOARDS = frozenset(
    "ashby greenhouse lever personio recruitee smartrecruiters teamtailor workable".split()
)

_KEY = re.compile(r"(?P<source>[a-z][a-z0-9_-]{0,30}):(?P<external_id>[A-Za-z0-9_.-]{1,64})", re.ASCII)
# A post's page, or where it sends who applies, as a browser copies it.
_PAGE = re.compile(
    r"(?:https?://)?(?:www\.)?remoteok\.(?:com|io)/(?:remote-jobs|l)/(?:[^\s/?#]*-)?(?P<id>\d{1,18})/?(?:[?#]\S*)?",
    re.ASCII | re.IGNORECASE,
)


@dataclass(frozen=True)
class Posting:
    """One post, its text repaired and free of control characters.

    Attributes:
        source: the board, such as "remoteok".
        external_id: the board's own id, unique within the board.
        url: the post's page on the board.
        apply_url: where to apply, "" if it is the page itself.
        title: one line, never empty.
        company: one line, "" for unknown.
        location: one line as the board gives it, "" for unknown.
        tags: the board's tags, each one line.
        description: readable text, paragraphs apart by an empty line, list items beginning with "• ".
        salary_min: the lower end of the board's pay, None for not given.
        salary_max: its upper end, None for not given.
        pay_currency: an ISO 4217 code, "" for unknown.
        pay_period: what the pay is for, "" for unknown.
        pay_from: who says it: "board" for a field that the employer filled, "estimate" for what the board
            made up, "" for no pay.
        workplace: where the board's field says that one works, "" for unknown.
        countries: where one may live or work by the board's fields, ISO 3166-1 alpha-2 codes, sorted.
        worldwide: whether the board's fields say that it may be anywhere; then there are no `countries`.
        time_zones: the UTC offsets, in hours, that the board's fields ask for, sorted.
        employment: how one is employed by the board's fields: "full-time", "part-time", "contract",
            "temporary", "internship"; empty for unknown.
        account: which of the board's boards it is from, such as "gitlab" at Greenhouse or a feed's address.
        site: how the place that published it is to be named, where the board is a mere form, as a feed is;
            "" for the board's own name.
        trap_word: the word that an applicant is asked to mention, or "" if there is none.
        posted_at: when the board published it, with its time zone; None where it does not say.
        raw: the board's own JSON object without the trap and whatever else moves by itself.
        raw_bytes: `raw` as compressed JSON with sorted names: equal posts have equal bytes.
        content_hash: the SHA-256 of that JSON, in hex: it changes when the board changes the post.

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
        """Pack `raw` here, at the door: the store is locked while it writes."""
        canonical = json.dumps(self.raw, sort_keys=True, separators=(",", ":")).encode("ascii")
        object.__setattr__(self, "raw_bytes", zlib.compress(canonical))
        object.__setattr__(self, "content_hash", hashlib.sha256(canonical).hexdigest())


def source_name(source: str, site: str = "") -> str:
    """Return how the place that published a post is to be named: a feed by its own name, a board by its."""
    return site or SOURCE_NAMES.get(source) or ELSEWHERE_NAMES.get(source, source)


def rules_out_countries(source: str, site: str = "") -> bool:
    """Return whether a country that a board's fields do not name is one that its post is closed to."""
    return (site if source == "feed" else source) in RULES_OUT_COUNTRIES


def format_key(source: str, external_id: str) -> str:
    """Return the key that a person sees and types: "remoteok:1059249"."""
    return f"{source}:{external_id}"


def parse_key(text: str) -> tuple[str, str]:
    """Split a key into source and external id; a bare number or a page of Remote OK is of one of its posts.

    The case of the source does not matter. Raises KeyMalformed.
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
