"""A post as a list has it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Reason:
    """A term that moved a score: up when the weight is positive, down when it is negative."""

    term: str
    weight: float


@dataclass(frozen=True)
class ListedPost:
    """A post in a list; `score` is None where no model has seen it. See posting.Posting for the fields.

    Attributes:
        unknown: what was asked for of which the post does not say whether it is so.
        pay_from: who says what it pays: "post" for its own words, "board" for a field of the board that the
            employer filled, "estimate" for numbers that the board may have made up, "" for nobody.
        pay_min: the lower amount a period, None for not given.
        pay_max: the upper amount, None for not given, or where it is open.
        pay_period: what they are for, as in facts.Period.
        pay_currency: an ISO 4217 code, "" for not stated.
        pay_words: the post's own words, "" for the board's numbers.
        workplace: "remote", "hybrid", "onsite", "" for unknown: the stricter of what board and text say.
        employment: how one is employed by the board's fields; empty for unknown.
        closed_at: since when it is known to be closed, None for an open one.
        also_at: the keys of the same job on other boards.
        applied_here_at: when the person last applied to another job of the same employer, None for never.

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
