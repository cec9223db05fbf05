"""A lock that allows only one fetch at a time; two would make the same requests to the same boards."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from jobsearch.errors import FetchRuns
from jobsearch.settings import Settings
from jobsearch.store.sqlite.lock import exclusive_if_possible

_SECONDS = 5.0  # to let an ending fetch finish


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Hold the instance's fetch lock during the block. Raises FetchRuns if another fetch holds it."""
    with ExitStack() as held:
        try:
            held.enter_context(_held(settings, _SECONDS))
        except TimeoutError as error:
            raise FetchRuns from error
        yield


def a_fetch_runs(settings: Settings) -> bool:
    """Return whether a fetch is running."""
    try:
        with _held(settings, 0.0):
            return False
    except TimeoutError:
        return True


def _held(settings: Settings, seconds: float) -> AbstractContextManager[None]:
    return exclusive_if_possible(settings.instance / "fetch.lock", seconds)
