"""The labeling session of a server: a single session for all clients, with at most one learning process.

The session ends on request, after a period without requests, or with the server. By then, all answers have
been stored.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Timer
from typing import Annotated, NamedTuple

from fastapi import Depends
from fastapi import Request as HttpRequest

from jobsearch.errors import JobSearchError
from jobsearch.services.cache import Cache
from jobsearch.services.labels.session import LabelingSession, Progress, Request
from jobsearch.services.labels.standing import Standing
from jobsearch.settings import Settings

_IDLE_SECONDS = 15 * 60.0
_PATIENCE = 2.0  # seconds in which a first question waits for all posts to be read, if there is a wish


class Ended(NamedTuple):
    """A session that has ended.

    Attributes:
        progress: its progress.
        standing: the progress of all sessions.
        moved_up: the titles of posts that its answers moved up in the order.
        was_idle: whether it ended because of inactivity.

    """

    progress: Progress
    standing: Standing
    moved_up: tuple[str, ...]
    was_idle: bool


class Running(NamedTuple):
    """A session with its options."""

    session: LabelingSession
    request: Request


class Teaching:
    """The current session, and the result of the last one."""

    def __init__(self, idle_seconds: float = _IDLE_SECONDS) -> None:
        """Start without a session; each session ends after `idle_seconds` without a request."""
        self._idle_seconds = idle_seconds
        self._lock = Lock()
        self._running: Running | None = None
        self._store: object = None
        self._timer: Timer | None = None
        self.ended: Ended | None = None

    @contextmanager
    def running(self, settings: Settings, cache: Cache) -> Iterator[Running | None]:
        """Yield the session, or None, for exclusive use by this thread.

        If the session's store was replaced, for example by restoring a backup, the session ends first. Raises
        subclasses of InstanceError.
        """
        store = cache.open_store(settings)
        with self._lock:
            if store is not self._store:
                self._end(was_idle=False)
            self._wait_anew()
            yield self._running

    @contextmanager
    def begun(self, settings: Settings, cache: Cache, request: Request) -> Iterator[Running]:
        """Start a new session and yield it for exclusive use by this thread.

        Raises the errors of LabelingSession.
        """
        with self._lock:
            self._end(was_idle=False)
            self._store = cache.open_store(settings)
            self._running = Running(LabelingSession(settings, request, cache, _PATIENCE), request)
            self.ended = None
            self._wait_anew()
            yield self._running

    def end(self) -> None:
        """End the session, if there is one."""
        with self._lock:
            self._end(was_idle=False)

    def _idle(self, of: Running) -> None:
        with self._lock:
            if of is self._running:
                self._end(was_idle=True)

    def _wait_anew(self) -> None:
        self._forget_timer()
        if self._running is not None:
            self._timer = Timer(self._idle_seconds, self._idle, [self._running])
            self._timer.daemon = True
            self._timer.start()

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _end(self, *, was_idle: bool) -> None:
        self._forget_timer()
        running, self._running = self._running, None
        if running is None:
            return
        with running.session as session, suppress(JobSearchError):  # the store may be missing
            self.ended = Ended(
                session.progress,
                session.standing,
                session.moved_up,
                was_idle,
            )


async def _teaching(request: HttpRequest) -> Teaching:
    teaching = request.app.state.teaching
    assert isinstance(teaching, Teaching)  # noqa: S101 - create_app put it there
    return teaching


Taught = Annotated[Teaching, Depends(_teaching)]
