"""What a post states about who may take the job, its language and its pay; frozen, and ready for JSON."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

# Reads typed records strictly, at a third of the time of code by hand; maintained, and depends on nothing.
import msgspec

# Facts of another version are read again from the post. Raise it with every change of a table or a rule.
RULES_VERSION = 4


class Answer(StrEnum):
    """What a post says to a question."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Period(StrEnum):
    """What an amount is paid for."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    PIECE = "piece"  # a task, an image, a lecture: nobody can tell what it comes to


@dataclass(frozen=True)
class Fact:
    """An answer and the post's own words that gave it, "" when it gave none."""

    answer: Answer = Answer.UNKNOWN
    words: str = ""


@dataclass(frozen=True)
class Places:
    """Where one may live to take the job; countries are ISO 3166-1 alpha-2 codes, sorted.

    Attributes:
        allowed: countries that the post names.
        doubtful: countries that it may mean: a name that several share, or words that contradict others.
        excluded: countries that it rules out.
        others: the answer for every country in none of the three: yes when the job is open to the world,
            no when the post names where it is open, unknown when it says nothing or only wishes.
        words: what of the post says so, "" when it says nothing.
        excluded_words: what of the post rules the excluded out.

    """

    allowed: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    others: Answer = Answer.UNKNOWN
    words: str = ""
    excluded_words: str = ""


@dataclass(frozen=True)
class TimeZones:
    """The standard UTC offsets, in hours from -12 to 14, that one may live at, and the words that say so."""

    earliest: float
    latest: float
    words: str


@dataclass(frozen=True)
class Language:
    """The language of a post: an ISO 639 code, "" for unknown, and how sure that is (0 to 1)."""

    code: str = ""
    confidence: float = 0.0


@dataclass(frozen=True)
class Pay:
    """The pay that a post states, or that its board gives for it.

    Attributes:
        minimum: the lower amount a period; the upper one where a post states one only.
        maximum: the upper amount a period, None where it is open ("from 4,132 EUR") or cannot be read.
        period: what the amounts are for.
        currency: an ISO 4217 code, "" when not stated; "$" alone is USD only in a post that says so.
        words: the words of the post, two parts of it with "…" between them; "" when the amounts are the
            board's, which may have made them up.

    """

    minimum: float
    maximum: float | None
    period: Period
    currency: str = ""
    words: str = ""

    @property
    def is_stated(self) -> bool:
        """Whether the post itself states it."""
        return bool(self.words)

    @property
    def yearly(self) -> tuple[float, float | None] | None:
        """Return the amounts for a year of full time, None for piecework."""
        times = _A_YEAR.get(self.period)
        if times is None:
            return None
        return self.minimum * times, None if self.maximum is None else self.maximum * times


@dataclass(frozen=True)
class Seniority:
    """The levels that a title names, such as "senior", none for most, and its words that do, "" for none."""

    levels: tuple[str, ...] = ()
    words: str = ""


_A_YEAR = {Period.HOUR: 2080, Period.DAY: 260, Period.WEEK: 52, Period.MONTH: 12, Period.YEAR: 1}


@dataclass(frozen=True)
class Facts:
    """What one post states; everything that it does not is unknown, empty or None.

    Attributes:
        places: where one may live, by the words of the post.
        remote: whether it is done from home, at least in part.
        hybrid: whether one has to be in an office now and then.
        on_site: whether one has to be at a place of the employer's, always or nearly.
        time_zones: the time zones that one has to live in, by the words of the post.
        board_places: where one may live by the fields of its board; see `can_work_from` for what stands.
        board_time_zones: like time_zones.
        language: the language of the post.
        pay: what it pays.
        seniority: how senior a person its title seeks.
        rules_version: the rules that read them; compare with RULES_VERSION.

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
        """Return everything as JSON's own types; `from_json` reads it back."""
        return dict(msgspec.to_builtins(self))

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Return the facts that `to_json` wrote under the same RULES_VERSION.

        Raises ValueError for anything else.
        """
        return msgspec.convert(value, cls)


@dataclass(frozen=True)
class Verdict:
    """Whether a person living somewhere may take a job, and the words that say so ("" for none)."""

    answer: Answer
    words: str = ""


def can_work_from(facts: Facts, country: str) -> Verdict:
    """Return whether a person who lives in a country may take the job, as far as the post and its board say.

    Where they differ the stricter stands. `country` is an ISO 3166-1 alpha-2 code, such as "PT". A job in an
    office of that country is a yes: the question is the country's, not the commute's; `hybrid` and `on_site`
    say the rest.
    """
    answer = stricter(facts.places, facts.board_places, country)
    sides = [_verdict(places, country) for places in (facts.places, facts.board_places)]
    return next((one for one in sides if one.answer is answer), sides[0])


def answer_for(places: Places, country: str) -> Answer:
    """Return what one side, the post or its board, answers for a country."""
    if country in places.excluded:
        return Answer.NO
    if country in places.allowed:
        return Answer.YES
    return Answer.UNKNOWN if country in places.doubtful else places.others


def stricter(text: Places, board: Places, country: str) -> Answer:
    """Return a no that post or board says, a doubt of the post, else what one says where the other is silent.

    A doubt of the board, whose fields may lack a place, does not stand against the words of the post.
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
