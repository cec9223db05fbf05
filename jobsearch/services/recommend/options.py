"""The options of recommend become one Query: what a person gives, and where they say nothing the config.

    given: {"since": "7d", "tag": ["go"]}, config.toml -> parse() -> Query

Values are read by the kind of their filter (domain/query.py), as a person types them or of their type.
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

ANY = "any"  # a country or language that lifts a default


@dataclass
class OptionMalformed(ValueError):
    """The value of an option cannot be read."""

    option: str
    cause: str

    def __str__(self) -> str:
        """Return what is wrong with it."""
        return self.cause


def parse(given: Mapping[str, Any], config: Config, now: datetime) -> Query:
    """Return the query that options ask for, with the config's defaults for what was not given.

    `given` has values by the names of options, and of fields of Query that have no option; None or
    nothing stands for what was not given, and an empty text lifts the config's default. What is to be left
    out adds up, unless an empty text is among it. Raises OptionMalformed or UsageError for what was given,
    and ConfigMalformed for a default.
    """
    given = {name: value for name, value in given.items() if value is not None and value not in ([], ())}
    _check_together(given)
    fields = {one.name: _value(one, given, config, now) for one in FILTERS}
    if given.get("like") and "min_score" not in given:
        fields["min_score"] = None  # a model's, and likeness ranks without one
    others = {name: value for name, value in given.items() if name not in fields and name != "number"}
    return Query(
        **others,
        **{name: value for name, value in fields.items() if value is not None},
        limit=_limit(given, config),
    )


def default(config: Config, key: str, read: Callable[[Any], T]) -> T | None:
    """Return what `read` makes of a default of recommend, None for no such default.

    Raises ConfigMalformed where `read` raises ValueError or UsageError.
    """
    value = config.get("recommend", key)
    return None if value is None else _of_config(config, f"{key} in [recommend]: ", value, read)


def parse_search(text: str, what: str) -> str:
    """Return a text to search for as it is; raises UsageError for one without a word to look for."""
    if named := operators(text):
        raise UsageError(
            cause=f"{what} has {named[0]}, which is no operator here: all words have to occur, none of those "
            f'with a minus may, and "{named[0]}" in quotation marks is a word'
        )
    if not expression(text):
        holds_any = any(map(str.isalnum, text))
        lacking = "no word without a minus" if holds_any else "neither a letter nor a digit"
        raise UsageError(cause=f"{what} has {lacking}")
    return text


def country_code(text: str) -> str:
    """Return the code of a country by its name or code, "" for any; raises UsageError."""
    from jobsearch.facts.places.gazetteer import (  # noqa: PLC0415 - its tables take a tenth of a second
        country_named,
    )

    if _is_any(text):
        return ""
    code = country_named(text)
    if code is None:
        raise UsageError(
            cause=f"{text[:40]!r} is not a country to work from: use its English name or its two letters, "
            "such as Portugal or PT"
        )
    return code


def language_codes(options: Iterable[str]) -> tuple[str, ...]:
    """Return the codes of languages, none for any; each option is names or codes with commas between.

    Raises UsageError.
    """
    options = tuple(options)
    if any(map(_is_any, options)):
        return ()
    names = [name for option in options for name in option.split(",")]
    return tuple(dict.fromkeys(code for name in names for code in _language(name)))


def _check_together(given: Mapping[str, Any]) -> None:
    if given.get("like") and given.get("min_score") not in (None, ""):
        raise UsageError(cause="the lowest score is a model's, and likeness ranks without one")


def _value(one: Filter, given: Mapping[str, Any], config: Config, now: datetime) -> Any:  # noqa: ANN401 - of its kind
    """Return what was given for a filter, else the default, None for neither."""

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
    """Return where the person lives, the country to work from unless they say another, None for unknown."""
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
    """Return the choice that a text names, with blanks or dashes and in any case; raises ValueError."""
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
            cause=f"{text[:40]!r} is not a language: use its English name or its code, such as German or de"
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
