"""State shared by the steps of a run of fetch-new."""

from dataclasses import dataclass, field
from datetime import datetime

from jobsearch.boards.board import OddField
from jobsearch.services.feed.result import SourceResult
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import Engine


@dataclass(frozen=True)
class Run:
    """A run of fetch-new, with its settings, store, tags, and time."""

    settings: Settings
    engine: Engine
    tags: tuple[str, ...]
    now: datetime


@dataclass
class Outcome:
    """The accumulated result of requests or files.

    Attributes:
        results: the results by source or file.
        touched: the database ids of new or changed posts.
        warnings: sentences that the user should read even in a quiet run.
        failures: sentences about failures that make the run exit with status 1.
        shown: for a board with paginated responses, the ids listed as open by the saved responses.
        notices: sentences for runs that are not quiet.
        odd_fields: unusable fields of new or changed posts, each with its board.

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
        """The names of the sources; if there are more than three, their number."""
        names = list(dict.fromkeys(one.source_name for one in self.results))
        return ", ".join(names) if len(names) <= _MOST_NAMED else f"{len(names)} sources"


_MOST_NAMED = 3
