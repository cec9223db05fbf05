"""Each board reads an answer that was made for tests: one post with all it may hold, one unusable."""

from datetime import UTC, datetime
from typing import Any

import pytest
from support.boards import DATA, read

from jobsearch.boards.board import Page, Request, Source
from jobsearch.boards.reading.content import Content
from jobsearch.boards.registry import BOARDS

TEXT = "We make umbrellas.\n\n• Rain\n• More rain"
COMMON = {"title": "Rain Engineer & Poet", "company": "Umbrella Works", "description": TEXT}
YEARLY = {"salary_min": 40_000, "salary_max": 50_000, "pay_currency": "EUR", "pay_period": "year"}

EXPECTED: dict[str, dict[str, Any]] = {
    "remotive": YEARLY | {"countries": ("BR", "PT"), "tags": ("rain", "clouds"), "external_id": "9001"},
    "himalayas": {
        "salary_min": 40,
        "salary_max": 50,
        "pay_currency": "EUR",
        "pay_period": "hour",
        "countries": ("BR", "PT"),
        "time_zones": (-3.0, 0.0, 8.75),
        "external_id": "ee91620c91f17ec1",
    },
    "jobicy": {
        "salary_min": 40_000,
        "salary_max": None,
        "pay_currency": "EUR",
        "pay_period": "year",
        "countries": ("BR", "PT"),
        "tags": ("Rain & Clouds",),
    },
    "arbeitnow": {"countries": ("PT",), "external_id": "9001", "pay_from": ""},
    "workingnomads": {"countries": ("PT",), "external_id": "9001", "tags": ("rain", "clouds", "Rain")},
    "themuse": {"countries": ("PT",), "location": "Flexible / Remote; Lisbon, Portugal"},
    "hackernews": YEARLY
    | {
        "countries": ("PT",),
        "description": (
            "Umbrella Works (umbrella.example) | Rain Engineer & Poet | REMOTE (Portugal) | Full-time | "
            "€40k - €50k\n\nWe make umbrellas.\n\n- Rain\n\n- More rain"
        ),
        "url": "https://news.ycombinator.com/item?id=9001",
    },
    "feed": YEARLY | {"countries": ("PT",), "site": "Jobs in the rain", "tags": ("rain",)},
}
_EMPLOYED = {"remotive", "himalayas", "jobicy", "arbeitnow", "hackernews", "feed"}


def _body(board: str) -> bytes:
    return next(DATA.joinpath("made").glob(f"{board}.*")).read_bytes()


def _page(board: str) -> Page:
    return read(board, _body(board))


of_each_board = pytest.mark.parametrize("board", EXPECTED)


def test_every_board_has_its_answer() -> None:
    windows = {name for name, board in BOARDS.items() if board.holds == "window"}
    assert windows - {"remoteok"} <= set(EXPECTED)


@of_each_board
def test_a_post_is_read_in_full(board: str) -> None:
    (posting,) = _page(board).postings
    expected = COMMON | {"workplace": "remote", "source": board} | EXPECTED[board]
    expected["posted_at"] = datetime(2026, 5, 15, 14, 0, 51, tzinfo=UTC)
    expected["employment"] = ("full-time",) if board in _EMPLOYED else ()
    assert {name: getattr(posting, name) for name in expected} == expected


@of_each_board
def test_an_unusable_one_costs_only_itself_and_has_its_reason(board: str) -> None:
    (rejection,) = _page(board).rejections
    assert rejection.reason in {
        "it has no title",
        "it has neither an id nor an address",
        "it is not a job post",
    }
    assert rejection.raw


@of_each_board
def test_it_is_recognised(board: str) -> None:
    content = Content(_body(board))
    assert [name for name, one in BOARDS.items() if one.recognises(content)] == [board]


@of_each_board
def test_secrets_and_what_moves_are_not_kept(board: str) -> None:
    (posting,) = _page(board).postings
    kept = str(posting.raw)
    assert "clientKey" not in kept
    assert "blank.gif" not in kept
    assert "Originally posted" not in kept


@pytest.mark.parametrize("board", ["himalayas", "arbeitnow", "themuse"])
def test_a_board_with_pages_goes_on_until_one_is_empty(board: str) -> None:
    first = BOARDS[board].requests(Source(board), {})[0]
    page = BOARDS[board].parse(_body(board), first, datetime.now(UTC))
    (follow,) = page.follow
    assert follow.kind == "page"
    assert follow.url != first.url
    assert "stranger" not in follow.url
    empty = {"himalayas": b'{"jobs": []}', "arbeitnow": b'{"data": []}', "themuse": b'{"results": []}'}
    assert BOARDS[board].parse(empty[board], follow, datetime.now(UTC)).follow == ()


@pytest.mark.parametrize("board", ["himalayas", "arbeitnow", "themuse"])
def test_pages_follow_each_other(board: str) -> None:
    request = BOARDS[board].requests(Source(board), {})[0]
    asked = [request.url]
    for _page_number in range(3):
        request = BOARDS[board].parse(_body(board), request, datetime.now(UTC)).follow[0]
        asked.append(request.url)
    assert len(set(asked)) == 4


@pytest.mark.parametrize(
    "source", [Source(name, "https://rain.example/feed") for name in BOARDS], ids=list(BOARDS)
)
def test_first_requests_are_encrypted_and_of_their_source(source: Source) -> None:
    for request in BOARDS[source.board].requests(source, {}):
        assert isinstance(request, Request)
        assert request.url.startswith("https://")
        assert request.source == source
