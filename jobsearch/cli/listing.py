"""The table of recommended posts: one line of facts, one of reasons, one with the key and the address."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import age, plain
from jobsearch.services.posts import ListedPost, Reason

_BAR = 5
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_NARROW = 72
_INDENT = 4


def listing(posts: Sequence[ListedPost], width: int, now: datetime) -> RenderableType:
    """Return the table for a terminal `width` columns wide; below 72 the place is left to `show`."""
    columns = _columns(width)
    head = _grid(columns)
    head.add_row(*(Text(name, "bold") for name in columns))
    rows = [part for rank, post in enumerate(posts, 1) for part in _rows(rank, post, columns, now)]
    sources = sorted({post.source_name for post in posts})
    return Group(head, *rows, plain(f"Source: {', '.join(sources)}", "dim"))


def score_bar(score: float | None) -> Text:
    """Return a score from 0 to 1 as a bar five columns wide and a percentage."""
    if score is None:
        return Text("")
    eighths = round(score * _BAR * 8)
    bar = ("█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()).ljust(_BAR)
    return Text.assemble((bar, "green"), f" {score:4.0%}")


def reasons_line(reasons: Sequence[Reason]) -> Text:
    """Return reasons as "+ backend, title: python  - sales": what speaks for the post, then against it."""
    liked = ", ".join(reason.term for reason in reasons if reason.weight > 0)
    disliked = ", ".join(reason.term for reason in reasons if reason.weight < 0)
    line = Text()
    if liked:
        line.append_text(plain(f"+ {liked}", "green"))
    if disliked:
        line.append("  " if liked else "")
        line.append_text(plain(f"- {disliked}", "red"))
    return line


def salary(post: ListedPost) -> str:
    """Return the stated pay as "70,000 - 90,000 a year", "" for none; the board names no currency."""
    amounts = sorted({amount for amount in (post.salary_min, post.salary_max) if amount})
    span = " - ".join(f"{amount:,}" for amount in amounts)
    article = "an" if post.salary_period == "hour" else "a"
    return f"{span} {article} {post.salary_period}" if amounts else ""


def _columns(width: int) -> dict[str, int]:
    """Share the width among the columns; they are one blank apart."""
    fixed = {"#": 3, "Match": _BAR + 5, "Age": 4}
    shared = {"Title": 5, "Company": 3} | ({"Place": 3} if width >= _NARROW else {})
    rest = max(width - sum(fixed.values()) - len(fixed) - len(shared), 4 * len(shared))
    widths = {name: rest * share // sum(shared.values()) for name, share in shared.items()} | fixed
    order = ("#", "Match", "Title", "Company", "Place", "Age")
    return {name: widths[name] for name in order if name in widths}


def _grid(columns: dict[str, int]) -> Table:
    grid = Table.grid(padding=(0, 1, 0, 0))
    for name, width in columns.items():
        justify = "right" if name in {"#", "Age"} else "left"
        grid.add_column(width=width, justify=justify, overflow="fold")  # type: ignore[arg-type] # a literal
    return grid


def _rows(rank: int, post: ListedPost, columns: dict[str, int], now: datetime) -> Iterator[RenderableType]:
    cells = {
        "#": Text(str(rank)),
        "Match": score_bar(post.score),
        "Title": plain(post.title, Style(bold=True, link=post.url)),
        "Company": plain(post.company),
        "Place": plain(post.location),
        "Age": Text(age(post.posted_at, now)),
    }
    row = _grid(columns)
    row.add_row(*(cells[name] for name in columns))
    yield row
    for line in (reasons_line(post.reasons), plain(f"{post.key} {post.url}", "dim")):
        if line:
            line.overflow = "fold"
            yield Padding(line, (0, 0, 0, _INDENT))
