"""What the command line asks of recommend."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import typer

from jobsearch.cli.options import ListFormat, naming
from jobsearch.config import USUAL_NUMBER, Config
from jobsearch.services.recommend import options as service
from jobsearch.services.recommend.options import Request
from jobsearch.text.typed import moment, salary, score


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


def request(asked: Asked, config: Config, now: datetime) -> Request:
    """Return what to recommend; an empty text lifts a default.

    Raises typer.BadParameter or ConfigMalformed.
    """
    readers: Mapping[str, Callable[[str], object]] = {
        "since": lambda text: moment(text, now),
        "min_score": score,
        "min_salary": salary,
    }
    given: dict[str, Any] = {}
    for key, value in vars(asked).items():
        if value in ("", [""]) and config.get("recommend", key) is not None:
            given[key] = None
        elif value is not None and value != []:
            with naming(f"--{key.replace('_', '-')}"):
                given[key] = readers[key](value) if key in readers else value
    found = service.request(given, config, now)
    usual = None if asked.everything else USUAL_NUMBER
    return replace(found, limit=found.limit or usual, limit_asked=asked.number is not None)


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
