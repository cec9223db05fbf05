"""Values of options that need more than a type."""

import re
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import typer

from jobsearch import moments

_AMOUNT = re.compile(r"(\d{1,3}(?:[,_]\d{3}){1,3}|\d{1,12}(?:\.\d{1,6})?)\s?(k?)", re.ASCII)


class ListFormat(StrEnum):
    """How recommend prints its list."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MARKDOWN = "markdown"
    HTML = "html"
    ATOM = "atom"
    KEYS = "keys"


def moment(text: str, now: datetime) -> datetime:
    """Read what moments.moment reads.

    Raises typer.BadParameter, which ends the program with status 2.
    """
    try:
        return moments.moment(text, now)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--since") from None


def score(text: str) -> float:
    """Read a score such as 0.6 or 60%; return it from 0 to 1.

    Raises typer.BadParameter.
    """
    number = text.strip().removesuffix("%")
    try:
        value = float(number) / (1 if number == text.strip() else 100)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise typer.BadParameter(
            f"{text[:40]!r} is not a score from 0 to 1, such as 0.6 or 60%", param_hint="--min-score"
        )
    return value


def amount(text: str) -> float | None:
    """Read a yearly salary such as 60000, 60,000 or 60k; 0 stands for none asked for.

    Raises typer.BadParameter.
    """
    match = _AMOUNT.fullmatch(text.strip().lower())
    if match is None:
        raise typer.BadParameter(
            f"{text[:40]!r} is not a yearly salary such as 60000 or 60k", param_hint="--min-salary"
        )
    return float(match[1].replace(",", "").replace("_", "")) * (1_000 if match[2] else 1) or None


def columns(text: str, possible: Iterable[str]) -> tuple[str, ...]:
    """Read names of columns with commas between them, each once and in their order.

    Raises typer.BadParameter for a name that is not possible.
    """
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name not in set(possible):
            raise typer.BadParameter(
                f"{name[:40]!r} is not one of {', '.join(possible)}", param_hint="--columns"
            )
    return names
