"""What a company's board no longer shows is closed, and what it shows again is open; nothing else is."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from support.boards import CAPTURES as FEEDS
from support.server import FeedServer, Reply

from jobsearch.boards.registry import source_named
from jobsearch.errors import FeedError
from jobsearch.presentation.outcomes import set_sentence
from jobsearch.services.feed.fetch import FetchResult, fetch_new
from jobsearch.services.instance.status import status
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.sources.changing import follow
from jobsearch.settings import Settings
from jobsearch.store.models import JobPost
from jobsearch.store.sqlite.engine import connect, reading

GITLAB = [
    FEEDS / "greenhouse" / f"gitlab-nocontent-{day}.json"
    for day in ("2025-10-28", "2025-10-31", "2026-08-22")
]
SOURCE = "greenhouse:acme"


def board(*numbers: int, **more: Any) -> dict[str, Any]:
    """Return a Greenhouse board's answer with posts of these ids."""
    jobs = [
        {
            "id": number,
            "internal_job_id": number,
            "title": f"Engineer {number}",
            "absolute_url": f"https://job-boards.greenhouse.io/acme/jobs/{number}",
            "first_published": "2026-08-01T10:00:00-04:00",
            "content": f"&lt;p&gt;You build thing {number}.&lt;/p&gt;",
            "location": {"name": "Berlin"},
        }
        for number in numbers
    ]
    return {"jobs": jobs, "meta": {"total": len(jobs)}} | more


def read(settings: Settings, answer: Any, source: str = SOURCE, name: str = "answer.json") -> FetchResult:
    """Read a saved response, named as its source's answer where `source` is not empty."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    file = settings.instance / name
    file.write_bytes(answer if isinstance(answer, bytes) else json.dumps(answer).encode())
    return fetch_new(settings, [file], sources=[source] if source else [])


def is_open(settings: Settings) -> dict[str, bool]:
    """Return of every post whether it is open."""
    with reading(connect(settings.store_path)) as session:
        return {post.external_id: post.closed_at is None for post in session.scalars(select(JobPost))}


def open_ids(settings: Settings) -> set[str]:
    return {number for number, shown in is_open(settings).items() if shown}


def test_what_is_missing_from_a_whole_answer_is_closed_and_what_comes_back_is_open(
    settings: Settings,
) -> None:
    read(settings, board(1, 2, 3))
    gone = read(settings, board(2, 3, 4))
    assert (gone.new, gone.closed, gone.reopened) == (1, 1, 0)
    assert open_ids(settings) == {"2", "3", "4"}
    back = read(settings, board(1, 2, 3, 4))
    assert (back.new, back.closed, back.reopened) == (0, 0, 1)
    assert open_ids(settings) == {"1", "2", "3", "4"}


@pytest.mark.parametrize("odd", [{"title": "Engineer 1"}, {"id": None}, {}, None, [], "Engineer 1"])
def test_an_answer_with_an_element_that_nobody_can_tell_closes_nothing_however_often(
    settings: Settings, odd: Any
) -> None:
    read(settings, board(1, 2))
    for _time in range(3):
        read(settings, board() | {"jobs": [odd]})
    assert open_ids(settings) == {"1", "2"}
    assert read(settings, board(2)).closed == 1


@pytest.mark.parametrize("body", [b"", b'{"jobs": [{"id": 1', b"<html>busy</html>", b"[]"])
def test_an_answer_that_cannot_be_read_closes_nothing_however_often(settings: Settings, body: bytes) -> None:
    read(settings, board(1, 2))
    for _time in range(3):
        with pytest.raises(FeedError):
            read(settings, body)
    assert open_ids(settings) == {"1", "2"}


def test_an_empty_answer_closes_nothing_until_it_repeats(settings: Settings) -> None:
    read(settings, board(1, 2))
    assert read(settings, board()).closed == 0
    read(settings, board(1, 2))
    assert read(settings, board()).closed == 0
    assert read(settings, board()).closed == 2
    assert read(settings, board(1, 2)).reopened == 2


def test_a_response_that_is_recognised_by_its_content_alone_closes_nothing(settings: Settings) -> None:
    read(settings, board(1, 2))
    assert read(settings, board(2), source="").closed == 0
    assert open_ids(settings) == {"1", "2"}


def test_an_answer_that_says_it_is_not_all_closes_nothing(settings: Settings) -> None:
    read(settings, board(1, 2))
    assert read(settings, board(2, meta={"total": 2})).closed == 0


def test_a_post_that_could_not_be_read_is_still_shown(settings: Settings) -> None:
    read(settings, board(1, 2))
    answer = board(1, 2)
    del answer["jobs"][0]["title"]
    assert read(settings, answer).closed == 0


def test_another_companys_board_keeps_its_posts(settings: Settings) -> None:
    read(settings, board(1, 2))
    assert read(settings, board(7), source="greenhouse:globex").closed == 0
    assert open_ids(settings) == {"1", "2", "7"}


def test_a_tag_to_keep_closes_nothing_that_the_board_shows(settings: Settings) -> None:
    read(settings, board(1, 2))
    file = settings.instance / "answer.json"
    assert fetch_new(settings, [file], tags=["python"], sources=[SOURCE]).closed == 0


@pytest.fixture
def served(settings: Settings, server: FeedServer) -> Settings:
    """An instance that follows one board of Greenhouse, which the server stands for."""
    base = server.url.removesuffix("/api")
    found = Settings(instance=settings.instance, source_urls={"greenhouse": base}, first_sources=(SOURCE,))
    follow(found, source_named(SOURCE))
    return found


def visit(settings: Settings, server: FeedServer, reply: Reply) -> FetchResult:
    server.answer(reply)
    return fetch_new(settings, sources=[SOURCE])


def reply(answer: Any, status: int = 200) -> Reply:
    return Reply(answer if isinstance(answer, bytes) else json.dumps(answer).encode(), status)


def test_a_visit_closes_and_opens_as_a_saved_answer_does(served: Settings, server: FeedServer) -> None:
    visit(served, server, reply(board(1, 2, 3)))
    assert visit(served, server, reply(board(2, 3, 4))).closed == 1
    assert visit(served, server, reply(board(1, 4))).reopened == 1
    assert open_ids(served) == {"1", "4"}


def test_visits_that_fail_or_bring_nothing_close_nothing(served: Settings, server: FeedServer) -> None:
    visit(served, server, reply(board(1, 2)))
    for bad in (reply(b'{"jobs": [{"id'), reply({}, 404), reply(b"<html>"), reply({"error": "x"})):
        with pytest.raises(FeedError):
            visit(served, server, bad)
    assert visit(served, server, reply(board())).closed == 0
    assert open_ids(served) == {"1", "2"}
    assert visit(served, server, reply(board())).closed == 2


def both(first: set[str], second: set[str]) -> tuple[int, int]:
    """Return how many of a board's posts are gone, and how many are new."""
    return len(first - second), len(second - first)


@pytest.mark.skipif(not FEEDS.is_dir(), reason="the captures are not here")
def test_three_captures_of_one_board_say_what_came_went_and_came_back(
    settings: Settings,
) -> None:
    """12 gone and 5 new, then 113 gone and 200 new, then the second again, with bad answers between them."""
    ids = [{str(job["id"]) for job in json.loads(file.read_bytes())["jobs"]} for file in GITLAB]
    assert both(ids[0], ids[1]) == (12, 5)
    assert both(ids[1], ids[2]) == (113, 200)
    assert fetch_new(settings, [GITLAB[0]], sources=["greenhouse:gitlab"]).new == 120
    stored = set(ids[0])
    for shown, file in ((ids[1], GITLAB[1]), (ids[2], GITLAB[2]), (ids[1], GITLAB[1])):
        before = open_ids(settings)
        for bad in (b"", file.read_bytes()[:-2_000], b"<html>502</html>"):
            with pytest.raises(FeedError):
                read(settings, bad, "greenhouse:gitlab")
        assert read(settings, board(), "greenhouse:gitlab").closed == 0
        assert open_ids(settings) == before
        done = fetch_new(settings, [file], sources=["greenhouse:gitlab"])
        if stored == set(ids[0]):
            assert done.changed == 8  # by their titles and places; the API's own dates moved on all 108
        assert (done.new, done.closed) == (len(shown - stored), len(before - shown))
        assert done.reopened == len((shown & stored) - before)
        assert open_ids(settings) == shown
        stored |= shown


def test_a_closed_job_that_was_applied_to_is_told_wherever_applications_are(settings: Settings) -> None:
    read(settings, board(1, 2, 3))
    set_label(settings, "greenhouse:1", "applied")
    set_label(settings, "greenhouse:2", "no")
    gone = read(settings, board(3))
    assert gone.notices == ("A job you applied for has been closed: Engineer 1 at acme (greenhouse:1).",)
    assert read(settings, board(3)).notices == ()
    labels = status(settings).labels
    assert (labels.applied, labels.applied_closed) == (1, 1)
    shown = set_label(settings, "greenhouse:1", "applied")
    assert "the post was closed on" in set_sentence(shown, "applied")
    read(settings, board(1, 3))
    assert status(settings).labels.applied_closed == 0
    assert "closed" not in set_sentence(set_label(settings, "greenhouse:1", "applied"), "applied")
