"""The schedule for requests to sources. The functions are pure."""

from datetime import datetime, timedelta
from typing import Protocol

from jobsearch.boards.board import Board

_SLACK = timedelta(seconds=30)  # an hourly cron may start a few seconds early


class History(Protocol):
    """The history of a source that determines when it is due."""

    @property
    def asked_at(self) -> datetime | None:
        """The time of the last request."""


def next_due(history: History, board: Board, now: datetime) -> datetime:
    """Return the earliest time of the next request: after the minimum interval, even after a failure.

    A last request in the future is ignored, because it was recorded while the clock was wrong.
    """
    asked = history.asked_at
    return now if asked is None or asked > now else asked + board.shortest_interval


def is_due(history: History, board: Board, now: datetime) -> bool:
    """Return whether a source may be requested now."""
    return next_due(history, board, now) <= now + _SLACK
