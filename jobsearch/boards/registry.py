"""The boards that are known: one line each."""

from jobsearch.boards import arbeitnow, feed, hackernews, himalayas, jobicy, remotive, themuse, workingnomads
from jobsearch.boards.board import Board

BOARDS: dict[str, Board] = {
    module.BOARD.name: module.BOARD
    for module in (
        himalayas,
        jobicy,
        remotive,
        arbeitnow,
        workingnomads,
        themuse,
        hackernews,
        feed,
    )
}
