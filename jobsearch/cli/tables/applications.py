"""Applications as a table, and one with its history."""

from collections.abc import Sequence
from datetime import datetime

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.domain.application import Event, effective
from jobsearch.presentation.applications import moment, stage_words, until
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
_NARROW = 100  # columns, below which each application takes two lines


def applications_table(found: Sequence[Application], now: datetime, columns: int) -> RenderableType:
    """Return a row for each application, in their order: what is due, its stage, how old the last event is."""
    if columns < _NARROW:
        return Group(*(_lines(one, now) for one in found))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("Due", "Stage", "Last", "Company", "Title", "Key"):
        table.add_column(name, overflow="fold", no_wrap=name == "Key")
    for one in found:
        table.add_row(
            plain(_due(one, now)),
            _stage(one),
            plain(age(one.last_at, now)),
            plain(one.company),
            plain(one.title),
            plain(one.key, "dim"),
        )
    return table


def _lines(one: Application, now: datetime) -> RenderableType:
    named = " at ".join(filter(None, (one.title, one.company))) or one.key
    due = f" · {due}" if (due := _due(one, now)) else ""
    rest = plain(f"· last {age(one.last_at, now)}{due} · {one.key}", "dim")
    second = Text.assemble("  ", _stage(one), " ", rest)
    return Group(plain(named, "bold"), second)


def _stage(one: Application) -> Text:
    marks = [name for name, is_so in (("silent", one.silent), ("closed", one.closed)) if is_so]
    number = f" {one.interview}" if one.interview else ""
    text = plain(f"{one.stage}{number}", _STYLES.get(one.stage, ""))
    return text.append(f" ({', '.join(marks)})" if marks else "", "dim")


def _due(one: Application, now: datetime) -> str:
    if one.due is None:
        return ""
    if one.due_why == "follow-up":
        return f"follow up {until(one.due, now)}"
    return f"{one.due_why} {moment(one.due)} ({until(one.due, now)})"


def application_in_full(shown: ApplicationInFull, now: datetime) -> RenderableType:
    """Return an application's history, and the post as it was when it was applied to."""
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
    return f"{stage_words(event)}, in the place of event {event.corrects}"


def _block(text: str) -> str:
    return normalize_width(printable(text)).replace("\t", " ")
