"""One question on the screen: the post, as much of its head and text as fits, and the keys."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rich.console import Console
from rich.text import Text

from jobsearch.cli.columns import reasons_line, score_bar
from jobsearch.cli.console import count, plain
from jobsearch.cli.post import description, heading, source_line
from jobsearch.cli.screen import folded, key_lines
from jobsearch.services.label import Expectation, Progress, Question

Panel = Literal["text", "reasons", "keys"]

_KEYS = (
    "y yes",
    "n no",
    "u unsure",
    "a applied",
    "s skip",
    "p back",
    "o open",
    "r reasons",
    "? keys",
    "q quit",
)
_ALL_KEYS = (
    ("y or →", "yes, I would want to read this"),
    ("n or ←", "no"),
    ("u", "unsure: counts a little like a yes"),
    ("a", "applied to: a strong yes, with today's date"),
    ("s", "skip: asks another time"),
    ("p or ↑", "previous: takes the last answer back, and the one before it"),
    ("m or ↓", "more of the text"),
    ("o", "opens the post in your browser"),
    ("r", "what the model thinks of it, and why"),
    ("?", "these keys"),
    ("q or Ctrl-C", "ends; every answer is stored already"),
)
_WIDEST_KEY = max(len(key) for key, _meaning in _ALL_KEYS)
_MOTIVES = {
    "likely": "asked because you may want it",
    "uncertain": "asked because your answers leave it open",
    "random": "asked at random, to keep an open mind",
    "different": "asked because nothing like it was answered yet",
    "like your text": "asked because it is like your text",
    "unexpected": "asked again because your other answers say otherwise",
}
_FEWEST_LINES = 3


@dataclass(frozen=True)
class View:
    """What of the question is shown: below the post's head a panel, of which page `number`, and a note."""

    panel: Panel = "text"
    number: int = 0
    note: str = ""


@dataclass(frozen=True)
class Page:
    """A screenful, line by line, and how many pages the panel takes."""

    lines: tuple[Text, ...]
    pages: int


def page(question: Question, view: View, console: Console, now: datetime) -> Page:
    """Lay out a question for the console's present size; pages count from 0, and begin anew at the end."""
    width, height = console.size
    foot = [Text(), *folded(console, _footer(question, view.note), width), *key_lines(_KEYS, width)]
    head = folded(console, heading(question.shown, now), width)
    head = [*head[: max(height - len(foot) - _FEWEST_LINES - 2, 1)], Text()]
    text = folded(console, _body(question, view.panel), width)
    room = max(height - len(head) - len(foot) - 1, _FEWEST_LINES)
    pages = max(-(-len(text) // room), 1)
    first = view.number % pages * room
    shown = text[first : first + room]
    filling = [Text()] * (room - len(shown))
    rest = len(text) - first - len(shown)
    more = Text(f"... {rest} more lines: m" if rest > 0 else "", "dim")
    return Page((*head, *shown, *filling, more, *foot)[:height], pages)


def progress_line(progress: Progress) -> str:
    """Return how far the labeling has come."""
    unsure = f", {progress.unsure} unsure" if progress.unsure else ""
    in_all = f"{progress.yes} yes, {progress.no} no{unsure} in all"
    return f"{progress.today} today · {in_all} · {progress.left:,} left"


def _body(question: Question, panel: Panel) -> list[Text]:
    match panel:
        case "text":
            return [description(question.shown), Text(), source_line(question.shown)]
        case "keys":
            return [Text(f"{key:{_WIDEST_KEY}}  {meaning}") for key, meaning in _ALL_KEYS]
        case "reasons":
            return [*_of_model(question), Text(), *_of_answers(question.expectation, question.progress)]


def _of_model(question: Question) -> list[Text]:
    post = question.shown.post
    if post.score is None:
        return [Text("No model has seen this post yet: train scores it.")]
    return [
        Text.assemble("The model of the last training expects ", score_bar(post.score), " because of"),
        reasons_line(post.reasons),
    ]


def _of_answers(expectation: Expectation | None, progress: Progress) -> list[Text]:
    if expectation is None or not expectation.rank:
        return [Text("Your answers do not order the posts yet: that takes a yes and a no.")]
    return [
        Text(f"Your answers so far put it at place {expectation.rank:,} of {count(progress.left, 'post')}:"),
        reasons_line(expectation.reasons),
    ]


def _footer(question: Question, note: str) -> list[Text]:
    motive = _MOTIVES.get(question.expectation.motive, "") if question.expectation else ""
    told = plain(" · ".join(part for part in (progress_line(question.progress), motive) if part), "dim")
    return [plain(note, "bold magenta"), told] if note else [told]
