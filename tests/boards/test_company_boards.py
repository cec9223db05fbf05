"""Every capture of a company's board says what a reader wrote down before there was a parser."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support.feeds import CAPTURES

from jobsearch.boards.board import Page, Source, saved
from jobsearch.boards.content import Content
from jobsearch.boards.registry import BOARDS
from jobsearch.posting import Posting

DATA = Path(__file__).resolve().parents[1] / "data" / "boards"
FEEDS = CAPTURES.parent / "feeds"
NAMES = ("greenhouse", "ashby", "lever", "recruitee", "personio", "teamtailor", "workable", "smartrecruiters")
NOW = datetime(2026, 11, 27, tzinfo=UTC)


def expectations(board: str) -> dict[str, Any]:
    """Return what a reader wrote down of each capture of a board, by its path."""
    found = json.loads((DATA / f"{board}.json").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


CASES = [(board, path, one) for board in NAMES for path, one in expectations(board).items()]
PATHS = [path for _board, path, _one in CASES]

pytestmark = pytest.mark.skipif(not FEEDS.is_dir(), reason="the captures are not here")


def parsed(board: str, path: str, account: str) -> Page:
    """Return what a capture says as the answer of an account's board."""
    request = saved(BOARDS[board], path, Source(board, account))
    return BOARDS[board].parse((FEEDS / path).read_bytes(), request, NOW)


def facts(post: Posting, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return a post as the reader wrote it down."""
    pay = {"min": post.salary_min, "max": post.salary_max}
    pay |= {"currency": post.pay_currency, "period": post.pay_period}
    found: dict[str, Any] = {
        "id": post.external_id,
        "title": post.title,
        "day": post.posted_at.date().isoformat() if post.posted_at else "",
        "places": post.location.split("; "),
        "workplace": post.workplace,
    }
    if post.pay_from:
        found["pay"] = pay
    return found | {name: getattr(post, name) for name in ("company", "url") if name in wanted}


@pytest.mark.parametrize(("board", "path", "one"), CASES, ids=PATHS)
def test_a_capture_says_what_a_reader_wrote_down(board: str, path: str, one: dict[str, Any]) -> None:
    page = parsed(board, path, one["source"])
    assert len(page.postings) == one["posts"]
    assert page.rejections == ()
    posts = {post.external_id: post for post in page.postings}
    for wanted in one["read"]:
        expected = {name: value for name, value in wanted.items() if name != "countries"}
        assert facts(posts[wanted["id"]], wanted) == expected
        if "countries" in wanted:
            assert set(wanted["countries"]) <= set(posts[wanted["id"]].countries)


@pytest.mark.parametrize(("board", "path", "one"), CASES, ids=PATHS)
def test_every_post_has_its_account_its_page_and_a_text_without_markup(
    board: str, path: str, one: dict[str, Any]
) -> None:
    for post in parsed(board, path, one["source"]).postings:
        assert post.account == one["source"]
        assert post.url.startswith("https://")
        assert post.company
        assert "&lt;" not in post.description
        assert "<p>" not in post.description


@pytest.mark.parametrize(("board", "path", "one"), CASES, ids=PATHS)
def test_a_capture_is_recognised_as_its_boards(board: str, path: str, one: dict[str, Any]) -> None:
    content = Content((FEEDS / path).read_bytes())
    assert one["posts"]
    found = [name for name, other in BOARDS.items() if other.recognises(content)]
    assert [name for name in found if name != "feed"] == [board]
    assert found[0] == board
