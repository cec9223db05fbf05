"""Count the terms in stored posts, in up to two processes if there are many posts.

In a server, training runs in a daemonic process, which cannot have children, so it uses a single process.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import current_process, get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobsearch.store import texts
from jobsearch.store.sqlite.engine import Engine, connect, connect_readonly, path_of

if TYPE_CHECKING:
    from jobsearch.learning.counts import Counts

    Counted = tuple[dict[int, str], Counts]

_AT_ONCE = 5_000  # in a process of its own; larger batches look up fewer words repeatedly
_WORTH_PROCESSES = 6 * _AT_ONCE  # starting a process takes as long as counting ten thousand posts
_MOST_PROCESSES = 2


def count_texts(engine: Engine, ids: Sequence[int]) -> "Iterator[Counted]":
    """Yield the marks and term counts of these posts in order, in batches.

    Raises subclasses of InstanceError.
    """
    processes = 1 if current_process().daemon else min(_MOST_PROCESSES, os.cpu_count() or 1)
    batches = [ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE)]
    done = 0
    if len(ids) >= _WORTH_PROCESSES and processes > 1:
        try:
            with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
                for counted in pool.map(partial(_count_apart, path_of(engine)), batches):
                    yield counted
                    done += 1
        except (OSError, BrokenProcessPool):  # no resources for another process, so continue in this one
            pass
    if left := ids[done * _AT_ONCE :]:
        yield _count(engine, left)  # at once, because each batch looks up its words anew


def _count_apart(path: Path, ids: Sequence[int]) -> "Counted":
    return _count(connect(path), ids)


def _count(engine: Engine, ids: Sequence[int]) -> "Counted":
    from jobsearch.learning.counts import count  # noqa: PLC0415 - heavy, and asked for by name

    marks: dict[int, str] = {}
    with connect_readonly(engine) as connection:

        def noted() -> "Iterator[Any]":
            for text, mark in texts.read(connection, ids):
                marks[text.id] = mark
                yield text

        counts = count(noted())
    return marks, counts
