"""What is asked of the list of open posts, and the causes for which a post is not on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jobsearch.errors import UsageError
from jobsearch.text.characters import one_line


class Cause(StrEnum):
    """Why an open post is not listed. A post with several counts under the first of them, in this order."""

    COMPANY = "company"
    EXCLUDED_COMPANY = "excluded_company"
    TAG = "tag"
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
    UNSEEN_FOR_LONG = "unseen_for_long"
    REPOST = "repost"
    SHOWN_BEFORE = "shown_before"
    BEYOND_THE_LIMIT = "beyond_the_limit"


@dataclass(frozen=True)
class Wanted:
    """Which of the open posts to list; None or nothing asks for no limit of that kind.

    Attributes:
        companies: the company's name holds one of these texts, in any case.
        excluded_companies: it holds none of these.
        tags: it carries one of these tags, in any case.
        search: what its words must match, as searching.expression writes it.
        excluded_words: what they must not match.
        posted_since: posted at or after this moment.
        country: an ISO 3166-1 code; the post does not say that who lives there cannot have the job.
        places: its place, where it states one, holds one of these texts, in any case.
        languages: ISO 639 codes; it is written in one of them, or nobody knows in which.
        yearly_pay: the most that it says it pays a year, where it says so, reaches this amount.
        pay_stated: it states its pay itself; the board's numbers do not count.
        scored: only those that have a score.
        min_score: the lowest score, from 0 to 1.
        seen_since: last seen in the feed at or after this moment.
        once: of reposts of one job only the most recently seen one that meets all of the above, of several
            the first; none once any was answered.
        unshown: only those that `recommend --new` has not shown.

    """

    companies: tuple[str, ...] = ()
    excluded_companies: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    search: str = ""
    excluded_words: str = ""
    posted_since: datetime | None = None
    country: str = ""
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    yearly_pay: float | None = None
    pay_stated: bool = False
    scored: bool = False
    min_score: float | None = None
    seen_since: datetime | None = None
    once: bool = False
    unshown: bool = False

    @property
    def of_facts(self) -> bool:
        """Whether it takes the posts' facts to tell."""
        return bool(
            self.country or self.places or self.languages or self.yearly_pay is not None or self.pay_stated
        )


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
