"""Count the unreadable parts of a corpus by kind, and list the damaged files."""

from collections.abc import Iterator, Mapping, Sequence

UNREADABLE_ROW = "unreadable row"
INCOMPLETE = "incomplete job ad"  # lacks a title or text
_DAMAGED = "damaged file "  # followed by its name
_MOST_NAMED = 3


def damaged(name: str) -> str:
    """Return the kind of fault under which a damaged file is counted."""
    return f"{_DAMAGED}{name}"


def in_words(faults: Mapping[str, int], left_out: Sequence[str] = ()) -> Iterator[str]:
    """Yield each kind of fault with its count, and the names of damaged and skipped files."""
    files = [fault.removeprefix(_DAMAGED) for fault in faults if fault.startswith(_DAMAGED)]
    for fault, number in faults.items():
        if not fault.startswith(_DAMAGED):
            yield _count(number, fault)
    if files:
        yield f"{_count(len(files), 'damaged file')}: {some(files)}"
    if left_out:
        yield f"{_count(len(left_out), 'file')} left out: {some(left_out)}"


def some(names: Sequence[str]) -> str:
    """Return the first few names and the number of other names."""
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
