"""A post as it appears in a list."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reason:
    """A term that raised a score (positive weight) or lowered it (negative weight)."""

    term: str
    weight: float


@dataclass(frozen=True)
class ListedPost:
    """A post in a list; `score` is None without a model.

    See posting.Posting for the shared fields.

    Attributes:
        unknown: the requested properties that the post does not state.
        pay_from: the source of the pay: "post" for the post's own words, "board" for a field filled in by the
            employer, "estimate" for numbers that the board may have estimated, or "" if there is no pay.
        pay_min: the lower amount per period; None if not given.
        pay_max: the upper amount; None if not given or open-ended.
        pay_period: the pay period, as in facts.Period.
        pay_currency: an ISO 4217 code; "" if not stated.
        pay_words: the post's own words; "" for the board's numbers.
        workplace: "remote", "hybrid", "onsite", or "" (unknown): the stricter of the board's field and the
            text.
        employment: the kinds of employment in the board's fields; empty if unknown.
        closed_at: when the post was found closed; None while it is open.
        also_at: the keys of the same job on other boards.
        applied_here_at: when the user last applied to another job at the same employer; None if never.

    """

    key: str
    score: float | None
    title: str
    company: str
    location: str
    tags: tuple[str, ...]
    salary_min: float | None
    salary_max: float | None
    salary_period: str
    posted_at: datetime
    first_seen: datetime
    last_seen: datetime
    url: str
    apply_url: str
    source: str
    source_name: str
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...] = ()
    pay_from: str = ""
    pay_min: float | None = None
    pay_max: float | None = None
    pay_period: str = ""
    pay_currency: str = ""
    pay_words: str = ""
    workplace: str = ""
    employment: tuple[str, ...] = ()
    closed_at: datetime | None = None
    also_at: tuple[str, ...] = ()
    applied_here_at: datetime | None = None
