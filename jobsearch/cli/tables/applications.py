"""Tables of applications, and one application with its history."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Console, Group, RenderableType
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.domain.application import Event, effective
from jobsearch.presentation.applications import due_phrase, moment, stage_words
from jobsearch.presentation.outcomes import job_name
from jobsearch.presentation.time import age
from jobsearch.services.applications.listing import Application, ApplicationInFull
from jobsearch.text.characters import normalize_width, printable

_STYLES = {
    "interview": "bold green",
    "offer": "bold green",
    "accepted": "bold green",
    "task": "bold yellow",
    "screening": "green",
    "rejected": "red",
    "withdrawn": "dim",
}
_NARROW = 100  # columns; below this, each application takes two lines


def print_applications(found: Sequence[Application], console: Console, now: datetime) -> None:
    """Print one row per application in the given order, with its due date, stage, and last event.

    On a narrow console, there are two lines per application. Rich tables are not used, because a table with
    thousands of rows would take seconds.
    """
    if console.width < _NARROW:
        for one in found:
            console.print(_lines(one, now))
        return
    rows = [_HEADINGS, *(_cells(one, now) for one in found)]
    widths = [max(row[column].cell_len for row in rows) for column in range(len(_HEADINGS))]
    room = console.width - sum(widths) + widths[_COMPANY] + widths[_TITLE] - _GAP * (len(widths) - 1)
    widths[_COMPANY] = min(widths[_COMPANY], max(room - widths[_TITLE], room // 3))
    widths[_TITLE] = min(widths[_TITLE], max(room - widths[_COMPANY], _LEAST))
    console.print(*(_line(row, widths) for row in rows), sep="\n", soft_wrap=True)


_HEADINGS = tuple(Text(name, "bold") for name in ("Due", "Stage", "Last", "Company", "Title", "Key"))
_COMPANY, _TITLE = 3, 4
_GAP = 2
_LEAST = 10


def _cells(one: Application, now: datetime) -> tuple[Text, ...]:
    return (
        plain(due_phrase(one, now)),
        _stage(one),
        plain(age(one.happened_at, now)),
        plain(one.company),
        plain(one.title),
        plain(one.key, "dim"),
    )


def _line(cells: Sequence[Text], widths: Sequence[int]) -> Text:
    line = Text()
    for cell, width in zip(cells[:-1], widths, strict=False):
        part = cell.copy()
        part.truncate(width, overflow="ellipsis", pad=True)
        line.append_text(part).append(" " * _GAP)
    return line.append_text(cells[-1])


def _lines(one: Application, now: datetime) -> RenderableType:
    named = job_name(one.title, one.company) or one.key
    due = f" · {due}" if (due := due_phrase(one, now)) else ""
    rest = plain(f"· last {age(one.happened_at, now)}{due} · {one.key}", "dim")
    second = Text.assemble("  ", _stage(one), " ", rest)
    return Group(plain(named, "bold"), second)


def _stage(one: Application) -> Text:
    marks = [name for name, is_so in (("silent", one.silent), ("closed", one.closed)) if is_so]
    number = f" {one.interview}" if one.interview else ""
    text = plain(f"{one.stage}{number}", _STYLES.get(one.stage, ""))
    return text.append(f" ({', '.join(marks)})" if marks else "", "dim")


def application_in_full(shown: ApplicationInFull, now: datetime) -> RenderableType:
    """Return an application's history and the post as it was at the time of the application."""
    one, post = shown.application, shown.post
    parts: list[RenderableType] = [_lines(one, now)]
    if one.url:
        parts.append(Text("  ").append_text(plain(one.url, "dim")))
    parts.append(Text(""))
    parts += [_event(event, shown.events) for event in shown.events]
    if post.text:
        kept = f"as it was {moment(post.kept_at)}" if post.kept_at else "as it is now"
        parts += [Text(""), plain(f"The post {kept}:", "bold"), Text(_block(post.text))]
    return Group(*parts)


def _event(event: Event, events: Sequence[Event]) -> Text:
    corrected = next((one.number for one in reversed(events) if one.corrects == event.number), None)
    is_gone = event.corrects is None and event.number not in {one.number for one in effective(events)}
    style = "dim" if corrected else ""
    text = Text(f"{event.number:>3}  {moment(event.at):<16}  ", style).append_text(plain(_what(event), style))
    if corrected is not None:
        text.append(f"  ({'taken back' if is_gone else 'corrected'} by {corrected})", "dim")
    if event.note:
        text.append("\n       " + _block(event.note).replace("\n", "\n       "))
    return text


def _what(event: Event) -> str:
    if event.corrects is None:
        return stage_words(event)
    if not event.stage and not event.note:
        return f"takes event {event.corrects} back"
    return f"{stage_words(event)}, replacing event {event.corrects}"


def _block(text: str) -> str:
    return normalize_width(printable(text)).replace("\t", " ")
