"""The query for open posts, and the causes that exclude a post from its result.

The same record passes through all layers: services/recommend/options.py builds a Query from the options and
the config, the store compiles it to SQL, and every front end words its causes.

A filter consists of a row of FILTERS with its Cause, its field in Query, a condition in store/open_posts.py,
and a declaration in each front end; .github/CONTRIBUTING.md has the steps.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, StrEnum, auto

from jobsearch.domain.posting import EMPLOYMENTS
from jobsearch.errors import UsageError
from jobsearch.text.characters import one_line


class Cause(StrEnum):
    """The reason an open post is not listed.

    A post with several causes counts under the first one, in this order.
    """

    COMPANY = "company"
    EXCLUDED_COMPANY = "excluded_company"
    TAG = "tag"
    EMPLOYMENT = "employment"
    SEARCH = "search"
    EXCLUDED_WORDS = "excluded_words"
    POSTED_EARLIER = "posted_earlier"
    COUNTRY = "country"
    PLACE = "place"
    LANGUAGE = "language"
    LOW_SALARY = "low_salary"
    UNSTATED_SALARY = "unstated_salary"
    UNSCORED = "unscored"
    BELOW_THE_CUT = "below_the_cut"
    CLOSED = "closed"
    UNSEEN_FOR_LONG = "unseen_for_long"
    REPOST = "repost"
    SHOWN_BEFORE = "shown_before"
    BEYOND_THE_LIMIT = "beyond_the_limit"


class Kind(Enum):
    """The type of a filter's value; services/recommend/options.py parses each type."""

    TEXTS = auto()  # match any
    TAGS = auto()  # match any; each may be a comma-separated list
    WORDS = auto()  # a full-text search
    SEVERAL_WORDS = auto()  # several full-text searches
    MOMENT = auto()
    COUNTRY = auto()
    LANGUAGES = auto()
    SALARY = auto()
    SCORE = auto()
    FLAG = auto()


@dataclass(frozen=True)
class Filter:
    """A filter for open posts.

    Attributes:
        name: the name of the command-line option, the key in config.toml, the HTTP parameter, and the field
            of Query.
        kind: the type of its value.
        cause: the cause given for the posts that it excludes.
        phrase: a description of the excluded posts: "of other companies".
        subject: a description of its value, for errors.
        unknown: the property that a post may leave unstated, which makes the filter's answer uncertain; "" if
            the answer is always certain.
        of_facts: whether it requires the posts' facts.
        adds_up: whether the command line adds to the config's value instead of replacing it.
        choices: the allowed values; empty if any text is allowed.

    """

    name: str
    kind: Kind
    cause: Cause
    phrase: str
    subject: str = ""
    unknown: str = ""
    of_facts: bool = False
    adds_up: bool = False
    choices: tuple[str, ...] = ()


_OF_WORDS = {Kind.WORDS, Kind.SEVERAL_WORDS}

FILTERS = (
    Filter("company", Kind.TEXTS, Cause.COMPANY, "of other companies", "The name of a company to look for"),
    Filter(
        "exclude_company",
        Kind.TEXTS,
        Cause.EXCLUDED_COMPANY,
        "of companies you exclude",
        "The name of a company to exclude",
        adds_up=True,
    ),
    Filter("tag", Kind.TAGS, Cause.TAG, "without the tag"),
    Filter(
        "employment",
        Kind.TEXTS,
        Cause.EMPLOYMENT,
        "employed otherwise",
        "The employment type",
        choices=EMPLOYMENTS,
    ),
    Filter("search", Kind.WORDS, Cause.SEARCH, "without the words", "The search text"),
    Filter(
        "exclude",
        Kind.SEVERAL_WORDS,
        Cause.EXCLUDED_WORDS,
        "with words you exclude",
        "The excluded text",
        adds_up=True,
    ),
    Filter("since", Kind.MOMENT, Cause.POSTED_EARLIER, "posted earlier"),
    Filter(
        "can_work_from",
        Kind.COUNTRY,
        Cause.COUNTRY,
        "closed to your country",
        unknown="your country",
        of_facts=True,
    ),
    Filter(
        "place",
        Kind.TEXTS,
        Cause.PLACE,
        "elsewhere",
        "The place to look for",
        unknown="place",
        of_facts=True,
    ),
    Filter(
        "language", Kind.LANGUAGES, Cause.LANGUAGE, "in another language", unknown="language", of_facts=True
    ),
    Filter("min_salary", Kind.SALARY, Cause.LOW_SALARY, "paid less", unknown="yearly pay", of_facts=True),
    Filter("stated_salary", Kind.FLAG, Cause.UNSTATED_SALARY, "without a stated salary", of_facts=True),
    Filter("min_score", Kind.SCORE, Cause.BELOW_THE_CUT, "below the threshold"),
)


@dataclass(frozen=True)
class Query:
    """The filters for listing open posts, and the number of posts; an empty or None filter is inactive.

    Attributes:
        limit: the maximum number of posts; None for no limit.
        offset: the number of best posts to skip, for pagination.
        limit_asked: whether the user set the limit.
        everything: whether to list every open post, regardless of score and age, with or without a model.
        explain: whether to also return the excluded posts, each with its cause.
        like: the text to which posts are compared, to rank them by similarity instead of by the model's
            scores; "" for none.
        new: only posts that have not been marked as shown.
        company: the company's name contains one of these strings, ignoring case, or equals one after an "=".
        exclude_company: the company's name contains none of these, and equals none after an "=".
        tag: it has one of these tags, ignoring case.
        employment: its board's fields name one of these; see posting.EMPLOYMENTS.
        search: it matches this full-text search, in the user's syntax; see store.sqlite.fulltext.expression.
        exclude: it does not contain all the words of any of these texts.
        since: published at or after this moment.
        can_work_from: an ISO 3166-1 code; the post does not exclude people who live there.
        place: its location, if stated, has one of these names, or lies in one that is a country or region.
        language: ISO 639 codes; it is written in one of these languages, or in an unknown one.
        min_salary: the upper end of its annual pay, if stated, reaches this amount, in any currency.
        stated_salary: it states its pay itself; the board's numbers do not count.
        min_score: the minimum score, from 0 to 1, instead of the model's threshold.
        scored: only posts with a score.
        seen_since: last seen in the feed at or after this moment.
        once: among reposts of one job, only the most recently seen one that passes all other filters, the
            first in case of a tie; no post once any of them was labeled.

    """

    limit: int | None = None
    offset: int = 0
    limit_asked: bool = False
    everything: bool = False
    explain: bool = False
    like: str = ""
    new: bool = False
    company: tuple[str, ...] = ()
    exclude_company: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    employment: tuple[str, ...] = ()
    search: str = ""
    exclude: tuple[str, ...] = ()
    since: datetime | None = None
    can_work_from: str = ""
    place: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    min_salary: float | None = None
    stated_salary: bool = False
    min_score: float | None = None
    scored: bool = False
    seen_since: datetime | None = None
    once: bool = False

    def asks(self, one: Filter) -> bool:
        """Return whether a filter is active."""
        value = getattr(self, one.name)
        return not (value is None or value is False or value in ("", ()))

    @property
    def of_facts(self) -> bool:
        """Whether the query requires the posts' facts."""
        return any(one.of_facts and self.asks(one) for one in FILTERS)

    @property
    def of_words(self) -> bool:
        """Whether the query requires the full-text index."""
        return any(one.kind in _OF_WORDS and self.asks(one) for one in FILTERS)


def split_tags(options: Iterable[str]) -> tuple[str, ...]:
    """Return the tags in `options`, sorted and without duplicates; each option may be a comma-separated list.

    Order and case are ignored. Raises UsageError for an option without a tag.
    """
    tags: set[str] = set()
    for option in options:
        found = {one_line(tag).casefold() for tag in option.split(",")} - {""}
        if not found:
            raise UsageError(cause="A tag to keep is empty")
        tags |= found
    return tuple(sorted(tags))
