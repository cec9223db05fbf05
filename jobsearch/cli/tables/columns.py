"""The columns available for tables of posts, with their headers and contents."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from rich.style import Style
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.domain.listing import ListedPost, Reason
from jobsearch.presentation.causes import unknown_phrase
from jobsearch.presentation.pay import short_salary
from jobsearch.presentation.score import percentage
from jobsearch.presentation.time import NEW, age, applied_here, is_new, local

_BAR = 5
_EIGHTHS = " ▏▎▍▌▋▊▉█"


class Row(NamedTuple):
    """A post with its rank in a list, and the current time."""

    rank: int
    post: ListedPost
    now: datetime


@dataclass(frozen=True)
class Column:
    """A column of a table of posts.

    Attributes:
        header: the column's name as displayed.
        cell: returns the content for a row.
        share: the column's weight when the remaining width is distributed, with longer text wrapped; a column
            with weight 0 is as wide as its longest cell.
        least: the minimum width for easy reading, unless all cells are shorter.
        right: whether cells are right-aligned.

    """

    header: str
    cell: Callable[[Row], Text]
    share: int = 0
    least: int = 0
    right: bool = False


def score_bar(score: float | None) -> Text:
    """Return a score from 0 to 1 as a bar five columns wide and a percentage."""
    if score is None:
        return Text("")
    eighths = round(score * _BAR * 8)
    bar = ("█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()).ljust(_BAR)
    return Text.assemble((bar, "green"), f" {percentage(score):>4}")


def reasons_line(reasons: Sequence[Reason]) -> Text:
    """Return reasons as "+ backend, title: python - sales", with the reasons in favor of the post first."""
    liked = ", ".join(reason.term for reason in reasons if reason.weight > 0)
    disliked = ", ".join(reason.term for reason in reasons if reason.weight < 0)
    line = Text()
    if liked:
        line.append_text(plain(f"+ {liked}", "green"))
    if disliked:
        line.append("  " if liked else "")
        line.append_text(plain(f"- {disliked}", "red"))
    return line


def _rank(row: Row) -> Text:
    mark = (f"{NEW} ", "yellow") if is_new(row.post, row.now) else ""
    return Text.assemble(mark, str(row.rank))


COLUMNS = {
    "rank": Column("#", _rank, right=True),
    "score": Column("Match", lambda row: score_bar(row.post.score)),
    "title": Column(
        "Title",
        lambda row: plain(row.post.title, Style(bold=True, link=row.post.url or None)),
        share=5,
        least=28,
    ),
    "company": Column("Company", lambda row: plain(row.post.company), share=3, least=10),
    "location": Column("Place", lambda row: plain(row.post.location), share=3, least=14),
    "salary": Column("Salary", lambda row: plain(short_salary(row.post)), right=True),
    "age": Column("Age", lambda row: Text(age(row.post.posted_at, row.now)), right=True),
    "tags": Column("Tags", lambda row: plain(", ".join(row.post.tags), "cyan"), share=3, least=14),
    "employment": Column("Employment", lambda row: plain(", ".join(row.post.employment)), share=1, least=10),
    "reasons": Column("Reasons", lambda row: reasons_line(row.post.reasons), share=5, least=30),
    "unknown": Column("Unknown", lambda row: plain(unknown_phrase(row.post), "yellow"), share=2, least=14),
    "applied_here": Column(
        "Applied here", lambda row: plain(applied_here(row.post, row.now), "magenta"), share=1, least=14
    ),
    "posted_at": Column("Posted", lambda row: Text(local(row.post.posted_at))),
    "first_seen": Column("First seen", lambda row: Text(local(row.post.first_seen))),
    "last_seen": Column("Last seen", lambda row: Text(local(row.post.last_seen))),
    "key": Column("Key", lambda row: plain(row.post.key)),
    "url": Column("Address", lambda row: plain(row.post.url), share=5, least=30),
}
