"""The adviser for a labeling session, which runs in a separate process so that no key press waits for it.

  the session --(answers so far)--> the process: reads the posts once, then fits and chooses
  the session <------(advice)------ the process

The process ends when the session does, however it ends, because the pipe is then closed.
"""

import contextlib
import os
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

from jobsearch.domain.answers import LabelChoice, is_wanted
from jobsearch.domain.wish import StatedWish
from jobsearch.files.system import be_polite
from jobsearch.learning.label_order import Advice
from jobsearch.learning.unseen import Unseen, estimate
from jobsearch.store import posts as stored_posts
from jobsearch.store.sqlite.engine import connect, reading

if TYPE_CHECKING:
    from jobsearch.learning.active_learner import Adviser


@dataclass(frozen=True)
class SessionState:
    """The state of a session, kept small because the pipe's buffer for unread data is limited.

    Attributes:
        answers: the answers of this session by post id; None for an undone answer.
        shown: the posts that were asked about, in order.
        put_back: the posts that will be asked about after the current one.

    """

    answers: Mapping[int, LabelChoice | None]
    shown: tuple[int, ...]
    put_back: tuple[int, ...]


@dataclass(frozen=True)
class SessionSpec:
    """The parameters of a session.

    Attributes:
        ids: the posts to ask about.
        answers: the earlier answers by post id.
        wish: the user's description of the wanted job.
        again: whether the session reviews earlier answers.
        seed: the seed for random choices.
        past: for each earlier answer to a post chosen as likely wanted, in order, whether it is a yes.
        to_ask: the number of posts to ask about, including those not in `ids`.

    """

    ids: frozenset[int]
    answers: Mapping[int, LabelChoice]
    wish: StatedWish
    again: bool
    seed: int
    past: tuple[bool, ...] = ()
    to_ask: int = 0


@dataclass(frozen=True)
class Reply:
    """Advice on a numbered state, and the time taken to compute it in seconds.

    `unseen` is the estimated number of wanted posts left in the previous state, so that the advice does not
    have to wait for the estimate.
    """

    number: int
    advice: Advice | None
    seconds: float
    unseen: Unseen | None = None


class Advising:
    """A running adviser process, which receives a session's states and returns advice on the latest one."""

    def __init__(self, store_path: Path, spec: SessionSpec) -> None:
        """Start the process, which first reads the posts. Raises OSError if the system lacks resources."""
        context = get_context("spawn")
        with contextlib.ExitStack() as undo:
            self._here, there = context.Pipe()
            undo.callback(self._here.close)
            with there:
                process = context.Process(target=_run, args=(there, store_path, spec), daemon=True)
                process.start()
            undo.pop_all()
        self._process = process
        self._told = self._sent = 0
        self._latest: SessionState | None = None
        self._reply = Reply(0, None, 0.0)

    @property
    def ended(self) -> bool:
        """Whether the process has ended, so that no more advice will arrive."""
        return not self._process.is_alive()

    def tell(self, state: SessionState) -> None:
        """Send the current state of the session, or do nothing if the process has ended.

        Nothing is sent until the process has replied to the previous state, because a busy process would
        block the sender.
        """
        self._told += 1
        self._latest = state
        self._send_latest()

    def _send_latest(self) -> None:
        if self._sent == self._reply.number and self._sent < self._told:
            with contextlib.suppress(OSError):
                self._here.send((self._told, self._latest))
                self._sent = self._told

    @property
    def unseen(self) -> Unseen | None:
        """The estimated number of wanted posts left, as of the last advice; None if there is no estimate."""
        return self._reply.unseen

    def newest(self, patience: float) -> Advice | None:
        """Return the newest advice, or None before there is any.

        Waits at most `patience` seconds for advice on the latest state, and not at all if the previous advice
        took longer. Advice on an earlier state may name posts that have been shown since then.
        """
        end = time.monotonic() + self._worth_waiting(patience)
        with contextlib.suppress(OSError, EOFError):
            while self._reply.number < self._told and self._here.poll(max(end - time.monotonic(), 0)):
                self._reply = self._here.recv()
                self._send_latest()
        return self._reply.advice

    def _worth_waiting(self, patience: float) -> float:
        return patience if self._reply.advice and self._reply.seconds < patience else 0

    def wait(self, patience: float | None = None) -> Advice | None:
        """Return the advice on the latest state, or None if the process has ended.

        Waits at most `patience` seconds (None for no limit), and then returns the previous advice.
        """
        end = None if patience is None else time.monotonic() + patience
        with contextlib.suppress(OSError, EOFError):
            while self._reply.number < self._told:
                self._send_latest()
                if not self._here.poll(None if end is None else max(end - time.monotonic(), 0)):
                    break
                self._reply = self._here.recv()
        return self._reply.advice

    def close(self) -> None:
        """Terminate the process."""
        self._here.close()
        self._process.kill()  # no data can be lost
        self._process.join()


def _run(pipe: Connection, store_path: Path, spec: SessionSpec) -> None:
    be_polite()  # the screen and the store have priority
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), sys.stderr.fileno())  # stderr belongs to the session's screen
    # The session continues without advice, whatever the error.
    with contextlib.suppress(Exception, KeyboardInterrupt):
        adviser = _adviser(store_path, spec)
        choose, unseen = adviser.review if spec.again else adviser.advise, None
        while True:
            number, state = _last_of(pipe)
            start = time.perf_counter()
            answers = {**spec.answers, **state.answers}
            given = {id_: answer for id_, answer in answers.items() if answer is not None}
            open_ids = spec.ids.difference(state.shown, state.put_back)
            advice = choose(given, open_ids, state.shown)
            pipe.send(Reply(number, advice, time.perf_counter() - start, unseen))
            unseen = None if spec.again else _unseen(spec, state)


def _unseen(spec: SessionSpec, state: SessionState) -> Unseen | None:
    here = [is_wanted(answer) for answer in state.answers.values() if answer is not None]
    return estimate([*spec.past, *here], spec.to_ask - len(here))


def _last_of(pipe: Connection) -> tuple[int, SessionState]:
    numbered: tuple[int, SessionState] = pipe.recv()
    while pipe.poll():
        numbered = pipe.recv()
    return numbered


def _adviser(store_path: Path, spec: SessionSpec) -> "Adviser":
    from jobsearch.learning.active_learner import Adviser  # noqa: PLC0415 - heavy, and needed in this process alone
    from jobsearch.learning.wish.read import read_stated  # noqa: PLC0415 - same

    known = spec.ids | spec.answers.keys()
    with reading(connect(store_path)) as session:
        posts = {post.id: post for post in stored_posts.with_texts(session, known)}
    return Adviser(posts, read_stated(spec.wish) if spec.wish else None, spec.seed)
