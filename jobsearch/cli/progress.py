"""A sign of life on stderr while something takes seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Show a spinner with `what` for as long as the block runs; nothing where stderr is not a terminal.

    The block is given a function that says what is being done now.
    """
    with Console(stderr=True).status(f"{what} ...") as status:
        yield lambda step: status.update(f"{step} ...")
