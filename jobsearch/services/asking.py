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
