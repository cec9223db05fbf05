"""When a source is to be asked again; pure."""

from datetime import datetime
from typing import Protocol

from jobsearch.boards.board import Board


class History(Protocol):
    """What is known of a source's visits."""

    @property
    def asked_at(self) -> datetime | None:
        """When it was last asked."""

    @property
    def failures(self) -> int:
        """How often in a row it has failed."""


def next_due(history: History, board: Board, now: datetime) -> datetime:
    """Return from when on a source may be asked: after its shortest interval, at once where it failed.

    A last visit that lies ahead was dated by a clock that was wrong.
    """
    asked = history.asked_at
    if asked is None or history.failures or asked > now:
        return now
    return asked + board.shortest_interval


def is_due(history: History, board: Board, now: datetime) -> bool:
    """Tell whether a source may be asked now."""
    return next_due(history, board, now) <= now
