"""The adviser of a labeling session in a process of its own, so that no key press waits for it.

    the session --(answers so far)--> the process: reads the posts once, then fits and chooses
    the session <------(advice)------ the process

The process ends with the session: its pipe is closed, however that came about.
"""

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from jobsearch.errors import JobSearchError
from jobsearch.store import database, jobs
from jobsearch.store.models import LabelValue

if TYPE_CHECKING:
    from jobsearch.learning.adviser import Advice, Adviser

_POLITE = 5  # the screen and the store come first


@dataclass(frozen=True)
class Situation:
    """Where a session stands.

    Attributes:
        answers: every answer to a stored post, by the post's id.
        open_ids: the posts that may be asked about.
        shown: those that were, in their order.
        again: whether they are asked about because they were answered before.

    """

    answers: Mapping[int, LabelValue]
    open_ids: frozenset[int]
    shown: tuple[int, ...]
    again: bool = False


class Advising:
    """A running adviser: told where the session stands, it gives advice, of which the newest counts."""

    def __init__(self, store_path: Path, ids: frozenset[int], wish: str, seed: int) -> None:
        """Start the process; it reads the posts with these ids, and learns from a wish where there is one."""
        context = get_context("spawn")
        self._here, there = context.Pipe()
        process = context.Process(target=_run, args=(there, store_path, ids, wish, seed), daemon=True)
        process.start()
        there.close()
        self._process = process
        self._told = 0
        self._heard: tuple[int, Advice | None] = (0, None)

    def tell(self, situation: Situation) -> None:
        """Say where the session stands now; does nothing once the process has ended."""
        with contextlib.suppress(OSError):
            self._here.send((self._told + 1, situation))
            self._told += 1

    def newest(self, patience: float) -> "Advice | None":
        """Return the newest advice, None before the first.

        Wait at most `patience` seconds for that on the last situation told; the one on an earlier situation
        may name posts that were shown since.
        """
        with contextlib.suppress(OSError, EOFError):
            while self._heard[0] < self._told and self._here.poll(patience if self._heard[1] else 0):
                self._heard = self._here.recv()
        return self._heard[1]

    def wait(self) -> "Advice | None":
        """Return the advice on what was told last, however long it takes, or None where the process ended."""
        with contextlib.suppress(OSError, EOFError):
            while self._heard[0] < self._told:
                self._heard = self._here.recv()
        return self._heard[1]

    def close(self) -> None:
        """End the process."""
        self._here.close()
        self._process.terminate()
        self._process.join()


def _run(pipe: Connection, store_path: Path, ids: frozenset[int], wish: str, seed: int) -> None:
    os.nice(_POLITE)
    with contextlib.suppress(EOFError, OSError, JobSearchError, KeyboardInterrupt):
        adviser = _adviser(store_path, ids, wish, seed)
        while True:
            number, situation = _last_of(pipe)
            choose = adviser.review if situation.again else adviser.advise
            pipe.send((number, choose(situation.answers, situation.open_ids, situation.shown)))


def _last_of(pipe: Connection) -> tuple[int, Situation]:
    numbered: tuple[int, Situation] = pipe.recv()
    while pipe.poll():
        numbered = pipe.recv()
    return numbered


def _adviser(store_path: Path, ids: frozenset[int], wish: str, seed: int) -> "Adviser":
    from jobsearch.learning.adviser import Adviser  # noqa: PLC0415 - heavy, and needed in this process alone
    from jobsearch.learning.wish import read_wish  # noqa: PLC0415 - same

    with database.reading(database.connect(store_path)) as session:
        posts = {post.id: post for post in jobs.everything(session) if post.id in ids}
    return Adviser(posts, read_wish(wish) if wish else None, seed)
