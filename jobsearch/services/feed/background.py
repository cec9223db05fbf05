"""Fetch in the background of a server; see services/apart.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from jobsearch.errors import FetchNotStarted, FetchRuns
from jobsearch.services.apart import Apart, Progress, WorkState
from jobsearch.services.feed.result import FetchResult
from jobsearch.settings import Settings


@dataclass(frozen=True)
class FetchState(WorkState):
    """The state of the last fetch.

    Attributes:
        report: the result, once the fetch is done.

    """

    report: FetchResult | None = None


class Fetcher(Apart[FetchState]):
    """Fetches in the background, one run at a time; `state` is always current."""

    runs = FetchRuns
    not_started = FetchNotStarted
    broken_off = "The fetch ended unexpectedly. Posts stored before that were kept."

    def __init__(self, settings: Settings) -> None:
        """Prepare to fetch into the instance specified by these settings."""
        super().__init__(FetchState())
        self._settings = settings

    def start(self, sources: Sequence[str] = ()) -> FetchState:
        """Start fetching from the named sources, or from those that are due, and return the state.

        Raises FetchRuns and FetchNotStarted.
        """
        begun = FetchState(step="Starting")
        return self._start(begun, partial(_fetch, self._settings, tuple(sources)))


def _fetch(settings: Settings, sources: Sequence[str], progress: Progress) -> FetchResult:
    from jobsearch.services.feed.fetch import fetch_new  # noqa: PLC0415 - this process's alone

    return fetch_new(settings, sources=sources, progress=progress)
