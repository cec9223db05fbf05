"""One fetch at a time: two would ask the same boards for the same posts."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from jobsearch.errors import FetchRuns
from jobsearch.settings import Settings
from jobsearch.store.sqlite.lock import exclusive_if_possible

_SECONDS = 5.0  # for one that is about to end


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Let no other fetch of this instance ask boards during the block; raises FetchRuns where one does."""
    with ExitStack() as held:
        try:
            held.enter_context(_held(settings, _SECONDS))
        except TimeoutError as error:
            raise FetchRuns from error
        yield


def a_fetch_runs(settings: Settings) -> bool:
    """Return whether a fetch is asking boards right now."""
    try:
        with _held(settings, 0.0):
            return False
    except TimeoutError:
        return True


def _held(settings: Settings, seconds: float) -> AbstractContextManager[None]:
    return exclusive_if_possible(settings.instance / "fetch.lock", seconds)
