"""A sign of life on stderr while something takes seconds."""

from contextlib import AbstractContextManager

from rich.console import Console


def working(what: str) -> AbstractContextManager[object]:
    """Show a spinner with `what` for as long as the block runs; nothing where stderr is not a terminal."""
    return Console(stderr=True).status(f"{what} ...")
