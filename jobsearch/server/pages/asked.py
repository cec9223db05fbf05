"""Parse the address of a list, and create links to related lists.

The parameters have the names of the command-line options.

    /today?search=python&since=7d -> read() -> Asked(given, query) -> address(), chips() -> links
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from jobsearch.config import USUAL_NUMBER, Config, read_config
from jobsearch.domain.query import FILTERS, Cause, Filter, Kind, Query
from jobsearch.errors import UsageError
from jobsearch.server.pages.addresses import HOME, LEFT_OUT, SETTINGS, Link
from jobsearch.server.pages.filter_names import in_words, label
from jobsearch.server.pages.forms import Invalid
from jobsearch.server.parameters import MOST_IN_A_LIST, MOST_ON_A_PAGE
from jobsearch.services.recommend.options import OptionMalformed, parse
from jobsearch.settings import Settings

SEVERAL = frozenset({Kind.TEXTS, Kind.TAGS, Kind.SEVERAL_WORDS, Kind.LANGUAGES})
_FILTERS = {one.name: one for one in FILTERS}
_FLAGS = frozenset({"all", "new", "no_defaults"})
_NUMBERS = {"limit": range(1, MOST_ON_A_PAGE + 1), "offset": range(1_000_001)}
_LONGEST = 500  # characters of a value
_LONGEST_WISH = 5_000
_TRUE, _FALSE = frozenset({"true", "1", "on", "yes"}), frozenset({"false", "0", "off", "no"})
Given = Mapping[str, tuple[str, ...]]


class Chip(NamedTuple):
    """A filter of a list.

    Attributes:
        words: the filter and its value, as shown.
        left_out: the number of posts that it excludes, or None if no number is shown.
        without: the address of the list without this filter.
        listed: the address of the page that lists the excluded posts.
        setting: the address of the setting that it comes from, or "" if it comes from the list's address.

    """

    words: str
    left_out: int | None
    without: str
    listed: str
    setting: str


@dataclass(frozen=True)
class Asked:
    """A requested list.

    Attributes:
        given: the values in the address by parameter name, as entered, without blank values.
        query: the resulting query, with the defaults from config.toml.
        plain: the same without these defaults.
        has_defaults: whether config.toml has defaults for filters, even if the address overrides them all.
        invalid: the filters with values that are ignored because they are invalid, and the reasons.
        typed: the ignored values by filter name.

    """

    given: Given
    query: Query
    plain: Query
    has_defaults: bool
    invalid: tuple[Invalid, ...] = ()
    typed: Given = field(default_factory=dict)

    def address(self, path: str, **changes: str | None) -> str:
        """Return the address of this list at the given path, with some values changed.

        A value of None removes the parameter.
        """
        pairs = [
            (name, value) for name, values in self.given.items() if name not in changes for value in values
        ]
        pairs += [(name, value) for name, value in changes.items() if value is not None]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def chips(self, path: str, left_out: Mapping[Cause, int]) -> list[Chip]:
        """Return the active filters and options, each with the address of the list without it."""
        found = []
        for one in FILTERS:
            values = self._in_effect(one)
            counted = left_out.get(one.cause, 0)
            for place, value in enumerate(values):
                rest = (*values[:place], *values[place + 1 :])
                words = in_words(one, value)
                # All values of a filter share one count.
                number = counted if place == 0 else None
                without = self._with_values(path, one.name, rest)
                listed = self._listed(one.cause)
                found.append(Chip(words, number, without, listed, self._setting_of(one, value)))
        return [*found, *self._others(path, left_out)]

    def without_cause(self, cause: Cause, excludes: Callable[[Query], bool]) -> Link | None:
        """Return where to undo the filter that excludes a post: in Settings, or by a list without it.

        A filter may have values from both config.toml and the address. `excludes` returns whether a query
        still excludes the post for this cause. Returns None if no filter is in effect.
        """
        one = next((one for one in FILTERS if one.cause is cause and self._in_effect(one)), None)
        if one is None:
            return None
        given = replace(self.query, **{one.name: getattr(self.plain, one.name)})
        if given != self.query and not excludes(given):
            return Link("Change your setting", _setting(one))
        return Link("Show the list without this filter", self._with_values(HOME, one.name, ()))

    def wider(self) -> Link | None:
        """Return the next wider list, for one without a post; None if every open post was requested."""
        if self.query.offset:
            return Link("Go to the beginning of the list", self.address(HOME, offset=None))
        narrowing = {*_FILTERS, "like", "new"} & self.given.keys()
        if narrowing:
            return Link("Show the list without these filters", self.address(HOME, **dict.fromkeys(narrowing)))
        if self.has_defaults:
            return Link(
                "Show the list without the filters in your settings", self.address(HOME, no_defaults="true")
            )
        if not self.query.everything:
            return Link("Show every open post", self.address(HOME, all="true"))
        return None

    def _setting_of(self, one: Filter, value: str) -> str:
        """Return the address of the setting that a filter's value comes from, or "" if it was given."""
        default, given = getattr(self.query, one.name), getattr(self.plain, one.name)
        is_given = default == given or (isinstance(given, tuple) and value in given)
        return "" if is_given else _setting(one)

    def _others(self, path: str, left_out: Mapping[Cause, int]) -> Iterator[Chip]:
        """Yield the active options that are not filters."""
        shown_before = left_out.get(Cause.SHOWN_BEFORE, 0)
        others = (
            ("like", f"Most like: {self.query.like[:60]}" if self.query.like else "", None),
            ("all", "Every open post" if self.query.everything else "", None),
            ("new", "Not marked as seen" if self.query.new else "", shown_before),
        )
        for name, words, number in others:
            if words and name in self.given:
                without = self.address(path, **{name: None, "offset": None})
                yield Chip(words, number, without, self._listed(Cause.SHOWN_BEFORE), "")

    def _listed(self, cause: Cause) -> str:
        return self.address(LEFT_OUT, cause=str(cause), offset=None)

    def _with_values(self, path: str, name: str, values: Sequence[str]) -> str:
        """Return the address with these values for a filter.

        If config.toml has defaults, the address states them explicitly and turns them off.
        """
        pairs: list[tuple[str, str]] = []
        for one in FILTERS:
            kept = self._in_effect(one) if self.has_defaults else self.given.get(one.name, ())
            pairs += [(one.name, value) for value in (values if one.name == name else kept)]
        others = {"no_defaults", "offset", *_FILTERS}
        pairs += [(key, value) for key, found in self.given.items() if key not in others for value in found]
        if self.has_defaults or "no_defaults" in self.given:
            pairs.append(("no_defaults", "true"))
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def _in_effect(self, one: Filter) -> tuple[str, ...]:
        """Return the effective values of a filter, as they are or would be written in an address."""
        value = getattr(self.query, one.name)
        if not self.query.asks(one):
            return ()
        if one.kind is Kind.FLAG:
            return ("true",)
        if one.name in self.given and one.kind in {Kind.MOMENT, Kind.SALARY, Kind.SCORE, Kind.COUNTRY}:
            return self.given[one.name]
        return _spelled(value)


def _setting(one: Filter) -> str:
    """Return the address of the setting that a filter's default comes from."""
    name = "me.lives_in" if one.kind is Kind.COUNTRY else f"recommend.{one.name}"
    return f"{SETTINGS}#{name}"


def _spelled(value: Any) -> tuple[str, ...]:  # noqa: ANN401 - of any filter
    if isinstance(value, tuple):
        return value
    if isinstance(value, datetime):
        return (value.isoformat(),)
    return (f"{value:.10g}" if isinstance(value, float) else str(value),)


def read(pairs: Iterable[tuple[str, str]], settings: Settings, now: datetime) -> Asked:
    """Return the list requested by an address.

    Blank values, from form fields that were not filled in, are ignored. Raises UsageError for an invalid
    value, or ConfigMalformed for an invalid config.toml.
    """
    given = _given(pairs)
    no_defaults = _flag(given, "no_defaults")
    none = Config(settings.config_path)
    config = none if no_defaults else read_config(settings.config_path)
    options = _options(given)
    try:
        query = parse(options, config, now)
        plain = query if no_defaults else parse(options, none, now)
    except OptionMalformed as error:
        raise UsageError(cause=f"{label(error.option)}: {error}") from error
    default, unset = parse({}, config, now), parse({}, none, now)
    has_defaults = any(getattr(default, name) != getattr(unset, name) for name in _FILTERS)
    limit = min(query.limit or USUAL_NUMBER, MOST_ON_A_PAGE)
    return Asked(given, replace(query, limit=limit, limit_asked=False), plain, has_defaults)


def read_what_can_be(pairs: Iterable[tuple[str, str]], settings: Settings, now: datetime) -> Asked:
    """Return the list requested by an address, ignoring invalid values of filters.

    The filters with such values are in `invalid`. Raises UsageError for any other invalid value, or
    ConfigMalformed for an invalid config.toml.
    """
    pairs = list(pairs)
    try:
        return read(pairs, settings, now)
    except UsageError as error:
        given = _given(pairs)
        refused = _refused(given, Config(settings.config_path), now)
        if not refused and {"like", "min_score"} <= given.keys():
            refused = {"min_score": {given["min_score"][0]: str(error)}}
        if not refused:
            raise
    usable = read(
        ((name, value) for name, value in pairs if not _is_refused(name, value, refused)), settings, now
    )
    invalid = tuple(Invalid(name, next(iter(reasons.values()))) for name, reasons in refused.items())
    return replace(usable, invalid=invalid, typed={name: tuple(reasons) for name, reasons in refused.items()})


_Refused = Mapping[str, Mapping[str, str]]


def _refused(given: Given, none: Config, now: datetime) -> _Refused:
    """Map each filter with invalid values to these values and the reason why each is invalid.

    Each value is checked on its own. `none` is an empty config.
    """
    found: dict[str, dict[str, str]] = {}
    for name in filter(given.__contains__, _FILTERS):
        for value in given[name]:
            try:
                parse(_options({name: (value,)}), none, now)
            except (OptionMalformed, UsageError) as error:
                reason = str(error).removesuffix(".")
                found.setdefault(name, {})[value] = f"{reason[:1].upper()}{reason[1:]}."
    return found


def _is_refused(name: str, value: str, refused: _Refused) -> bool:
    """Return whether to ignore a value.

    If a filter allows only a single value, and it is invalid, all values of the filter are ignored.
    """
    reasons = refused.get(name, {})
    return bool(reasons) and (_FILTERS[name].kind not in SEVERAL or value.strip() in reasons)


def _given(pairs: Iterable[tuple[str, str]]) -> Given:
    """Return the values by parameter name, omitting blank values and unknown parameters.

    Raises UsageError if a parameter has too many values or a value is too long.
    """
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        text = value.strip()
        if not text or name not in {*_FILTERS, *_FLAGS, *_NUMBERS, "like"}:
            continue
        if len(text) > (_LONGEST_WISH if name == "like" else _LONGEST):
            raise UsageError(cause=f"{label(name)} is longer than {_LONGEST:,} characters")
        found.setdefault(name, []).append(text)
    for name, values in found.items():
        if len(values) > MOST_IN_A_LIST:
            raise UsageError(cause=f"{label(name)} has more than {MOST_IN_A_LIST} values")
    return {name: _kept(name, values) for name, values in found.items()}


def _kept(name: str, values: Sequence[str]) -> tuple[str, ...]:
    """Return the distinct values of a filter that allows several, or else only the last value."""
    one = _FILTERS.get(name)
    return tuple(dict.fromkeys(values)) if one and one.kind in SEVERAL else (values[-1],)


def _options(given: Given) -> dict[str, Any]:
    options: dict[str, Any] = {"offset": _number(given, "offset") or 0}
    for name, values in given.items():
        one = _FILTERS.get(name)
        if one is not None:
            options[name] = (
                _flag(given, name) if one.kind is Kind.FLAG else values if one.kind in SEVERAL else values[0]
            )
    if "like" in given:
        options["like"] = given["like"][0]
    if (number := _number(given, "limit")) is not None:
        options["number"] = number
    if _flag(given, "all"):
        options["everything"] = True
    if _flag(given, "new"):
        options["new"] = True
    return options


def _flag(given: Given, name: str) -> bool:
    text = given.get(name, ("",))[0].casefold()
    if text not in _TRUE | _FALSE | {""}:
        raise UsageError(cause=f"{label(name)} must be true or false, not {text[:40]!r}")
    return text in _TRUE


def _number(given: Given, name: str) -> int | None:
    if name not in given:
        return None
    text, allowed = given[name][0], _NUMBERS[name]
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) in allowed):  # noqa: PLR2004 - digits
        raise UsageError(cause=f"{label(name)} must be a whole number from {allowed[0]} to {allowed[-1]:,}")
    return int(text)
