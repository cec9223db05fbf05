"""What the parts of one run share."""

from dataclasses import dataclass, field
from datetime import datetime

from jobsearch.boards.board import OddField
from jobsearch.services.feed.result import SourceResult
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import Engine


@dataclass(frozen=True)
class Run:
    """One run of fetch-new: whose, into which store, for which tags, and when."""

    settings: Settings
    engine: Engine
    tags: tuple[str, ...]
    now: datetime


@dataclass
class Outcome:
    """What asking or reading brought.

    Attributes:
        results: by source, or file by file.
        touched: the ids, in the store, of posts that are new or changed.
        warnings: sentences that a person should read, even in a quiet run.
        failures: sentences for which the run ends with exit status 1.
        shown: the ids that the saved responses of a board that answers in pages show to be open.
        notices: sentences that a person may read, in a run that is not quiet.
        odd_fields: fields that could not be used, of posts that are new or changed, each with its board.

    """

    results: list[SourceResult] = field(default_factory=list)
    touched: frozenset[int] = frozenset()
    warnings: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    shown: set[str] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    odd_fields: list[tuple[str, OddField]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The sources, by their names; of more than three, how many."""
        names = list(dict.fromkeys(one.source_name for one in self.results))
        return ", ".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} sources"


_MOST_NAMED = 3
