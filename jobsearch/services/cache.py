"""What a server keeps from one request to the next: the open store, and answers that still hold.

A command, whose settings are not resident, opens the store for itself and remembers nothing.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from math import inf
from threading import Lock
from typing import Any, TypeVar

from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import Engine, connect

Answer = TypeVar("Answer")

_MOST_ANSWERS = 64
_FRESH_SECONDS = 60.0  # some answers depend on the hour as well, as "seen within 30 days" does


def open_store(settings: Settings) -> Engine:
    """Return the engine of the store; raises InstanceError's subclasses."""
    if not settings.resident:
        return connect(settings.store_path)
    from jobsearch.store.sqlite.watch import kept  # noqa: PLC0415 - a server's alone

    return kept(settings.store_path).engine


def remembered(
    settings: Settings, question: Hashable, answer: Callable[[], Answer], *, unseen_seconds: float = 0.0
) -> Answer:
    """Return what `answer` returned to this question while the store was as it is now, or ask it.

    The question is asked again after a minute as well. For `unseen_seconds` after a look at the store,
    neither is looked at again. What `answer` raises is raised, and not remembered.
    """
    if not settings.resident:
        return answer()
    place = _ANSWERS.place(settings, question)
    with place.lock:  # one request asks, and the others wait for what it finds
        if not place.holds(unseen_seconds):
            _renew(place, settings, answer)
        found: Answer = place.answer
        return found


def recalled(settings: Settings, question: Hashable, *, unseen_seconds: float = 0.0) -> Any:  # noqa: ANN401 - an answer
    """Return what remembered() would if it need not ask or wait, else None: for a thread that must not."""
    place = _ANSWERS.place(settings, question)
    if place.answer is None or not place.lock.acquire(blocking=False):
        return None
    try:
        return place.answer if place.holds(unseen_seconds) or _still_holds(place, settings) else None
    finally:
        place.lock.release()


def forget() -> None:
    """Keep nothing: what failed is opened anew by the next request."""
    from jobsearch.store.sqlite import watch  # noqa: PLC0415 - a server's alone

    _ANSWERS.clear()
    watch.forget()


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


def _still_holds(place: _Place, settings: Settings) -> bool:
    from jobsearch.store.sqlite.watch import already_kept  # noqa: PLC0415 - a server's alone

    store, now = already_kept(settings.store_path), time.monotonic()
    is_same = store is not None and place.state == (store, store.version_at_once())
    if is_same and now < place.asked_at + _FRESH_SECONDS:
        place.seen_at = now
        return True
    return False


def _renew(place: _Place, settings: Settings, answer: Callable[[], object]) -> None:
    from jobsearch.store.sqlite.watch import kept  # noqa: PLC0415 - a server's alone

    store, now = kept(settings.store_path), time.monotonic()
    state = (store, store.version())  # before the answer: what changes meanwhile is asked for anew
    if state != place.state or now >= place.asked_at + _FRESH_SECONDS:
        place.answer = answer()
        place.state, place.asked_at = state, now
    place.seen_at = now


class _Answers:
    """The places of the questions that were asked last."""

    def __init__(self) -> None:
        self._places: OrderedDict[Hashable, _Place] = OrderedDict()
        self._lock = Lock()

    def place(self, *question: Hashable) -> _Place:
        with self._lock:
            found = self._places.setdefault(question, _Place())
            self._places.move_to_end(question)
            if len(self._places) > _MOST_ANSWERS:
                self._places.popitem(last=False)
            return found

    def clear(self) -> None:
        with self._lock:
            self._places.clear()


_ANSWERS = _Answers()
