"""Values of options that need more than a type."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import typer

_AGO = re.compile(r"(\d{1,5})([hdw])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


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
    """Read "7d", "12h", "2w" (ago) or a date such as 2026-01-31, which begins at the person's own midnight.

    Raises typer.BadParameter, which ends the program with status 2.
    """
    try:
        if ago := _AGO.fullmatch(text.strip().lower()):
            return now - int(ago[1]) * _UNITS[ago[2]]
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError):
        raise typer.BadParameter(
            f"{text[:40]!r} is neither a time ago such as 7d, 12h or 2w nor a date such as 2026-01-31",
            param_hint="--since",
        ) from None


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
