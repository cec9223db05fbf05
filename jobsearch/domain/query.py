"""What is asked of the list of open posts, and the causes for which a post is not on it.

One record goes the whole way: services/recommend/options.py makes a Query of what was given and of the
config, the store compiles it, and every face words its causes.

A filter is one row of FILTERS with its Cause and its field of Query, one condition in store/open_posts.py,
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
    """Why an open post is not listed. A post with several counts under the first of them, in this order."""

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
    """What kind of value a filter takes; services/recommend/options.py reads each kind."""

    TEXTS = auto()  # any of them
    TAGS = auto()  # any of them; each may be several with commas between them
    WORDS = auto()  # a search
    SEVERAL_WORDS = auto()  # several searches
    MOMENT = auto()
    COUNTRY = auto()
    LANGUAGES = auto()
    SALARY = auto()
    SCORE = auto()
    FLAG = auto()


@dataclass(frozen=True)
class Filter:
    """One way to ask for some of the posts only.

    Attributes:
        name: of the option on the command line, the key in config.toml, the parameter over HTTP and the field
            of Query.
        kind: what value it takes.
        cause: why a post is left out by it.
        phrase: what posts left out by it are: "of other companies".
        subject: what its value is, where an error has to say so.
        unknown: what a post may not state, so that it stays in doubt; "" where there is no doubt.
        of_facts: whether it takes the posts' facts to tell.
        adds_up: whether the command line adds to what the config has, instead of taking its place.
        choices: all that its value can be, where not any text can.

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
    Filter("company", Kind.TEXTS, Cause.COMPANY, "of other companies", "the name of a company to look for"),
    Filter(
        "exclude_company",
        Kind.TEXTS,
        Cause.EXCLUDED_COMPANY,
        "of companies you exclude",
        "the name of a company to exclude",
        adds_up=True,
    ),
    Filter("tag", Kind.TAGS, Cause.TAG, "without the tag"),
    Filter(
        "employment",
        Kind.TEXTS,
        Cause.EMPLOYMENT,
        "employed otherwise",
        "the employment",
        choices=EMPLOYMENTS,
    ),
    Filter("search", Kind.WORDS, Cause.SEARCH, "without the words", "the search text"),
    Filter(
        "exclude",
        Kind.SEVERAL_WORDS,
        Cause.EXCLUDED_WORDS,
        "with words you exclude",
        "the excluded text",
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
        "the place to look for",
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
    """Which of the open posts to list, and how many; None or nothing asks for no limit of that kind.

    Attributes:
        limit: at most how many posts, None for all of them.
        offset: how many of the best to pass over, for the pages of a list.
        limit_asked: whether somebody asked for that limit.
        everything: every open post, whatever its score and age, with or without a model.
        explain: also return what is left out, post by post.
        like: a text to rank by likeness to, instead of the model's scores; "" for none.
        new: only posts that were not yet marked as shown.
        company: the company's name holds one of these texts, in any case.
        exclude_company: it holds none of these.
        tag: it carries one of these tags, in any case.
        employment: its board's fields name one of these, see posting.EMPLOYMENTS.
        search: it has these words, as a person types them; see store.sqlite.fulltext.expression.
        exclude: it does not have all the words of one of these texts.
        since: published at or after this moment.
        can_work_from: an ISO 3166-1 code; the post does not say that who lives there cannot have the job.
        place: its place, where it states one, holds one of these texts, in any case.
        language: ISO 639 codes; it is written in one of them, or nobody knows in which.
        min_salary: the most that it says it pays a year, where it says so, reaches this amount, in whatever
            currency.
        stated_salary: it states its pay itself; the board's numbers do not count.
        min_score: the lowest score, from 0 to 1, instead of the model's cut.
        scored: only those that have a score.
        seen_since: last seen in the feed at or after this moment.
        once: of reposts of one job only the most recently seen one that meets all of the above, of several
            the first; none once any was answered.

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
        """Return whether a filter is asked for."""
        value = getattr(self, one.name)
        return not (value is None or value is False or value in ("", ()))

    @property
    def of_facts(self) -> bool:
        """Whether it takes the posts' facts to tell."""
        return any(one.of_facts and self.asks(one) for one in FILTERS)

    @property
    def of_words(self) -> bool:
        """Whether it takes the index of the posts' words to tell."""
        return any(one.kind in _OF_WORDS and self.asks(one) for one in FILTERS)


def split_tags(options: Iterable[str]) -> tuple[str, ...]:
    """Return the tags meant, each once and in one order; each of `options` may be several, parted by commas.

    Neither their order nor their case matters. Raises UsageError for one without a tag.
    """
    tags: set[str] = set()
    for option in options:
        found = {one_line(tag).casefold() for tag in option.split(",")} - {""}
        if not found:
            raise UsageError(cause="a tag to keep is empty")
        tags |= found
    return tuple(sorted(tags))
