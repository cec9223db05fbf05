"""One question on the screen: the post, as much of its head and text as fits, and the keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console, Group, RenderableType
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.cli.post import description, heading, source_line
from jobsearch.services.label import Progress, Question

_KEYS = ("y yes", "n no", "u unsure", "s skip", "p back", "o open", "q quit")
_FEWEST_LINES = 3


@dataclass(frozen=True)
class Page:
    """A screenful: what to draw, and how many pages the post's text takes."""

    drawing: RenderableType
    pages: int


def page(question: Question, number: int, console: Console, now: datetime, note: str = "") -> Page:
    """Lay out page `number` (from 0, beyond the last begins anew) for the console's present size."""
    width, height = console.size
    foot = [Text(), *_folded(console, _footer(question.progress, note), width)]
    head = _folded(console, heading(question.shown, now), width)
    head = [*head[: max(height - len(foot) - _FEWEST_LINES - 2, 1)], Text()]
    text = _folded(console, [description(question.shown), Text(), source_line(question.shown)], width)
    room = max(height - len(head) - len(foot) - 1, _FEWEST_LINES)
    pages = max(-(-len(text) // room), 1)
    first = number % pages * room
    shown = text[first : first + room]
    filling = [Text()] * (room - len(shown))
    rest = len(text) - first - len(shown)
    more = Text(f"... {rest} more lines: m" if rest > 0 else "", "dim")
    return Page(Group(*head, *shown, *filling, more, *foot), pages)


def progress_line(progress: Progress) -> str:
    """Return how far the labeling has come."""
    unsure = f", {progress.unsure} unsure" if progress.unsure else ""
    return (
        f"{progress.answered} answered now · {progress.yes} yes, {progress.no} no{unsure} in all "
        f"· {progress.left:,} left"
    )


def _footer(progress: Progress, note: str) -> list[Text]:
    lines = [plain(progress_line(progress), "dim"), plain(" · ".join(_KEYS), "bold")]
    return [plain(note, "yellow"), *lines] if note else lines


def _folded(console: Console, texts: Sequence[Text], width: int) -> list[Text]:
    """Fold texts into lines that fit the width; an unbreakable address may end with the line."""
    return [line for text in texts for line in text.wrap(console, width)]
