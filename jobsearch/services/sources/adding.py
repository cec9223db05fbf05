"""Follow what a person names, or a list of it, one failing without the others."""

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
    """What became of one entry.

    Attributes:
        given: what the person named.
        found: the source that it leads to, None where there is none.
        followed: whether it is followed now.
        new: whether it was not before.
        error: why it is not followed, "" where it is, or where nothing was to be changed.

    """

    given: str
    found: FoundSource | None = None
    followed: bool = False
    new: bool = False
    error: str = ""

    @property
    def terms(self) -> str:
        """What its board asks of those who show its posts."""
        return BOARDS[self.found.source.board].terms if self.found else ""

    def as_row(self) -> dict[str, Any]:
        """Return what `-o json` says of it."""
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
    """Follow what a text names; in a dry run only say what that is, asked once.

    A name is followed as it is; a board that an address leads to has to prove that there is one. Raises
    SourceUnknown, AddressNotAllowed and FeedError where the text leads to no source.
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
    """Follow each entry of a list; one that leads to no source costs only itself."""
    return [_added(settings, entry, dry_run=dry_run) for entry in entries]


def _added(settings: Settings, entry: Listed, *, dry_run: bool) -> Added:
    try:
        return add_one(settings, entry.text, dry_run=dry_run, company=entry.company)
    except JobSearchError as error:
        return Added(entry.text, error=str(error))
