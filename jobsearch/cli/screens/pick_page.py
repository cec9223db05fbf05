"""The layout of a list to pick from: one line per post, details of the current post, and the keys."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from rich.console import Console
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.cli.screens.page_layout import folded, key_lines, noted, screenful
from jobsearch.cli.tables.columns import reasons_line, score_bar
from jobsearch.domain.answers import CHOICES, LabelChoice
from jobsearch.domain.listing import ListedPost
from jobsearch.presentation.causes import unknown_phrase
from jobsearch.presentation.outcomes import count
from jobsearch.presentation.pay import salary
from jobsearch.presentation.time import NEW, age, is_new
from jobsearch.services.labels.picking import PickSession

_KEYS = (
    "↑ ↓ move",
    *(f"{choice.key} {word}" for word, choice in CHOICES.items()),
    *("p back", "o open", "q quit"),
)
_HAND = ">"
_STYLES: dict[LabelChoice, str] = {"yes": "bold green", "no": "bold red", "applied": "bold magenta"}
_FEWEST_ROWS = 3
_DETAILS = 10
_MOST_OF_A_DETAIL = 3
_AGE = 4


@dataclass(frozen=True)
class View:
    """The indexes, from 0, of the current post and of the first post on the screen, and a note."""

    place: int = 0
    first: int = 0
    note: str = ""


@dataclass(frozen=True)
class Page:
    """The lines that fill the screen, the index of the first post on it, and the indexes of all of them."""

    lines: tuple[Text, ...]
    first: int
    places: range


def page(session: PickSession, view: View, console: Console, now: datetime) -> Page:
    """Lay out the list for the console's current size, with the current post visible."""
    width, height = console.size
    foot = [noted(view.note), *key_lines(_KEYS, width)]
    head = [_headline(session, width)] if height > len(foot) + 1 else []
    room = min(_DETAILS, height - len(head) - len(foot) - _FEWEST_ROWS - 2)
    hand = _at_hand(session.posts[view.place], console, now, room) if room > 0 else []
    rows = max(height - len(head) - len(hand) - len(foot), 1)
    first = _scrolled(view, len(session.posts), rows)
    places = range(len(session.posts))[first : first + rows]
    shown = [_row(session, place, view.place, width, now) for place in places]
    return Page(screenful(head, shown, [*hand, *foot], height), first, places)


def _at_hand(post: ListedPost, console: Console, now: datetime, room: int) -> list[Text]:
    """Return details of a post between blank lines, always `room` lines, so that the list does not move."""
    details = (folded(console, [line], console.width)[:_MOST_OF_A_DETAIL] for line in _details(post, now))
    lines = list(chain.from_iterable(details))[:room]
    return [Text(), *lines, *[Text()] * (room - len(lines)), Text()]


def _scrolled(view: View, posts: int, rows: int) -> int:
    """Return the index of the first post to show, scrolling only as far as necessary for the current post."""
    lowest, highest = view.place - rows + 1, view.place
    return max(min(max(view.first, lowest), highest, posts - rows), 0)


def _headline(session: PickSession, width: int) -> Text:
    sources = ", ".join(sorted({post.source_name for post in session.posts}))
    told = f"{count(len(session.posts), 'open job')} · {len(session.answers)} answered · from {sources}"
    headline = plain(told, "dim")
    headline.truncate(width, overflow="ellipsis")
    return headline


def _row(session: PickSession, place: int, at_hand: int, width: int, now: datetime) -> Text:
    post = session.posts[place]
    answer = session.answers.get(place)
    new = NEW if is_new(post, now) else " "
    mark = (CHOICES[answer].key, _STYLES.get(answer, "bold")) if answer else (new, "yellow")
    hand = (_HAND if place == at_hand else " ", "bold")
    start = Text.assemble(hand, " ", mark, " ", score_bar(post.score), "  " if post.score is not None else "")
    told = " · ".join(filter(None, (post.title, post.company)))
    text = plain(told, "bold" if place == at_hand else "")
    text.truncate(max(width - start.cell_len - _AGE - 2, 1), overflow="ellipsis", pad=True)
    line = Text.assemble(start, text, f"  {age(post.posted_at, now):>{_AGE - 1}}")
    line.truncate(width)
    return line


def _details(post: ListedPost, now: datetime) -> list[Text]:
    """Return the nonempty lines about the current post."""
    told = (salary(post), f"posted {age(post.posted_at, now)} ago", f"from {post.source_name}")
    facts = (post.company, post.location, *told)
    lines = [
        plain(post.title, "bold"),
        plain(" · ".join(filter(None, facts))),
        # As in `label`, the key has no style and is followed by a blank.
        Text.assemble(plain(post.key), " ", plain(post.url, "dim")),
        reasons_line(post.reasons),
        plain(unknown_phrase(post), "magenta"),
        plain(", ".join(post.tags), "italic"),
    ]
    return [line for line in lines if line]
