"""When a source is to be asked again; pure."""

from datetime import datetime, timedelta
from typing import Protocol

from jobsearch.boards.board import Board

_SLACK = timedelta(seconds=30)  # a cron starts some seconds sooner than an hour ago


class History(Protocol):
    """What is known of a source's visits."""

    @property
    def asked_at(self) -> datetime | None:
        """When it was last asked."""


def next_due(history: History, board: Board, now: datetime) -> datetime:
    """Return from when on a source may be asked: after its shortest interval, whether it answered or failed.

    A last visit that lies ahead was dated by a clock that was wrong.
    """
    asked = history.asked_at
    return now if asked is None or asked > now else asked + board.shortest_interval


def is_due(history: History, board: Board, now: datetime) -> bool:
    """Return whether a source may be asked now."""
    return next_due(history, board, now) <= now + _SLACK
