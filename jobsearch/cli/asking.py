"""What is asked of recommend: by the command line, and where it says nothing by the config file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import typer

from jobsearch.cli.options import ListFormat, amount, moment, score
from jobsearch.config import USUAL_NUMBER, Config, Value
from jobsearch.errors import ConfigMalformed, UsageError
from jobsearch.services.filters import Request, named_filters

T = TypeVar("T")

ANY = "any"  # a country or language that lifts a default


@dataclass(frozen=True)
class Asked:
    """The options of recommend that choose posts, as they were given; None or nothing where they were not."""

    everything: bool = False
    new: bool = False
    explain: bool = False
    number: int | None = None
    since: str | None = None
    min_score: str | None = None
    tag: Sequence[str] | None = None
    company: Sequence[str] | None = None
    exclude_company: Sequence[str] | None = None
    search: str | None = None
    exclude: Sequence[str] | None = None
    can_work_from: str | None = None
    place: Sequence[str] | None = None
    language: Sequence[str] | None = None
    min_salary: str | None = None
    stated_salary: bool | None = None
    like: str = ""


class Choice:
    """Chooses between what the command line gave and the config's default."""

    def __init__(self, config: Config) -> None:
        """Keep the config: an empty one for no defaults."""
        self._config = config

    def of(self, key: str, given: object, read: Callable[..., T], section: str = "recommend") -> T | None:
        """Return what `read` makes of the value given, else of the default, None for neither.

        An empty text lifts a default. Raises what `read` raises for a value given, and ConfigMalformed for a
        default that it refuses.
        """
        default: Value | None = self._config.get(section, key)
        if default is not None and given in ("", [""]):
            return None
        if given is not None and given != []:
            return read(given)
        if default is None:
            return None
        try:
            return read(default)
        except typer.BadParameter as error:
            cause = f"{key} in [{section}]: {error.message}."
            raise ConfigMalformed(path=self._config.path, cause=cause) from error

    def texts(self, key: str, given: Sequence[str] | None) -> tuple[str, ...]:
        """Return the texts given, else those of the default."""
        return self.of(key, given, tuple) or ()

    def all_texts(self, key: str, given: Sequence[str] | None) -> tuple[str, ...]:
        """Return the texts of the default and those given, unless one is empty: they add up."""
        default = self.texts(key, None)
        if default and "" in (given or ()):
            return tuple(filter(None, given or ()))
        return tuple(dict.fromkeys((*default, *(given or ()))))

    def check(self, now: datetime) -> None:
        """Raise ConfigMalformed where the defaults alone ask for something that is not known."""
        try:
            named_filters(request(Asked(), self, now))
        except UsageError as error:
            raise ConfigMalformed(path=self._config.path, cause=f"{error.details['cause']}.") from error


def request(asked: Asked, choice: Choice, now: datetime) -> Request:
    """Return what to recommend; raises typer.BadParameter or ConfigMalformed."""
    country = choice.of("can_work_from", asked.can_work_from, str)
    if country is None:
        country = choice.of("lives_in", None, str, section="me")
    languages = choice.texts("language", asked.language)
    usual = None if asked.everything else choice.of("number", None, int) or USUAL_NUMBER
    return Request(
        limit=asked.number or usual,
        limit_asked=asked.number is not None,
        everything=asked.everything,
        new=asked.new,
        posted_since=choice.of("since", asked.since, lambda text: moment(text, now)),
        min_score=None
        if asked.like and not asked.min_score
        else choice.of("min_score", asked.min_score, score),
        tags=choice.texts("tag", asked.tag),
        companies=choice.texts("company", asked.company),
        excluded_companies=choice.all_texts("exclude_company", asked.exclude_company),
        search=choice.of("search", asked.search, str),
        excluded=choice.all_texts("exclude", asked.exclude),
        country=None if _is_any(country) else country,
        places=choice.texts("place", asked.place),
        languages=() if any(map(_is_any, languages)) else languages,
        yearly_pay=choice.of("min_salary", asked.min_salary, amount),
        pay_stated=choice.of("stated_salary", asked.stated_salary, bool) or False,
        like=asked.like,
        explain=asked.explain,
    )


def _is_any(text: str | None) -> bool:
    return text is not None and text.strip().casefold() == ANY


def check_picking(output: ListFormat, columns: str | None) -> None:
    """Raise typer.BadParameter where a list to pick from cannot be shown as asked for."""
    if output is not ListFormat.TABLE or columns is not None:
        other = "--columns" if columns is not None else f"-o {output}"
        raise typer.BadParameter(f"it does not go with {other}", param_hint="--pick")


def check_explaining(output: ListFormat, columns: str | None, *, pick: bool) -> None:
    """Raise typer.BadParameter where what is left out cannot be listed as asked for."""
    if pick or columns is not None:
        other = "--pick" if pick else "--columns"
        raise typer.BadParameter(f"it does not go with {other}", param_hint="--explain-left-out")
    if output in {ListFormat.HTML, ListFormat.MARKDOWN, ListFormat.ATOM}:
        raise typer.BadParameter(f"it has no form as {output}", param_hint="--explain-left-out")
