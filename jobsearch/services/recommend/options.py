"""What is asked of recommend: by a person, and where they say nothing by the config file."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from jobsearch.config import Config
from jobsearch.domain.query import Wanted, split_tags
from jobsearch.errors import ConfigMalformed, UsageError
from jobsearch.store.sqlite.fulltext import expression, operators
from jobsearch.text.characters import one_line
from jobsearch.text.typed import moment, salary, score

T = TypeVar("T")

ANY = "any"  # a country or language that lifts a default
_ADDED_UP = {"exclude_company", "exclude"}
# The fields of a request whose options have another name.
_FIELDS = {
    "number": "limit",
    "since": "posted_since",
    "tag": "tags",
    "company": "companies",
    "exclude_company": "excluded_companies",
    "exclude": "excluded",
    "can_work_from": "country",
    "place": "places",
    "language": "languages",
    "min_salary": "yearly_pay",
    "stated_salary": "pay_stated",
}


@dataclass(frozen=True)
class Request:
    """What to recommend; only what was asked for by name leaves anything out of everything.

    Attributes:
        limit: at most how many posts, None for all of them.
        offset: how many of the best to pass over, for the pages of a list.
        limit_asked: whether somebody asked for that limit.
        everything: every open post, whatever its score and age, with or without a model.
        new: only posts that were not yet marked as shown.
        posted_since: only posts published at or after this moment.
        min_score: the lowest score, from 0 to 1, in the place of the model's cut.
        tags: only posts with one of these tags; each may be several, parted by commas.
        companies: only posts of companies whose names hold one of these texts.
        excluded_companies: no posts of such companies.
        search: only posts with these words, None for any.
        excluded: no posts with all the words of one of these texts.
        country: only posts that somebody who lives there may take, as far as they say; its name or code.
        places: only posts whose place, where they state one, holds one of these texts.
        languages: only posts in one of these languages, where it is known; each may be several, parted by
            commas, by name or code.
        yearly_pay: only posts that pay so much a year, where they state it themselves, in whatever currency.
        pay_stated: only posts that state their pay themselves.
        like: a text to rank by likeness to, in the place of the model's scores; "" for none.
        explain: also return what is left out, post by post.

    """

    limit: int | None = None
    offset: int = 0
    limit_asked: bool = False
    everything: bool = False
    new: bool = False
    posted_since: datetime | None = None
    min_score: float | None = None
    tags: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    excluded_companies: tuple[str, ...] = ()
    search: str | None = None
    excluded: tuple[str, ...] = ()
    country: str | None = None
    places: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    yearly_pay: float | None = None
    pay_stated: bool = False
    like: str = ""
    explain: bool = False


def request(given: Mapping[str, Any], config: Config, now: datetime) -> Request:
    """Return what to recommend: a request of what was given, with the config's defaults for all else.

    `given` has the values of options by their names, and of fields that have no option, without what was not
    given; None lifts a default. What is to be left out adds up, unless an empty text is among it. Raises
    ConfigMalformed for a default that cannot be.
    """
    readers = _readers(now)
    if given.get("everything"):
        del readers["number"]
    defaults: dict[str, Any] = {
        key: default(config, key, read)
        for key, read in readers.items()
        if key not in given or (key in _ADDED_UP and given[key])
    }
    asked = defaults | dict(given)
    for key in _ADDED_UP & given.keys():
        asked[key] = _added_up(defaults.get(key) or (), given[key] or ())
    if asked.get("like") and "min_score" not in given:
        asked["min_score"] = None  # a model's, and likeness ranks without one
    if asked.get("can_work_from") is None:
        asked["can_work_from"] = config.get("me", "lives_in")
    if _is_any(asked["can_work_from"]):
        asked["can_work_from"] = None
    if any(map(_is_any, asked.get("language") or ())):
        asked["language"] = None
    named = {_FIELDS.get(key, key): value for key, value in asked.items() if value is not None}
    return Request(**named)


def check(config: Config, now: datetime) -> None:
    """Raise ConfigMalformed where the defaults alone ask for something that is not known."""
    try:
        named_filters(request({}, config, now))
    except UsageError as error:
        raise ConfigMalformed(path=config.path, cause=f"{error.details['cause']}.") from error


def default(config: Config, key: str, read: Callable[[Any], T]) -> T | None:
    """Return what `read` makes of a default of recommend, None for no such default.

    Raises ConfigMalformed where `read` raises ValueError.
    """
    value = config.get("recommend", key)
    if value is None:
        return None
    try:
        return read(value)
    except ValueError as error:
        raise ConfigMalformed(path=config.path, cause=f"{key} in [recommend]: {error}.") from error


def _added_up(of_config: Iterable[str], given: Iterable[str]) -> tuple[str, ...]:
    if of_config and "" in given:
        return tuple(filter(None, given))
    return tuple(dict.fromkeys((*of_config, *given)))


def _readers(now: datetime) -> dict[str, Callable[[Any], object]]:
    return {
        "number": int,
        "since": lambda text: moment(text, now),
        "min_score": score,
        "tag": tuple,
        "company": tuple,
        "exclude_company": tuple,
        "search": str,
        "exclude": tuple,
        "can_work_from": str,
        "place": tuple,
        "language": tuple,
        "min_salary": salary,
        "stated_salary": bool,
    }


def _is_any(text: str | None) -> bool:
    return text is not None and text.strip().casefold() == ANY


def named_filters(request: Request) -> Wanted:
    """Return what was asked for by name; raises UsageError for what names nothing, or nothing known."""
    if request.like and request.min_score is not None:
        raise UsageError(cause="the lowest score is a model's, and likeness ranks without one")
    excluded = [sought(text, "what to exclude") for text in request.excluded]
    return Wanted(
        companies=_texts(request.companies, "the name of a company to look for"),
        excluded_companies=_texts(request.excluded_companies, "the name of a company to exclude"),
        tags=split_tags(request.tags),
        search="" if request.search is None else sought(request.search, "what to search for"),
        excluded_words=" OR ".join(f"({words})" for words in excluded),
        posted_since=request.posted_since,
        country="" if request.country is None else country_code(request.country),
        places=_texts(request.places, "the place to look for"),
        languages=language_codes(request.languages),
        yearly_pay=request.yearly_pay,
        pay_stated=request.pay_stated,
        scored=request.min_score is not None,
        min_score=request.min_score,
        unshown=request.new,
    )


def _texts(texts: Iterable[str], what: str) -> tuple[str, ...]:
    found = tuple(one_line(text) for text in texts)
    if not all(found):
        raise UsageError(cause=f"{what} is empty")
    return found


def sought(text: str, what: str) -> str:
    """Return the expression for words to search for; raises UsageError for a text without any."""
    if named := operators(text):
        raise UsageError(
            cause=f"{what} has {named[0]}, which is no operator here: all words have to occur, none of those "
            f'with a minus may, and "{named[0]}" in quotation marks is a word'
        )
    found = expression(text)
    if not found:
        holds_any = any(map(str.isalnum, text))
        lacking = "no word without a minus" if holds_any else "neither a letter nor a digit"
        raise UsageError(cause=f"{what} has {lacking}")
    return found


def country_code(text: str) -> str:
    """Return the code of a country by its name or code; raises UsageError."""
    from jobsearch.facts.places.gazetteer import country_named  # noqa: PLC0415 - its tables take a tenth of a second

    code = country_named(text)
    if code is None:
        raise UsageError(
            cause=f"{text[:40]!r} is not a country (--can-work-from, or lives_in in config.toml): use its "
            "English name or its two letters, such as Portugal or PT"
        )
    return code


def language_codes(options: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of languages; each option is names or codes with commas between. Raises UsageError."""
    names = [name for option in options for name in option.split(",")]
    return tuple(dict.fromkeys(code for name in names for code in _language(name)))


def _language(text: str) -> tuple[str, ...]:
    from jobsearch.facts.language import language_named  # noqa: PLC0415 - same

    codes = language_named(text)
    if not codes:
        raise UsageError(
            cause=f"{text[:40]!r} is not a language: use its English name or its code, such as German or de"
        )
    return codes
