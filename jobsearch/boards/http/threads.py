"""Daemon threads that neither asyncio nor the interpreter waits for on exit.

A DNS lookup may block for minutes and cannot be cancelled, and both asyncio and the interpreter wait for the
threads of an ordinary executor when they shut down.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Thread
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class Daemons(ThreadPoolExecutor):
    """An executor that runs each call in its own daemon thread; asyncio accepts only a ThreadPoolExecutor."""

    def submit(self, fn: Callable[_P, _T], /, *args: _P.args, **kwargs: _P.kwargs) -> Future[_T]:
        """Call `fn` in a new thread, which is abandoned if it is still running when the program exits."""
        future: Future[_T] = Future()
        Thread(target=lambda: _settle(future, lambda: fn(*args, **kwargs)), daemon=True).start()
        return future


def _settle(future: Future[_T], call: Callable[[], _T]) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = call()
    except BaseException as error:  # noqa: BLE001 - re-raised wherever the future is awaited
        future.set_exception(error)
    else:
        future.set_result(result)
