"""How much was read of the store that cannot be there, which is passed over: reported when a command ends.

The store may have been damaged, or may come from a stranger. Whoever reads a value that its column cannot
hold goes on with another in its place (types.py), or without, and notices it here; `doctor` names it.
"""

from contextvars import ContextVar

_NOTICED: ContextVar[list[int] | None] = ContextVar("noticed", default=None)


def watch() -> list[int]:
    """Begin to count for this command or request; return a list that gets an entry for each wrong value."""
    noticed: list[int] = []
    _NOTICED.set(noticed)
    return noticed


def notice() -> None:
    """Count a wrong value."""
    noticed = _NOTICED.get()
    if noticed is not None and not noticed:  # that there are some is all that is reported
        noticed.append(1)
