"""Threads that nobody waits for.

A resolver may take minutes and cannot be told to stop. asyncio and Python itself wait, at their end, for
the threads of an ordinary executor.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Daemons(ThreadPoolExecutor):
    """An executor, of the one kind that asyncio takes, whose every call has a daemon thread of its own."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Call `fn` in a new thread, which ends with the program where it does not end before."""
        future: Future[_T] = Future()
        Thread(target=lambda: _settle(future, lambda: fn(*args, **kwargs)), daemon=True).start()
        return future


def _settle(future: Future[_T], call: Callable[[], _T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = call()
    except BaseException as error:  # noqa: BLE001 - whoever awaits the future raises it
        future.set_exception(error)
    else:
        future.set_result(result)
