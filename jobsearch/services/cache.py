"""The server's cache of open stores, current answers to queries, and loaded files.

The server creates one Cache and passes it to the services, which must open the store through it: opening and
closing the file separately would release the locks of the cached connections (sqlite.org/howtocorrupt.html,
2.2). A command passes no cache; it opens the store for itself and caches nothing.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from threading import Lock
from typing import Any, TypeVar

from jobsearch.errors import StoreGone
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import Engine, connect

Answer = TypeVar("Answer")

_MOST_ANSWERS = 64
_MOST_OPENINGS = 3  # attempts if other threads keep closing the store
_FRESH_SECONDS = 60.0  # some answers also depend on the time, as "seen within 30 days" does


def open_store(settings: Settings) -> Engine:
    """Return an engine for a newly opened store. Raises subclasses of InstanceError."""
    return connect(settings.store_path)


class NoCache:
    """A cache that stores nothing, for commands; it defines the interface of all caches."""

    def open_store(self, settings: Settings) -> Engine:
        """Return the engine of the store. Raises subclasses of InstanceError."""
        return open_store(settings)

    def cached(
        self,
        settings: Settings,
        question: Hashable,
        answer: Callable[[], Answer],
        *,
        unseen_seconds: float = 0.0,
    ) -> Answer:
        """Return the cached answer to the question, or the result of `answer` if the store has changed.

        An answer also expires after a minute. For `unseen_seconds` after a check of the store, neither the
        store nor the time is checked again. Exceptions raised by `answer` are propagated, not cached.
        """
        del settings, question, unseen_seconds
        return answer()

    def cached_if_fresh(self, settings: Settings, question: Hashable, *, unseen_seconds: float = 0.0) -> Any:  # noqa: ANN401 - an answer
        """Return the valid cached answer without waiting or calling `answer`, or None if there is none."""
        del settings, question, unseen_seconds

    def newest(self, name: str, version: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the result of `make` for this version; only the newest version is cached."""
        del name, version
        return make()


UNCACHED = NoCache()


class Cache(NoCache):
    """A thread-safe cache for a server."""

    def __init__(self) -> None:
        """Create an empty cache."""
        from jobsearch.store.sqlite.watch import OpenStores  # noqa: PLC0415 - a server's alone

        self._stores = OpenStores()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._newest: dict[str, tuple[Hashable, Any]] = {}
        self._lock = Lock()
        self._making = Lock()  # expensive, and threads may need the same result

    def open_store(self, settings: Settings) -> Engine:
        """Return the engine of the store, the same for every call."""
        return self._stores.open(settings.store_path).engine

    def cached(
        self,
        settings: Settings,
        question: Hashable,
        answer: Callable[[], Answer],
        *,
        unseen_seconds: float = 0.0,
    ) -> Answer:
        """Return the cached answer to the question, or the result of `answer` if the store has changed."""
        place = self._place(settings, question)
        with place.lock:  # one request computes the answer while the others wait for it
            if not place.holds(unseen_seconds):
                self._renew(place, settings, answer)
            found: Answer = place.answer
            return found

    def cached_if_fresh(self, settings: Settings, question: Hashable, *, unseen_seconds: float = 0.0) -> Any:  # noqa: ANN401 - an answer
        """Return the valid cached answer without waiting or calling `answer`, or None if there is none."""
        place = self._place(settings, question)
        if place.answer is None or not place.lock.acquire(blocking=False):
            return None
        try:
            holds = place.holds(unseen_seconds) or self._still_holds(place, settings)
            return place.answer if holds else None
        finally:
            place.lock.release()

    def newest(self, name: str, version: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return the result of `make` for this version; only the newest version is cached."""
        with self._making:
            if (found := self._newest.get(name)) is None or found[0] != version:
                found = self._newest[name] = (version, make())
            answer: Answer = found[1]
            return answer

    def clear(self) -> None:
        """Clear the cache, so that the next request reopens a store that has failed."""
        with self._lock:
            self._places.clear()
        self._stores.close()

    def _place(self, *question: Hashable) -> "_Place":
        with self._lock:
            found = self._places.setdefault(question, _Place())
            self._places.move_to_end(question)
            if len(self._places) > _MOST_ANSWERS:
                self._places.popitem(last=False)
            return found

    def _still_holds(self, place: "_Place", settings: Settings) -> bool:
        store, now = self._stores.already_open(settings.store_path), time.monotonic()
        is_same = store is not None and place.state == (store, store.version_at_once())
        if is_same and now < place.asked_at + _FRESH_SECONDS:
            place.seen_at = now
            return True
        return False

    def _renew(self, place: "_Place", settings: Settings, answer: Callable[[], object]) -> None:
        state = self._state(settings)  # read before the answer, so that concurrent changes invalidate it
        now = time.monotonic()
        if state != place.state or now >= place.asked_at + _FRESH_SECONDS:
            place.answer = answer()
            place.state, place.asked_at = state, now
        place.seen_at = now

    def _state(self, settings: Settings) -> tuple[object, int]:
        from jobsearch.store.sqlite.watch import StoreClosed  # noqa: PLC0415 - as above

        for _time in range(_MOST_OPENINGS):
            store = self._stores.open(settings.store_path)
            with suppress(StoreClosed):  # another thread found the store damaged or replaced
                return store, store.version()
        raise StoreGone(path=settings.store_path)


@dataclass
class _Place:
    """The cached answer to one question, with the store and the version of the store that it is based on."""

    lock: Lock = field(default_factory=Lock)
    answer: Any = None
    state: Hashable = None
    asked_at: float = -inf
    seen_at: float = -inf

    def holds(self, unseen_seconds: float) -> bool:
        return time.monotonic() < self.seen_at + unseen_seconds
