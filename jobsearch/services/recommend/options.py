"""Convert the options of `recommend`, with defaults from the config, to a Query.

given: {"since": "7d", "tag": ["go"]}, config.toml -> parse() -> Query

The kind of each filter (domain/query.py) determines how its value is parsed. Values may be text or already
have the right type.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from jobsearch.config import Config
from jobsearch.domain.query import FILTERS, Filter, Kind, Query, split_tags
from jobsearch.errors import ConfigMalformed, UsageError
from jobsearch.store.sqlite.fulltext import expression, operators
from jobsearch.text.characters import one_line
from jobsearch.text.typed import moment, salary, score

T = TypeVar("T")

ANY = "any"  # the value that disables a default for country or language


@dataclass
class OptionMalformed(ValueError):
    """Raised if the value of an option cannot be parsed."""

    option: str
    cause: str

    def __str__(self) -> str:
        """Return the cause of the error."""
        return self.cause


def parse(given: Mapping[str, Any], config: Config, now: datetime) -> Query:
    """Return the query for the given options, with missing options filled in from the config.

    `given` maps option names to values, and also the names of Query fields that have no option. None and
    empty lists count as missing, and an empty string disables the config's default. Exclusions are added to
    those in the config, unless they include an empty string. Raises OptionMalformed or UsageError for
    options, and ConfigMalformed for a default.
    """
    given = {name: value for name, value in given.items() if value is not None and value not in ([], ())}
    _check_together(given)
    fields = {one.name: _value(one, given, config, now) for one in FILTERS}
    if given.get("like") and "min_score" not in given:
        fields["min_score"] = None  # a minimum score needs a model, which similarity does not use
    others = {name: value for name, value in given.items() if name not in fields and name != "number"}
    return Query(
        **others,
        **{name: value for name, value in fields.items() if value is not None},
        limit=_limit(given, config),
    )


def default(config: Config, key: str, read: Callable[[Any], T]) -> T | None:
    """Return the parsed default for an option of `recommend`, or None if there is none.

    Raises ConfigMalformed if `read` raises ValueError or UsageError.
    """
    value = config.get("recommend", key)
    return None if value is None else _of_config(config, f"{key} in [recommend]: ", value, read)


def parse_search(text: str, what: str) -> str:
    """Return a search text unchanged. Raises UsageError if it contains no word to search for."""
    if named := operators(text):
        raise UsageError(
            cause=f"{what} contains {named[0]}, which is not an operator here: posts must contain all words "
            f'without a minus and none with one; write "{named[0]}" in quotes to search for the word'
        )
    if not expression(text):
        holds_any = any(map(str.isalnum, text))
        lacking = "no word without a minus" if holds_any else "no letter or digit"
        raise UsageError(cause=f"{what} contains {lacking}")
    return text


def country_code(text: str) -> str:
    """Return the code of a country given by name or code, or "" for any. Raises UsageError."""
    from jobsearch.facts.places.gazetteer import (  # noqa: PLC0415 - its tables take a tenth of a second
        country_named,
    )

    if _is_any(text):
        return ""
    code = country_named(text)
    if code is None:
        raise UsageError(
            cause=f"{text[:40]!r} is not a known country; use its English name or two-letter code, "
            "such as Portugal or PT"
        )
    return code


def language_codes(options: Iterable[str]) -> tuple[str, ...]:
    """Return language codes, or () for "any"; each option contains comma-separated names or codes.

    Raises UsageError.
    """
    options = tuple(options)
    if any(map(_is_any, options)):
        return ()
    names = [name for option in options for name in option.split(",")]
    return tuple(dict.fromkeys(code for name in names for code in _language(name)))


def _check_together(given: Mapping[str, Any]) -> None:
    if given.get("like") and given.get("min_score") not in (None, ""):
        raise UsageError(cause="A minimum score needs a model, which ranking by similarity does not use")


def _value(one: Filter, given: Mapping[str, Any], config: Config, now: datetime) -> Any:  # noqa: ANN401 - of its kind
    """Return the given value of a filter, or else the default, or None if there is neither."""

    def read(value: object) -> Any:  # noqa: ANN401 - of its kind
        return _READERS[one.kind](value, one, now)

    if one.name not in given:
        found = default(config, one.name, read)
        return _home(config, read) if found is None and one.kind is Kind.COUNTRY else found
    value, has_default = given[one.name], config.get("recommend", one.name) is not None
    if one.adds_up:
        return _added_up(one, value, default(config, one.name, read) or (), read)
    if has_default and value in ("", [""], ("",)):
        return _home(config, read) if one.kind is Kind.COUNTRY else None
    return _of_option(one, value, read)


def _added_up(
    one: Filter, value: Sequence[str], of_config: tuple[str, ...], read: Callable[[object], Any]
) -> tuple[str, ...]:
    if of_config and "" in value:
        return tuple(_of_option(one, tuple(filter(None, value)), read))
    return tuple(dict.fromkeys((*of_config, *_of_option(one, value, read))))


def _home(config: Config, read: Callable[[object], object]) -> object:
    """Return the configured home country (the default country to work from), or None if unknown."""
    home = config.get("me", "lives_in")
    return None if home is None else _of_config(config, "", home, read)


def _of_option(one: Filter, value: object, read: Callable[[object], Any]) -> Any:  # noqa: ANN401 - of its kind
    try:
        return read(value)
    except ValueError as error:
        raise OptionMalformed(one.name, str(error)) from error


def _of_config(config: Config, where: str, value: object, read: Callable[[Any], T]) -> T:
    try:
        return read(value)
    except UsageError as error:
        raise ConfigMalformed(path=config.path, cause=f"{error.details['cause']}.") from error
    except ValueError as error:
        raise ConfigMalformed(path=config.path, cause=f"{where}{error}.") from error


def _limit(given: Mapping[str, Any], config: Config) -> int | None:
    if "number" in given:
        return int(given["number"])
    return None if given.get("everything") else default(config, "number", int)


def _texts(texts: Iterable[str], one: Filter) -> tuple[str, ...]:
    found = tuple(one_line(text) for text in texts)
    if not all(found):
        raise UsageError(cause=f"{one.subject} is empty")
    return tuple(_chosen(text, one.choices) for text in found) if one.choices else found


def _chosen(text: str, choices: Sequence[str]) -> str:
    """Return the choice with the given name, ignoring case and hyphens. Raises ValueError."""
    named = "-".join(text.casefold().replace("-", " ").split())
    if named not in choices:
        raise ValueError(f"{text[:40]!r} is not one of {', '.join(choices)}")
    return named


def _is_any(text: str) -> bool:
    return text.strip().casefold() == ANY


def _language(text: str) -> tuple[str, ...]:
    from jobsearch.facts.language import language_named  # noqa: PLC0415 - same

    codes = language_named(text)
    if not codes:
        raise UsageError(
            cause=f"{text[:40]!r} is not a known language; use its English name or code, such as German or de"
        )
    return codes


_READERS: Mapping[Kind, Callable[[Any, Filter, datetime], object]] = {
    Kind.TEXTS: lambda texts, one, _now: _texts(texts, one),
    Kind.TAGS: lambda tags, _one, _now: split_tags(tags),
    Kind.WORDS: lambda text, one, _now: parse_search(text, one.subject),
    Kind.SEVERAL_WORDS: lambda texts, one, _now: tuple(parse_search(text, one.subject) for text in texts),
    Kind.MOMENT: lambda value, _one, now: moment(value, now) if isinstance(value, str) else value,
    Kind.COUNTRY: lambda text, _one, _now: country_code(text),
    Kind.LANGUAGES: lambda texts, _one, _now: language_codes(texts),
    Kind.SALARY: lambda value, _one, _now: salary(value) if isinstance(value, str) else value or None,
    Kind.SCORE: lambda value, _one, _now: score(value) if isinstance(value, str) else value,
    Kind.FLAG: lambda value, _one, _now: bool(value),
}
