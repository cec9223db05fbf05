"""The table of posts: a line of facts for each post, followed by its reasons, key, and address.

If the console is narrow, some columns are omitted, and their contents begin the second line instead.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, zip_longest

from rich.console import Console
from rich.text import Text

from jobsearch.cli.console import follows_links, plain
from jobsearch.cli.tables.columns import COLUMNS, Row
from jobsearch.domain.listing import ListedPost
from jobsearch.presentation.pay import ESTIMATE, MADE_UP, is_estimate
from jobsearch.presentation.time import NEW, is_new

_USUAL = ("rank", "score", "title", "company", "location", "salary", "age")
_DISPENSABLE = ("location", "salary", "company")  # the first one is dropped first
_BELOW = ("reasons", "unknown", "applied_here", "key", "url")
_STYLED = {"reasons", "unknown", "applied_here"}
_WHOLE = {"key", "url"}  # to be copied or followed, so they must not be wrapped
_INDENT = 4
_APART = 3
_WIDE = 100
_NARROWEST = 4
_MOST_LINES = 2
_LINES_AT_ONCE = 500  # because Rich holds all lines printed at once in memory, many times over


def print_listing(
    posts: Sequence[ListedPost], console: Console, now: datetime, names: Sequence[str] = ()
) -> None:
    """Print the table at the width of the console; `names` selects columns instead of the defaults.

    `names` are from COLUMNS. In a terminal, a cell has at most two lines, because `show` prints the rest;
    other output is complete. Keys and addresses below a row are not wrapped: terminals wrap long lines
    themselves and copy them in full.
    """
    lines = _lines(posts, console, now, names)
    while batch := list(islice(lines, _LINES_AT_ONCE)):
        console.print(*batch, sep="\n", soft_wrap=True)


def _lines(
    posts: Sequence[ListedPost], console: Console, now: datetime, names: Sequence[str]
) -> Iterator[Text]:
    rows = [Row(rank, post, now) for rank, post in enumerate(posts, 1)]
    longest = {name: max(COLUMNS[name].cell(row).cell_len for row in rows) for name in names or _USUAL}
    columns = names or _fitting(longest, console.width)
    widths = _widths({name: _length(longest, name) for name in columns}, console)
    moved = [name for name in reversed(_DISPENSABLE) if not names and name not in columns]
    below = [name for name in _BELOW if name not in columns]
    if follows_links(console) and "title" in columns:
        below = [name for name in below if name != "url"]
    yield _joined([Text(COLUMNS[name].header, "bold") for name in columns], widths, console)
    for row in rows:
        folded = [_folded(COLUMNS[name].cell(row), width, console) for name, width in widths.items()]
        yield from (_joined(line, widths, console) for line in zip_longest(*folded, fillvalue=Text()))
        yield from _second_lines(row, moved, below, console)
    yield from plain(_legend(posts, now), "dim").wrap(console, console.width)


def _fitting(longest: Mapping[str, int], width: int) -> list[str]:
    """Return as many of the nonempty default columns as can be read comfortably."""
    columns = [name for name in _USUAL if longest[name]]
    for name in _DISPENSABLE:
        wishes = (min(_length(longest, name), COLUMNS[name].least or width) for name in columns)
        if sum(wishes) + _gap(width) * (len(columns) - 1) > width and name in columns:
            columns.remove(name)
    return columns


def _length(longest: Mapping[str, int], name: str) -> int:
    return max(len(COLUMNS[name].header), longest[name])


def _widths(longest: Mapping[str, int], console: Console) -> dict[str, int]:
    """Distribute the width among the columns, giving each at most the length of its longest cell or header.

    Outside a terminal, addresses are complete even if they exceed the width.
    """
    whole = set() if console.is_terminal else _WHOLE
    shares = {name: COLUMNS[name].share for name in longest if COLUMNS[name].share and name not in whole}
    room = console.width - _gap(console.width) * (len(longest) - 1)
    room -= sum(length for name, length in longest.items() if not COLUMNS[name].share)
    widths = dict(longest)
    # The column that needs the least for its share comes first and leaves its surplus to the others.
    for name in sorted(shares, key=lambda name: longest[name] / shares[name]):
        part = shares.pop(name)
        widths[name] = max(min(longest[name], room * part // (part + sum(shares.values()))), _NARROWEST)
        room -= widths[name]
    return widths


def _gap(width: int) -> int:
    return 2 if width >= _WIDE else 1


def _folded(cell: Text, width: int, console: Console) -> list[Text]:
    lines = list(cell.wrap(console, width, overflow="fold"))
    if console.is_terminal and len(lines) > _MOST_LINES:
        del lines[_MOST_LINES:]
        lines[-1].truncate(width - 1)
        lines[-1].rstrip()
        lines[-1].append("…")
    return lines


def _joined(cells: Sequence[Text], widths: Mapping[str, int], console: Console) -> Text:
    aligned = []
    for cell, (name, width) in zip(cells, widths.items(), strict=True):
        aligned.append(cell.copy())
        aligned[-1].align("right" if COLUMNS[name].right else "left", width)
    line = Text(" " * _gap(console.width)).join(aligned)
    line.rstrip()
    return line


def _second_lines(row: Row, moved: Sequence[str], below: Sequence[str], console: Console) -> Iterator[Text]:
    """Yield the values without a column: the facts of omitted columns, then the reasons, key, and address."""
    room = console.width - _INDENT
    facts = " · ".join(cell.plain for cell in (COLUMNS[name].cell(row) for name in moved) if cell)
    parts = [("", plain(facts, "dim"))]
    for name in below:
        cell = COLUMNS[name].cell(row)
        parts.append((name, cell if name in _STYLED else plain(cell.plain, "dim")))
    lines: list[Text] = []
    for name, part in parts:
        if not part:
            continue
        if lines and lines[-1].cell_len + _APART + part.cell_len <= room:
            lines[-1] = Text(" " * _APART).join((lines[-1], part))
        elif name in _WHOLE:
            lines.append(part)
        else:
            for piece in part.wrap(console, room, overflow="fold"):
                piece.rstrip()
                lines.append(piece)
    yield from (Text(" " * _INDENT).append_text(line) for line in lines)


def _legend(posts: Sequence[ListedPost], now: datetime) -> str:
    parts = [f"{NEW} published lately"] if any(is_new(post, now) for post in posts) else []
    if any(map(is_estimate, posts)):
        parts.append(f"{MADE_UP} {ESTIMATE}")
    return " · ".join([*parts, f"Source: {', '.join(sorted({post.source_name for post in posts}))}"])
