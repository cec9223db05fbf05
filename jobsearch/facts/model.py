"""The facts of a post: who can take the job, its language and its pay; immutable and serializable to JSON."""

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
    """An answer with the words of the post that support it; "" if there are none."""

    answer: Answer = Answer.UNKNOWN
    words: str = ""


@dataclass(frozen=True)
class Places:
    """The countries where applicants must live, as sorted ISO 3166-1 alpha-2 codes.

    Attributes:
        allowed: the countries that the post names.
        doubtful: the countries that it may mean: an ambiguous name, or contradictory statements.
        excluded: the countries that it rules out.
        others: the answer for all other countries: yes if the job is open to the world, no if the post names
            where it is open, unknown if it states nothing or only a preference.
        words: the evidence in the post; "" if there is none.
        excluded_words: the evidence for the excluded countries.

    """

    allowed: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    others: Answer = Answer.UNKNOWN
    words: str = ""
    excluded_words: str = ""


@dataclass(frozen=True)
class TimeZones:
    """The standard UTC offsets where applicants must live, in hours from -12 to 14, with the evidence."""

    earliest: float
    latest: float
    words: str


@dataclass(frozen=True)
class Language:
    """The language of a post: an ISO 639 code ("" if unknown), and the confidence from 0 to 1."""

    code: str = ""
    confidence: float = 0.0


@dataclass(frozen=True)
class Pay:
    """The pay stated by a post or provided by its board.

    Attributes:
        minimum: the lower amount per period; the upper one if the post states only that.
        maximum: the upper amount per period; None if open-ended ("from 4,132 EUR") or unreadable.
        period: the pay period.
        currency: an ISO 4217 code; "" if not stated. A bare "$" is USD only if the post says so elsewhere.
        words: the evidence in the post, two parts of it joined by "…"; "" for the board's amounts, which may
            be estimates.

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
        """Return the annual amounts for full-time work; None for piecework."""
        times = _A_YEAR.get(self.period)
        if times is None:
            return None
        return self.minimum * times, None if self.maximum is None else self.maximum * times


@dataclass(frozen=True)
class Seniority:
    """The levels in a title, such as "senior", and the words that indicate them; both are usually empty."""

    levels: tuple[str, ...] = ()
    words: str = ""


_A_YEAR = {Period.HOUR: 2080, Period.DAY: 260, Period.WEEK: 52, Period.MONTH: 12, Period.YEAR: 1}


@dataclass(frozen=True)
class Facts:
    """The facts stated in a post; everything else is unknown, empty or None.

    Attributes:
        places: the countries to live in, by the post's text.
        remote: whether the job is done from home, at least in part.
        hybrid: whether the job requires occasional office days.
        on_site: whether the job is always, or nearly always, at the employer's site.
        time_zones: the time zones to live in, by the post's text.
        board_places: the countries to live in, by the board's fields; `can_work_from` combines both.
        board_time_zones: the time zones to live in, by the board's fields.
        language: the language of the post.
        pay: the pay.
        seniority: the seniority in the title.
        rules_version: the version of the rules that read the facts; compare with RULES_VERSION.

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
        """Return everything as JSON types; `from_json` reverses this."""
        return dict(msgspec.to_builtins(self))

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return the facts written by `to_json` under the same RULES_VERSION.

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
    """Return whether someone who lives in a country can take the job, based on the post and its board.

    If they differ, the stricter one applies. `country` is an ISO 3166-1 alpha-2 code, such as "PT". A job in
    an office in that country is a yes: the question concerns the country, not the commute; `hybrid` and
    `on_site` cover that.
    """
    answer = stricter(facts.places, facts.board_places, country)
    sides = [_verdict(places, country) for places in (facts.places, facts.board_places)]
    return next((one for one in sides if one.answer is answer), sides[0])


def answer_for(places: Places, country: str) -> Answer:
    """Return the answer for a country according to one source, either the post or its board."""
    if country in places.excluded:
        return Answer.NO
    if country in places.allowed:
        return Answer.YES
    return Answer.UNKNOWN if country in places.doubtful else places.others


def stricter(text: Places, board: Places, country: str) -> Answer:
    """Return the stricter of two answers for a country.

    A no from either side wins, then a doubt in the post, then the answer of whichever side gives one. A doubt
    in the board's fields, which may be incomplete, does not override the words of the post.
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
