"""The boards that are known: one line each."""

from jobsearch.boards.board import Board
from jobsearch.boards.remotive import BOARD as REMOTIVE

BOARDS: dict[str, Board] = {board.name: board for board in (REMOTIVE,)}
