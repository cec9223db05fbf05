"""Immutable data model for the facts of a post, with conversion to and from JSON.

The facts include who can take the job, its language, and its pay.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

# Validates typed records strictly, in a third of the time of handwritten code; maintained, no dependencies.
import msgspec

# Facts of another version are read again from the post. Increase it with every change of a table or rule.
RULES_VERSION = 7


class Answer(StrEnum):
    """A post's answer to a yes-or-no question."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Period(StrEnum):
    """The period that an amount of pay covers."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    PIECE = "piece"  # a task, an image, a lecture: cannot be converted to a total


@dataclass(frozen=True)
class Fact:
    """An answer, with the words of the post that support it, or "" if there are none."""

    answer: Answer = Answer.UNKNOWN
    words: str = ""


@dataclass(frozen=True)
class Places:
    """The countries where applicants must live, as sorted ISO 3166-1 alpha-2 codes.

    Attributes:
        allowed: the countries that the post allows.
        doubtful: the countries that the post may allow, because a name is ambiguous or statements are
            contradictory.
        excluded: the countries that the post rules out.
        others: the answer for all other countries: yes if the job is open worldwide, no if the post specifies
            where it is open, and unknown if the post states nothing or only a preference.
        words: the words of the post that state this; "" if there are none.
        excluded_words: the words of the post that exclude countries.

    """

    allowed: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    others: Answer = Answer.UNKNOWN
    words: str = ""
    excluded_words: str = ""


@dataclass(frozen=True)
class TimeZones:
    """The range of UTC offsets where applicants must live, in hours from -12 to 14.

    The offsets are those of standard time. `words` contains the evidence.
    """

    earliest: float
    latest: float
    words: str


@dataclass(frozen=True)
class Language:
    """The language of a post: an ISO 639 code, or "" if unknown, and the confidence from 0 to 1."""

    code: str = ""
    confidence: float = 0.0


@dataclass(frozen=True)
class Pay:
    """The pay stated in a post or given by its board.

    Attributes:
        minimum: the lower amount per period, or the upper amount if the post states only that.
        maximum: the upper amount per period; None if open-ended ("from 4,132 EUR") or unreadable.
        period: the pay period.
        currency: an ISO 4217 code; "" if not stated. A bare "$" is USD only if the post says so elsewhere.
        words: the words of the post that state the pay, where two passages are joined by "…"; "" for the
            amounts given by the board, which may be estimates.

    """

    minimum: float
    maximum: float | None
    period: Period
    currency: str = ""
    words: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether the post itself states the pay."""
        return bool(self.words)

    @property
    def yearly(self) -> tuple[float, float | None] | None:
        """Return the annual amounts for full-time work, or None for piecework."""
        times = _A_YEAR.get(self.period)
        if times is None:
            return None
        return self.minimum * times, None if self.maximum is None else self.maximum * times


@dataclass(frozen=True)
class Seniority:
    """The levels in a title, such as "senior", and the words that indicate them.

    Most titles have neither.
    """

    levels: tuple[str, ...] = ()
    words: str = ""


_A_YEAR = {Period.HOUR: 2080, Period.DAY: 260, Period.WEEK: 52, Period.MONTH: 12, Period.YEAR: 1}


@dataclass(frozen=True)
class Facts:
    """The facts stated in a post.

    Anything not stated is unknown, empty, or None.

    Attributes:
        places: the countries where applicants must live, according to the post's text.
        remote: whether the job is done from home, at least partly.
        hybrid: whether the job requires occasional office days.
        on_site: whether the job is always, or nearly always, at the employer's site.
        time_zones: the time zones where applicants must live, according to the post's text.
        board_places: the countries where applicants must live, according to the board's fields;
            can_work_from() combines both.
        board_time_zones: the time zones where applicants must live, according to the board's fields.
        language: the language of the post.
        pay: the pay.
        seniority: the seniority in the title.
        rules_version: the version of the rules that extracted the facts, to compare with RULES_VERSION.

    """

    places: Places = Places()
    remote: Fact = Fact()
    hybrid: Fact = Fact()
    on_site: Fact = Fact()
    time_zones: TimeZones | None = None
    language: Language = Language()
    pay: Pay | None = None
    seniority: Seniority = Seniority()
    board_places: Places = Places()
    board_time_zones: TimeZones | None = None
    rules_version: int = RULES_VERSION

    def to_json(self) -> dict[str, Any]:
        """Convert the facts to JSON types.

        The inverse is from_json().
        """
        return dict(msgspec.to_builtins(self))

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Restore the facts from the result of to_json() under the same RULES_VERSION.

        Raises ValueError for anything else.
        """
        return msgspec.convert(value, cls)


@dataclass(frozen=True)
class Verdict:
    """Whether residents of a country can take a job, with the evidence from the post.

    `words` is "" if there is no evidence.
    """

    answer: Answer
    words: str = ""


def can_work_from(facts: Facts, country: str) -> Verdict:
    """Return whether residents of a country can take the job, based on the post and its board.

    If the post and the board disagree, the stricter answer applies. `country` is an ISO 3166-1 alpha-2 code,
    such as "PT". For an office job in that country, the answer is yes, because the question is about the
    country, not the commute, which `hybrid` and `on_site` cover.
    """
    answer = stricter(facts.places, facts.board_places, country)
    sides = [_verdict(places, country) for places in (facts.places, facts.board_places)]
    return next((one for one in sides if one.answer is answer), sides[0])


def answer_for(places: Places, country: str) -> Answer:
    """Return the answer for a country according to one source: either the post or its board."""
    if country in places.excluded:
        return Answer.NO
    if country in places.allowed:
        return Answer.YES
    return Answer.UNKNOWN if country in places.doubtful else places.others


def stricter(text: Places, board: Places, country: str) -> Answer:
    """Return the stricter of the post's and the board's answers for a country.

    A "no" from either source takes precedence, followed by a doubt in the post, and then by the answer of
    whichever source has one. A doubt in the board's fields, which may be incomplete, does not override the
    words of the post.
    """
    by_text, by_board = answer_for(text, country), answer_for(board, country)
    if Answer.NO in (by_text, by_board):
        return Answer.NO
    if by_text is Answer.UNKNOWN and country not in text.doubtful:
        return by_board
    return by_text


def _verdict(places: Places, country: str) -> Verdict:
    words = places.excluded_words if country in places.excluded else places.words
    return Verdict(answer_for(places, country), words)
