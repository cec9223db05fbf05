"""Process the parts of a corpus in other processes on this machine or on a cluster.

If a worker dies, its unfinished tasks are run again, so only time is lost.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from jobsearch.errors import ClusterNotInstalled, ClusterUnreachable, JobSearchError, WorkersDie

_AHEAD = 2  # tasks handed out per worker, whose results wait in memory
_MOST_DEATHS = 3  # in a row, without a finished task in between
_SECONDS = 20  # timeout for a scheduler to answer, and to have a worker

Task = Callable[[], Any]


@dataclass(frozen=True)
class Processes:
    """A pool of worker processes on this machine."""

    number: int

    def __call__(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Run tasks and yield their results in any order.

        Raises WorkersDie or the error of a task.
        """
        waiting, left, deaths = enumerate(tasks), dict[int, Task](), Counter[int]()
        while True:
            try:
                yield from self._done(waiting, left)
            except BrokenProcessPool as error:
                deaths = Counter({number: deaths[number] + 1 for number in left})
                if max(deaths.values(), default=0) >= _MOST_DEATHS:
                    raise WorkersDie from error
            else:
                return

    def _done(self, waiting: Iterator[tuple[int, Task]], left: dict[int, Task]) -> Iterator[Any]:
        """Run the tasks, keeping in `left` those that were started but not finished.

        The tasks are those already in `left`, followed by those in `waiting`.
        """
        # Processes are spawned: a fork of this one might hold another thread's lock forever.
        pool = ProcessPoolExecutor(self.number, mp_context=get_context("spawn"), initializer=_end_with_parent)
        try:
            running = {pool.submit(task): number for number, task in left.items()}
            while True:
                for number, task in islice(waiting, max(0, _AHEAD * self.number - len(running))):
                    left[number] = task
                    running[pool.submit(task)] = number
                if not running:
                    return
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    result = future.result()
                    del left[running.pop(future)]
                    yield result
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _end_with_parent() -> None:
    """Make this process exit when its parent does, since nothing else signals that the parent was killed."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@dataclass(frozen=True)
class Cluster:
    """The workers of a Dask scheduler at an address such as tcp://10.0.0.7:8786."""

    address: str

    def __call__(self, tasks: Iterable[Task]) -> Iterator[Any]:
        """Run tasks and yield their results in any order.

        The scheduler reassigns the tasks of a dead worker. Raises ClusterNotInstalled, ClusterUnreachable,
        WorkersDie, or the error of a task.
        """
        dask = _dask()
        client = self._client(dask)
        try:
            yield from _spread(dask, client, iter(tasks))
        except JobSearchError:
            raise
        except dask.KilledWorker as error:
            raise WorkersDie from error
        except OSError as error:
            raise ClusterUnreachable(address=self.address, cause=error) from error
        finally:
            with suppress(Exception):  # the scheduler may already be gone
                client.close()

    def _client(self, dask: Any) -> Any:  # noqa: ANN401 - a package without types
        try:
            client = dask.Client(self.address, timeout=_SECONDS, set_as_default=False)
            client.wait_for_workers(1, timeout=_SECONDS)
        except (OSError, ValueError, TimeoutError) as error:
            raise ClusterUnreachable(address=self.address, cause=error or "it does not answer") from error
        return client


def _spread(dask: Any, client: Any, waiting: Iterator[Task]) -> Iterator[Any]:  # noqa: ANN401 - same
    done = dask.as_completed(loop=client.loop)
    room = _AHEAD * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
    for task in islice(waiting, room):
        done.add(client.submit(_did, task, pure=False))
    for future in done:
        yield future.result()
        future.release()
        for task in islice(waiting, 1):
            done.add(client.submit(_did, task, pure=False))


def _did(task: Task) -> Any:  # noqa: ANN401 - whatever a task returns
    return task()


def _dask() -> Any:  # noqa: ANN401 - same
    try:
        import distributed  # noqa: PLC0415 - the extra `cluster`
    except ImportError as error:
        raise ClusterNotInstalled from error
    return distributed
