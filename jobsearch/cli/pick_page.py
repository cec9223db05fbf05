"""A list to pick from on the screen: a line for each post, more of the one at hand, and the keys."""

from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.text import Text

from jobsearch.cli.columns import NEW, is_new, reasons_line, salary, score_bar
from jobsearch.cli.console import age, count, plain
from jobsearch.cli.remarks import unknown_phrase
from jobsearch.cli.screen import folded, key_lines
from jobsearch.services.answering import Given
from jobsearch.services.listed import ListedPost
from jobsearch.services.pick import PickSession

_KEYS = ("↑ ↓ move", "y yes", "n no", "u unsure", "a applied", "p back", "o open", "q quit")
_HAND = ">"
_MARKS: dict[Given, tuple[str, str]] = {
    "yes": ("y", "bold green"),
    "no": ("n", "bold red"),
    "unsure": ("u", "bold"),
    "applied": ("a", "bold magenta"),
}
_FEWEST_ROWS = 3
_USUAL_DETAILS = 8
_AGE = 4


@dataclass(frozen=True)
class View:
    """Where the person is: the post at hand and the first one on the screen, by place from 0, and a note."""

    place: int = 0
    first: int = 0
    note: str = ""


@dataclass(frozen=True)
class Page:
    """A screenful, line by line, and which post stands first on it."""

    lines: tuple[Text, ...]
    first: int


def page(session: PickSession, view: View, console: Console, now: datetime) -> Page:
    """Lay out the list for the console's present size, so that the post at hand is on the screen."""
    width, height = console.size
    foot = [plain(view.note, "bold magenta"), *key_lines(_KEYS, width)]
    post = session.posts[view.place]
    hand = folded(console, _details(post, now), width)
    # Of much the same height for every post, so that the list stays where it is.
    hand += [Text()] * (_USUAL_DETAILS - len(hand))
    hand = hand[: max(height - len(foot) - _FEWEST_ROWS - 3, 1)]
    rows = max(height - len(foot) - len(hand) - 3, 1)
    first = _scrolled(view, len(session.posts), rows)
    shown = [
        _row(session, place, view.place, width, now) for place in range(len(session.posts))[first:][:rows]
    ]
    filling = [Text()] * (rows - len(shown))
    lines = [_headline(session), *shown, *filling, Text(), *hand, Text(), *foot]
    return Page(tuple(lines[:height]), first)


def _scrolled(view: View, posts: int, rows: int) -> int:
    """Return the first post to show: the one that was it, moved no further than the post at hand asks."""
    lowest, highest = view.place - rows + 1, view.place
    return max(min(max(view.first, lowest), highest, posts - rows), 0)


def _headline(session: PickSession) -> Text:
    return plain(f"{count(len(session.posts), 'open job')} · {len(session.answers)} answered", "dim")


def _row(session: PickSession, place: int, at_hand: int, width: int, now: datetime) -> Text:
    post = session.posts[place]
    answer = session.answers.get(place)
    mark = _MARKS[answer] if answer else (NEW if is_new(post, now) else " ", "yellow")
    hand = (_HAND if place == at_hand else " ", "bold")
    start = Text.assemble(hand, " ", mark, " ", score_bar(post.score), "  " if post.score is not None else "")
    told = " · ".join(filter(None, (post.title, post.company)))
    text = plain(told, "bold" if place == at_hand else "")
    text.truncate(max(width - start.cell_len - _AGE - 2, 1), overflow="ellipsis", pad=True)
    line = Text.assemble(start, text, f"  {age(post.posted_at, now):>{_AGE - 1}}")
    line.truncate(width)
    return line


def _details(post: ListedPost, now: datetime) -> list[Text]:
    """Return the lines about the post at hand, those without content left out."""
    facts = (post.company, post.location, salary(post), f"posted {age(post.posted_at, now)} ago")
    lines = [
        plain(post.title, "bold"),
        plain(" · ".join(filter(None, facts))),
        # The key has no style and is followed by a blank, as in `label`.
        Text.assemble(plain(post.key), " ", plain(post.url, "dim")),
        reasons_line(post.reasons),
        plain(unknown_phrase(post), "magenta"),
        plain(", ".join(post.tags), "italic"),
        plain(f"From {post.source_name}.", "dim"),
    ]
    return [line for line in lines if line]
