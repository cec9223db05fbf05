"""What is asked of recommend: by a person, and where they say nothing by the config file."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from jobsearch.amounts import salary, score
from jobsearch.config import Config
from jobsearch.errors import ConfigMalformed, UsageError
from jobsearch.moments import moment
from jobsearch.services.filters import Request, named_filters

T = TypeVar("T")

_EMPTY = ("", [""], ("",))
_ADDED = frozenset({"exclude", "exclude_company"})
ANY = "any"  # a country or language that lifts a default
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


def request(given: Mapping[str, Any], config: Config, now: datetime) -> Request:
    """Return what to recommend: a request of what was given, with the config's defaults for all else.

    `given` has the values of options by their names, and of fields that have no option, without what was not
    given. An empty text lifts a default; what is excluded adds to it; `number` is for what is not everything.
    Raises ConfigMalformed for a default that cannot be.
    """
    lifted = {key for key, value in given.items() if lifts(config, key, value)}
    if given.get("everything"):
        lifted.add("number")
    given = {key: value for key, value in given.items() if key not in lifted or value not in _EMPTY}
    readers = {key: read for key, read in _readers(now).items() if key not in lifted}
    found = {key: default(config, key, read) for key, read in readers.items() if key not in given}
    asked: dict[str, Any] = {key: value for key, value in found.items() if value is not None} | given
    for key in _ADDED & given.keys():
        asked[key] = _added(default(config, key, tuple) or (), given[key])
    if asked.get("like") and "min_score" not in given:
        asked.pop("min_score", None)  # a model's, and likeness ranks without one
    if "can_work_from" not in asked:
        asked["can_work_from"] = config.get("me", "lives_in")
    if _is_any(asked["can_work_from"]):
        asked["can_work_from"] = None
    if any(map(_is_any, asked.get("language", ()))):
        asked["language"] = ()
    return Request(**{_FIELDS.get(key, key): value for key, value in asked.items()})


def lifts(config: Config, key: str, value: object) -> bool:
    """Tell whether a value given lifts a default of recommend: an empty text does."""
    return value in _EMPTY and config.get("recommend", key) is not None


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


def _readers(now: datetime) -> Mapping[str, Callable[[Any], object]]:
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


def _added(default: Iterable[str], given: Iterable[str]) -> tuple[str, ...]:
    """Return the texts of a default and those given; an empty one of these stands for no default."""
    texts = tuple(given)
    return tuple(filter(None, texts)) if default and "" in texts else tuple(dict.fromkeys((*default, *texts)))


def _is_any(text: str | None) -> bool:
    return text is not None and text.strip().casefold() == ANY
