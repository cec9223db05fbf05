"""Complete the search index and the facts of all posts, on which lists of posts depend."""

import contextlib
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from threading import Lock

from jobsearch.errors import JobSearchError
from jobsearch.files.system import be_polite
from jobsearch.services.cache import UNCACHED, NoCache, open_store
from jobsearch.settings import Settings
from jobsearch.store.sqlite import fulltext
from jobsearch.store.sqlite.engine import Engine, connect_readonly, writing

_LONG_TO_INDEX = 5_000


_INDEXED_AT_ONCE = 5_000


_LONG_TO_READ = 500


_TO_READ = 0.003  # seconds per post


def is_complete(settings: Settings, cache: NoCache = UNCACHED) -> bool:
    """Return whether all posts are indexed and have facts."""
    from jobsearch.services.posts import facts  # noqa: PLC0415 - its tables are for those who ask for facts

    engine = cache.open_store(settings)
    with connect_readonly(engine) as connection:
        return not (fulltext.count_pending(connection) or facts.count_pending(engine))


def complete(settings: Settings) -> None:
    """Index all remaining posts and extract their facts, so that no list has to wait."""
    engine = open_store(settings)
    complete_index(engine, lambda _step: None)
    complete_facts(engine, lambda _step: None)


def complete_index(engine: Engine, progress: Callable[[str], None]) -> None:
    with connect_readonly(engine) as connection:
        pending = fulltext.count_pending(connection)
    if not pending:
        return
    if pending >= _LONG_TO_INDEX:
        progress(f"Indexing {pending:,} posts; this happens only once.")
    # In batches, so that no fetch waits long for the lock and an interruption loses little work.
    for _batch in range(0, pending, _INDEXED_AT_ONCE):
        with writing(engine) as session:
            fulltext.index_pending(session, _INDEXED_AT_ONCE)
            session.commit()


def complete_facts(engine: Engine, progress: Callable[[str], None]) -> None:
    from jobsearch.services.posts import facts  # noqa: PLC0415 - its tables are for those who ask for facts

    pending = facts.count_pending(engine)
    if not pending:
        return
    if pending >= _LONG_TO_READ:
        minutes = max(round(pending * _TO_READ / 60), 1)
        progress(
            f"Extracting facts from {pending:,} posts; this takes about {minutes} min, once for each "
            "version of the rules."
        )
    facts.read_pending(engine)


def count_unread(settings: Settings, cache: NoCache = UNCACHED) -> int:
    """Return the number of posts whose facts have not been extracted yet.

    Raises subclasses of InstanceError.
    """
    from jobsearch.services.posts import facts  # noqa: PLC0415 - its tables are for those who ask for facts

    return facts.count_pending(cache.open_store(settings))


class Completer:
    """A process that indexes posts and extracts their facts in the background, and ends with the server."""

    def __init__(self, settings: Settings, cache: NoCache) -> None:
        """Create a completer without starting it."""
        self._settings, self._cache = settings, cache
        self._lock = Lock()
        self._process: BaseProcess | None = None

    def begin(self) -> None:
        """Start processing the remaining posts, if there are any and no process is already doing so.

        Many posts may remain after the store grew without fetch-new or after the rules changed. Raises
        subclasses of InstanceError.
        """
        with self._lock:
            if self._process is not None and self._process.is_alive():
                return
            if not is_complete(self._settings, self._cache):
                work = (complete, self._settings)
                self._process = get_context("spawn").Process(target=_politely, args=work, daemon=True)
                self._process.start()


def _politely(work: Callable[[Settings], None], settings: Settings) -> None:
    be_polite()
    with contextlib.suppress(JobSearchError, KeyboardInterrupt):  # a list completes the rest
        work(settings)
