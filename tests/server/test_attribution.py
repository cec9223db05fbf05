"""Over HTTP every post names its board and links to its page there, as the terms of the boards ask."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.boards import made
from support.serving import Server, in_thread

from jobsearch.boards.registry import BOARDS
from jobsearch.settings import Settings
from jobsearch.store import posts
from jobsearch.store.sqlite.engine import connect, writing

NOW = datetime(2026, 5, 16, tzinfo=UTC)
NAMES = [name for name in BOARDS if name not in {"remoteok", "imap"}]  # the last has posts of others alone


@pytest.fixture(scope="module")
def of_every_board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of a store with a post of each board; nobody changes it."""
    settings = Settings(Path(tmp_path_factory.mktemp("boards")))
    with writing(connect(settings.store_path)) as session:
        posts.upsert(session, [made(board) for board in NAMES], NOW)
        session.commit()
    with in_thread(settings.instance) as running:
        yield running


@pytest.mark.parametrize("path", ["/posts?limit=100", "/recommendations?all=true&limit=100"])
def test_each_row_of_a_list_names_its_board_and_its_page(of_every_board: Server, path: str) -> None:
    rows = {row["source"]: row for row in of_every_board.get(path).json["posts"]}
    assert set(rows) == set(NAMES)
    for board, row in rows.items():
        assert (row["url"], row["source_name"]) == (made(board).url, _name(board))


@pytest.mark.parametrize("board", NAMES)
def test_one_post_names_its_board_and_its_page(of_every_board: Server, board: str) -> None:
    answered = of_every_board.get(f"/posts/{made(board).source}:{made(board).external_id}").json
    assert answered["post"]["url"] == made(board).url
    assert answered["post"]["source_name"] == _name(board)


def test_a_question_names_its_board_and_its_page(of_every_board: Server) -> None:
    asked = of_every_board.get("/labels/next").json["question"]["post"]
    board = asked["source"]
    assert (asked["url"], asked["source_name"]) == (made(board).url, _name(board))


def _name(board: str) -> str:
    return made(board).site or BOARDS[board].display_name
