"""Job search reports for an employment office, with date, employer, position, address, and outcome."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from jobsearch.presentation.documents import escaped, rendered
from jobsearch.presentation.outcomes import count

if TYPE_CHECKING:
    from jobsearch.services.applications.transfer import Effort

_TITLE = "Proof of job search efforts"
_HEADINGS = ("Date", "Employer", "Position", "Address", "Outcome")


@dataclass(frozen=True)
class _Row:
    date: str
    employer: str
    position: str
    address: str
    outcome: str


def to_markdown(efforts: Iterable["Effort"], now: datetime) -> str:
    """Return the efforts as a table in GitHub Flavored Markdown."""
    rows = _rows(efforts)
    lines = [
        f"# {_TITLE}",
        "",
        _summary(rows, now),
        "",
        f"| {' | '.join(_HEADINGS)} |",
        f"|{' --- |' * len(_HEADINGS)}",
        *(f"| {' | '.join(escaped(cell) for cell in vars(row).values())} |" for row in rows),
    ]
    return "\n".join(lines) + "\n"


def to_html(efforts: Iterable["Effort"], now: datetime) -> str:
    """Return the efforts as a printable page."""
    rows = _rows(efforts)
    return rendered("efforts.html", title=_TITLE, summary=_summary(rows, now), headings=_HEADINGS, rows=rows)


def _summary(rows: list[_Row], now: datetime) -> str:
    if not rows:
        return f"No applications as of {_day(now)}."
    return f"{count(len(rows), 'application')} from {rows[0].date} to {rows[-1].date}, as of {_day(now)}."


def _rows(efforts: Iterable["Effort"]) -> list[_Row]:
    return [_Row(_day(one.date), one.employer, one.position, one.address, one.outcome) for one in efforts]


def _day(moment: datetime) -> str:
    day: date = moment.astimezone().date()
    return day.isoformat()
