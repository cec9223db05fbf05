"""Which pages fetch-new asks: of wanted posts that no board shows any more, once a day each, few at once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from support.feeds import body, element
from support.reposts import fetched, liked, moved, scored
from support.sources import BoardServer, boards_serving

from jobsearch.boards.http import client
from jobsearch.domain.query import Query
from jobsearch.services.feed import fetch
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store.models import PageCheck
from jobsearch.store.sqlite.engine import connect, writing

POSTS = range(1, 15)
PAGE = b"<html><body><h1>Engineer</h1><p>You build.</p><a href='/l/5'>Apply for this job</a></body></html>"


class Board(BoardServer):
    """Remote OK whose feed shows none of the posts any more; `pages` is what the page of each answers."""

    def __init__(self) -> None:
        super().__init__(self.reply)
        self.pages: dict[int, int] = {}

    def reply(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if path.startswith("/api"):
            return 200, {}, body([element(99)])
        return self.pages.get(int(path.rpartition("-")[2]), 200), {}, PAGE

    def visited(self) -> list[int]:
        """Return the posts whose pages were asked, in order, and forget them."""
        numbers = [int(path.rpartition("-")[2]) for path in self.asked if not path.startswith("/api")]
        self.asked.clear()
        return numbers


@pytest.fixture
def board() -> Board:
    return Board()


@pytest.fixture
def unseen(settings: Settings, board: Board) -> Iterator[Settings]:
    """An instance with posts that Remote OK showed five days ago last, and all of which the model likes."""
    with boards_serving(settings, remoteok=board) as own:
        fetched(own, *map(element, POSTS))
        liked(own)
        for number in POSTS:
            moved(own, number, column="last_seen", days=5)
        yield own


def next_day(settings: Settings) -> None:
    with writing(connect(settings.store_path)) as session:
        for one in session.query(PageCheck):
            one.checked_at -= timedelta(days=1, minutes=1)
        session.commit()


def test_a_page_that_is_gone_closes_its_post_which_is_counted_and_left_out(
    unseen: Settings, board: Board
) -> None:
    scored(unseen, {5: 0.9})
    board.pages[5] = 404
    result = fetch_new(unseen)
    assert (board.visited(), result.closed) == ([5], 1)
    assert show(unseen, "remoteok:5").post.closed_at
    assert "remoteok:5" not in {one.key for one in recommend(unseen, Query()).posts}


def test_only_posts_that_are_wanted_are_visited(unseen: Settings, board: Board) -> None:
    scored(unseen, {1: 0.9, 2: 0.49, 3: 0.9})
    set_label(unseen, "remoteok:3", "no")
    set_label(unseen, "remoteok:4", "yes")
    fetch_new(unseen)
    assert sorted(board.visited()) == [1, 4]


def test_a_post_that_its_board_has_just_shown_is_not_visited(unseen: Settings, board: Board) -> None:
    scored(unseen, {1: 0.9, 2: 0.9})
    moved(unseen, 1, column="last_seen", days=2)
    fetch_new(unseen)
    assert board.visited() == [2]


def test_ten_are_visited_at_once_and_each_once_a_day(unseen: Settings, board: Board) -> None:
    fetch_new(unseen)
    first = board.visited()
    fetch_new(unseen)
    second = board.visited()
    fetch_new(unseen)
    assert (len(first), len(second), board.visited()) == (10, 4, [])
    assert sorted(first + second) == list(POSTS)


@pytest.mark.parametrize("status", [401, 403, 500])
def test_pages_that_do_not_answer_leave_the_others_their_turn(
    unseen: Settings, board: Board, status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "TRIES", 1)  # of those that are tried again three fit into the time
    board.pages = dict.fromkeys(POSTS, status)
    fetch_new(unseen)
    first = board.visited()
    fetch_new(unseen)
    assert set(board.visited()) == set(POSTS) - set(first)
    assert not any(show(unseen, f"remoteok:{number}").post.closed_at for number in POSTS)


def test_a_page_that_fails_between_two_visits_takes_no_suspicion_back(
    unseen: Settings, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    scored(unseen, {5: 0.9})
    monkeypatch.setattr(f"{__name__}.PAGE", b"<h1>This job post is closed.</h1>")
    closed = []
    for status in (200, 403, 200):
        board.pages[5] = status
        fetch_new(unseen)
        closed.append(show(unseen, "remoteok:5").post.closed_at is not None)
        next_day(unseen)
    assert closed == [False, False, True]


def test_no_page_is_visited_when_asking_the_sources_took_all_the_time(
    unseen: Settings, board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch, "ASKING_SECONDS", 0.0)
    fetch_new(unseen)
    assert board.visited() == []


def test_a_saved_response_asks_no_page(unseen: Settings, board: Board) -> None:
    fetched(unseen, element(98))
    assert board.visited() == []
