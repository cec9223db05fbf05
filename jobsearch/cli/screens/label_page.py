"""The layout of a labeling question: as much of the post's header and text as fits, and the keys."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from rich.console import Console
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.cli.screens.page_layout import folded, key_lines, noted, screenful
from jobsearch.cli.tables.columns import reasons_line, score_bar
from jobsearch.cli.tables.post import description, heading, source_line, stated_lines
from jobsearch.domain.answers import CHOICES, Choice
from jobsearch.presentation.labeling import motive_in_words, progress_line, without_order
from jobsearch.presentation.outcomes import count
from jobsearch.services.labels.session import Progress, Question

Panel = Literal["text", "reasons", "keys"]


def _keys_of(choice: Choice) -> str:
    return " or ".join(filter(None, (choice.key, choice.other_key)))


_KEYS = (
    *(f"{choice.key} {word}" for word, choice in CHOICES.items()),
    "s skip",
    "p back",
    "o open",
    "r reasons",
    "? keys",
    "q quit",
)
_ALL_KEYS = (
    *((_keys_of(choice), choice.meaning) for choice in CHOICES.values()),
    ("s", "skip the post for now"),
    ("p or ↑", "undo the last answer; repeat to undo earlier ones"),
    ("m or ↓", "show more of the text"),
    ("o", "open the post in your browser"),
    ("r", "show the model's score and reasons"),
    ("?", "show the keys"),
    ("q or Ctrl-C", "quit; all answers are already saved"),
)
_WIDEST_KEY = max(len(key) for key, _meaning in _ALL_KEYS)
_FEWEST_LINES = 3
_SMALL = 14  # lines; smaller windows get a one-line footer
_MOST_LINES_OF_A_FACT = 3
_WIDEST_TEXT = 110  # columns; longer lines are hard to read


@dataclass(frozen=True)
class View:
    """The state of the view: the panel below the post's header, the panel's page `number`, and a note."""

    panel: Panel = "text"
    number: int = 0
    note: str = ""


@dataclass(frozen=True)
class Page:
    """The lines that fill the screen, and the number of pages in the panel."""

    lines: tuple[Text, ...]
    pages: int


def page(question: Question, view: View, console: Console, now: datetime) -> Page:
    """Lay out a question for the console's current size; pages count from 0 and wrap around."""
    width, height = console.size
    foot = [Text(), *folded(console, _footer(question, view.note), width), *key_lines(_KEYS, width)]
    if height < _SMALL:
        foot = [noted(view.note) if view.note else Text("? keys · q quit", "bold")]
    head = [*_head(question, console, now, max(height - len(foot) - _FEWEST_LINES - 1, 1)), Text()]
    text = folded(console, _body(question, view.panel), min(width, _WIDEST_TEXT))
    room = max(height - len(head) - len(foot) - 1, 1)
    pages = max(-(-len(text) // room), 1)
    first = view.number % pages * room
    shown = text[first : first + room]
    rest = len(text) - first - len(shown)
    more = Text(f"... {rest} more lines: m" if rest > 0 else "", "dim")
    return Page(screenful(head, shown, [more, *foot], height), pages)


def end_page(progress: Progress, console: Console, note: str = "", *, again: bool) -> tuple[Text, ...]:
    """Return the lines of the screen after the last question, where the last answer can still be undone."""
    over = "You have reviewed all your answers." if again else "You have seen every stored post."
    told = [noted(note)] if note else []
    lines = [
        Text(over),
        Text(),
        *told,
        plain(progress_line(progress), "dim"),
        Text("p back · q quit", "bold"),
    ]
    return tuple(folded(console, lines, console.size.width))


def _head(question: Question, console: Console, now: datetime, most: int) -> list[Text]:
    """Return the facts in at most `most` lines, truncating long lines and always including the key."""
    key = question.shown.post.key
    facts = [
        (fact.plain.startswith(key), _shortened(folded(console, [fact], console.size.width)))
        for fact in (*heading(question.shown, now), *stated_lines(question.shown))
    ]
    keyed = next(lines for is_key, lines in facts if is_key)[:most]
    left, head = most - len(keyed), []
    for is_key, lines in facts:
        shown = keyed if is_key else lines[:left]
        left -= 0 if is_key else len(shown)
        head += shown
    return head


def _shortened(lines: list[Text]) -> list[Text]:
    if len(lines) <= _MOST_LINES_OF_A_FACT:
        return lines
    kept = lines[:_MOST_LINES_OF_A_FACT]
    kept[-1].truncate(max(kept[-1].cell_len - 1, 1))
    kept[-1].append("…")
    return kept


def _body(question: Question, panel: Panel) -> list[Text]:
    match panel:
        case "text":
            return [description(question.shown), Text(), source_line(question.shown)]
        case "keys":
            return [Text(f"{key:{_WIDEST_KEY}}  {meaning}") for key, meaning in _ALL_KEYS]
        case "reasons":
            return [*_of_model(question), Text(), *_of_answers(question)]


def _of_model(question: Question) -> list[Text]:
    post = question.shown.post
    if post.score is None:
        return [Text("This post has no score yet. Run `train` to score it.")]
    return [
        Text.assemble("The last trained model gives it ", score_bar(post.score), " because of"),
        reasons_line(post.reasons),
    ]


def _of_answers(question: Question) -> list[Text]:
    expectation, left = question.expectation, count(question.progress.left, "post")
    if expectation is None or not expectation.rank:
        return [Text(without_order(question))]
    return [
        Text(f"Your answers so far rank it {expectation.rank:,} of {left}:"),
        reasons_line(expectation.reasons),
    ]


def _footer(question: Question, note: str) -> list[Text]:
    motive = motive_in_words(question.expectation)
    if question.learning == "stopped":
        motive = "learning has stopped, so the order no longer adapts"
    told = plain(" · ".join(part for part in (progress_line(question.progress), motive) if part), "dim")
    return [noted(note), told] if note else [told]
