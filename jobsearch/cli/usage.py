"""What is wrong with how the program was called, told without what a terminal would obey."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from typer.core import TyperGroup

from jobsearch.characters import one_line


class Commands(TyperGroup):
    """The root of the commands: whatever they or their parsers find wrong passes through here."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - Typer's type has no public name
        """Parse the options before the command, as the base class does."""
        with _harmless():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401 - same
        """Parse the rest and run the command, as the base class does."""
        with _harmless():
            return super().invoke(ctx)


@contextmanager
def _harmless() -> Iterator[None]:
    """Clean the message of an error of usage, which repeats an unknown option or argument as it was typed."""
    try:
        yield
    except Exception as error:
        if isinstance(message := getattr(error, "message", None), str):
            error.message = one_line(message)  # type: ignore[attr-defined] # Typer gives its base no name
        raise
