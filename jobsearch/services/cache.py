"""What a server keeps from one request to the next: open stores, answers that still hold, files that it read.

The server makes one Cache and hands it to the services, each of which has to open the store through it:
whoever opens and closes the file otherwise gives up the locks of the connections that are kept
(sqlite.org/howtocorrupt.html, 2.2). A command hands none: it opens the store for itself and keeps nothing.
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
_MOST_OPENINGS = 3  # of a store that others close
_FRESH_SECONDS = 60.0  # some answers depend on the hour as well, as "seen within 30 days" does


def open_store(settings: Settings) -> Engine:
    """Return an engine of the store, opened again; raises InstanceError's subclasses."""
    return connect(settings.store_path)


class NoCache:
    """What a command has: everything is opened, read and asked again."""

    def open_store(self, settings: Settings) -> Engine:
        """Return the engine of the store; raises InstanceError's subclasses."""
        return open_store(settings)

    def cached(
        self,
        settings: Settings,
        question: Hashable,
        answer: Callable[[], Answer],
        *,
        unseen_seconds: float = 0.0,
    ) -> Answer:
        """Return what `answer` returned to this question while the store was as it is now, or ask it.

        The question is asked again after a minute as well. For `unseen_seconds` after a look at the store,
        neither is looked at again. What `answer` raises is raised, and not kept.
        """
        del settings, question, unseen_seconds
        return answer()

    def cached_if_fresh(self, settings: Settings, question: Hashable, *, unseen_seconds: float = 0.0) -> Any:  # noqa: ANN401 - an answer
        """Return what cached() would if it need not ask or wait, else None: for a thread that must not."""
        del settings, question, unseen_seconds

    def newest(self, name: str, version: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return what `make` made for this version, of which only the newest is kept."""
        del name, version
        return make()


UNCACHED = NoCache()


class Cache(NoCache):
    """What a server has; many threads may use it at once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        from jobsearch.store.sqlite.watch import OpenStores  # noqa: PLC0415 - a server's alone

        self._stores = OpenStores()
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._newest: dict[str, tuple[Hashable, Any]] = {}
        self._lock = Lock()
        self._making = Lock()  # takes much time and memory, and another thread may need the same

    def open_store(self, settings: Settings) -> Engine:
        """Return the engine of the store, the same from call to call."""
        return self._stores.open(settings.store_path).engine

    def cached(
        self,
        settings: Settings,
        question: Hashable,
        answer: Callable[[], Answer],
        *,
        unseen_seconds: float = 0.0,
    ) -> Answer:
        """Return what `answer` returned to this question while the store was as it is now, or ask it."""
        place = self._place(settings, question)
        with place.lock:  # one request asks, and the others wait for what it finds
            if not place.holds(unseen_seconds):
                self._renew(place, settings, answer)
            found: Answer = place.answer
            return found

    def cached_if_fresh(self, settings: Settings, question: Hashable, *, unseen_seconds: float = 0.0) -> Any:  # noqa: ANN401 - an answer
        """Return what cached() would if it need not ask or wait, else None."""
        place = self._place(settings, question)
        if place.answer is None or not place.lock.acquire(blocking=False):
            return None
        try:
            holds = place.holds(unseen_seconds) or self._still_holds(place, settings)
            return place.answer if holds else None
        finally:
            place.lock.release()

    def newest(self, name: str, version: Hashable, make: Callable[[], Answer]) -> Answer:
        """Return what `make` made for this version, of which only the newest is kept."""
        with self._making:
            if (found := self._newest.get(name)) is None or found[0] != version:
                found = self._newest[name] = (version, make())
            answer: Answer = found[1]
            return answer

    def clear(self) -> None:
        """Keep nothing: what failed is opened again by the next request."""
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
        state = self._state(settings)  # before the answer: what changes meanwhile is asked for again
        now = time.monotonic()
        if state != place.state or now >= place.asked_at + _FRESH_SECONDS:
            place.answer = answer()
            place.state, place.asked_at = state, now
        place.seen_at = now

    def _state(self, settings: Settings) -> tuple[object, int]:
        from jobsearch.store.sqlite.watch import StoreClosed  # noqa: PLC0415 - as above

        for _time in range(_MOST_OPENINGS):
            store = self._stores.open(settings.store_path)
            with suppress(StoreClosed):  # another thread found it damaged or replaced
                return store, store.version()
        raise StoreGone(path=settings.store_path)


@dataclass
class _Place:
    """Where the answer to one question is kept, and as of which state of which store."""

    lock: Lock = field(default_factory=Lock)
    answer: Any = None
    state: Hashable = None
    asked_at: float = -inf
    seen_at: float = -inf

    def holds(self, unseen_seconds: float) -> bool:
        return time.monotonic() < self.seen_at + unseen_seconds
