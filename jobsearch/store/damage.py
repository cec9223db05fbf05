"""Count invalid values in the store and report them at the end of a command.

The store may be damaged, or may come from a stranger. Code that reads an invalid value continues with a
default (types.py) or without the value, and records it here; `doctor` lists such values.
"""

from contextvars import ContextVar

_NOTICED: ContextVar[list[int] | None] = ContextVar("noticed", default=None)


def watch() -> list[int]:
    """Start counting for this command or request; each invalid value adds an entry to the returned list."""
    noticed: list[int] = []
    _NOTICED.set(noticed)
    return noticed


def notice() -> None:
    """Record an invalid value."""
    noticed = _NOTICED.get()
    if noticed is not None and not noticed:  # only their existence is reported
        noticed.append(1)
