"""Follow a single source, or every source in a list, where a failure does not affect the others."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from jobsearch.boards.board import Source
from jobsearch.boards.registry import BOARDS
from jobsearch.errors import JobSearchError
from jobsearch.services.sources.changing import follow
from jobsearch.services.sources.finding import FoundSource, located, proved
from jobsearch.services.sources.lists import Listed
from jobsearch.settings import Settings


@dataclass(frozen=True)
class Added:
    """The result for one entry.

    Attributes:
        given: the text given by the user.
        found: the source found, or None if there is none.
        followed: whether it is now followed.
        new: whether it was not followed before.
        error: the reason for a failure, or "" if the source is followed or nothing had to be changed.

    """

    given: str
    found: FoundSource | None = None
    followed: bool = False
    new: bool = False
    error: str = ""

    @property
    def terms(self) -> str:
        """The board's terms for displaying its posts."""
        return BOARDS[self.found.source.board].terms if self.found else ""

    def as_row(self) -> dict[str, Any]:
        """Return the result as data for `-o json`."""
        found = self.found
        row = (
            {"source": found.source.name, "by": found.by, "proven": found.proven}
            if found
            else {"source": None}
        )
        company = found.source.company if found else ""
        doubt = self.error or (found.doubt if found else "")
        return row | {"company": company, "followed": self.followed, "problem": doubt}


def add_one(settings: Settings, text: str, *, dry_run: bool = False, company: str = "") -> Added:
    """Follow the source identified by a text, or only check it in a dry run.

    A source given by name is followed without a check; for an address, a response must prove that the board
    exists. Raises SourceUnknown, AddressNotAllowed, and FeedError if the text does not lead to a source.
    """
    found = located(settings, text)
    if dry_run or (found.by != "name" and found.source.board != "feed"):
        found = proved(settings, found)
    if dry_run:
        return Added(text, found)
    if found.doubt:
        return Added(text, found, error=found.doubt)
    source: Source = replace(found.source, company=found.source.company or company)
    change = follow(settings, source)
    return Added(text, replace(found, source=source), followed=True, new=change.changed)


def add_all(settings: Settings, entries: Iterable[Listed], *, dry_run: bool = False) -> list[Added]:
    """Follow each entry of a list; a failure does not affect the other entries."""
    return [_added(settings, entry, dry_run=dry_run) for entry in entries]


def _added(settings: Settings, entry: Listed, *, dry_run: bool) -> Added:
    try:
        return add_one(settings, entry.text, dry_run=dry_run, company=entry.company)
    except JobSearchError as error:
        return Added(entry.text, error=str(error))
