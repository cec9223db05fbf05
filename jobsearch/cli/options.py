"""Values of options that need more than a type."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Literal

import typer

ReportOrJson = Annotated[
    Literal["report", "json"], typer.Option("--output", "-o", help="json has every figure.")
]


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


@contextmanager
def naming(option: str) -> Iterator[None]:
    """Let a ValueError about the value of an option be wrong usage, which ends the program with status 2."""
    try:
        yield
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from None


def columns(text: str, possible: Iterable[str]) -> tuple[str, ...]:
    """Read names of columns with commas between them, each once and in their order.

    Raises ValueError for a name that is not possible.
    """
    names = tuple(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name not in set(possible):
            raise ValueError(f"{name[:40]!r} is not one of {', '.join(possible)}")
    return names
