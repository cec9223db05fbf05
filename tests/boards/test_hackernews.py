"""Hacker News: how many of 60 posts that were judged by reading are read as a person reads them."""

import json
from functools import cache
from typing import Any

import pytest
from support.boards import CAPTURES, DATA, READ_AT, read

from jobsearch.boards.board import Request, Source
from jobsearch.boards.registry import BOARDS
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable

BOARD = BOARDS["hackernews"]
JUDGED = json.loads((DATA / "hackernews.json").read_bytes())
THREADS = CAPTURES / "hackernews" / "2026-05-search-threads.json"

of_the_capture = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")


@cache
def postings() -> dict[str, Posting]:
    """Return the posts of the capture by their ids."""
    page = read("hackernews", (CAPTURES / JUDGED["capture"]).read_bytes())
    return {posting.external_id: posting for posting in page.postings}


def _share_right(name: str) -> float:
    right = [_is_right(name, postings()[key], expected) for key, expected in JUDGED["posts"].items()]
    return sum(right) / len(right)


def _is_right(name: str, posting: Posting, expected: dict[str, Any]) -> bool:
    wanted = expected[name]
    if name == "company":
        return posting.company.casefold() in {one.casefold() for one in wanted}
    if name == "title":
        return any(one.casefold() in posting.title.casefold() for one in wanted)
    if name == "place":
        return wanted.casefold() in posting.location.casefold()
    if name == "workplace":
        return posting.workplace in wanted
    if wanted is None:
        return not posting.pay_from
    amounts = [posting.salary_min, posting.salary_max]
    return amounts == wanted[:2] and posting.pay_period == wanted[3]


@of_the_capture
@pytest.mark.parametrize(
    ("name", "least"),
    [("company", 0.95), ("title", 0.85), ("place", 0.9), ("workplace", 0.9), ("pay", 0.9)],
)
def test_judged_posts_are_read_right(name: str, least: float) -> None:
    assert _share_right(name) >= least


@of_the_capture
def test_what_is_no_job_post_is_rejected_with_a_reason() -> None:
    assert not postings().keys() & set(JUDGED["no_posts"])


@of_the_capture
def test_replies_are_no_posts_and_every_top_level_comment_is_accounted_for() -> None:
    body = (CAPTURES / JUDGED["capture"]).read_bytes()
    hits = json.loads(body)["hits"]
    top_level = [hit for hit in hits if hit["parent_id"] == hit["story_id"]]
    page = read("hackernews", body)
    assert len(page.postings) + len(page.rejections) == len(top_level)


@of_the_capture
def test_the_thread_of_the_month_is_found_among_the_others() -> None:
    request = Request("https://hn.algolia.com/api/v1/search_by_date", Source("hackernews"))
    page = BOARD.parse(THREADS.read_bytes(), request, READ_AT)
    assert [one.state["story"] for one in page.follow] == ["47975571"]
    assert not page.postings


def _thread(*comments: dict[str, Any], title: str = "Ask HN: Who is hiring? (May 2030)") -> bytes:
    hits = [
        {
            "objectID": str(index),
            "parent_id": 1,
            "story_id": 1,
            "story_title": title,
            "created_at_i": 1_786_000_000,
        }
        | comment
        for index, comment in enumerate(comments, 2)
    ]
    return json.dumps({"hits": hits, "page": 0, "nbPages": 1}).encode()


def _read_one(text: str) -> Posting:
    return read("hackernews", _thread({"comment_text": text})).postings[0]


def test_a_first_line_in_parts() -> None:
    posting = _read_one(
        "Umbrella Works (https:&#x2F;&#x2F;umbrella.example) | Senior Rain Engineer | Lisbon, Portugal | "
        "REMOTE (EU) | Full-time | €70k - €90k<p>We make umbrellas.<p>Apply: "
        '<a href="https:&#x2F;&#x2F;u.example/jobs">x</a>'
    )
    assert (posting.company, posting.title) == ("Umbrella Works", "Senior Rain Engineer")
    assert (posting.workplace, posting.employment) == ("remote", ("full-time",))
    assert (posting.salary_min, posting.salary_max, posting.pay_currency, posting.pay_period) == (
        70_000,
        90_000,
        "EUR",
        "year",
    )
    assert "PT" in posting.countries
    assert posting.apply_url == "https://u.example/jobs"
    assert posting.url == "https://news.ycombinator.com/item?id=2"


def test_roles_out_of_the_text_where_the_first_line_has_none() -> None:
    posting = _read_one(
        "Umbrella Works | Oslo | ONSITE<p>We are hiring:<p>- Rain Analyst<p>- Cloud Engineer (m/f)"
    )
    assert posting.title == "Rain Analyst, Cloud Engineer (m/f)"
    assert (posting.company, posting.location, posting.workplace) == (
        "Umbrella Works",
        "Oslo; ONSITE",
        "onsite",
    )


def test_roles_out_of_a_sentence() -> None:
    posting = _read_one("Umbrella Works is hiring!<p>We are looking for a rain engineer. Apply at u.example.")
    assert (posting.company, posting.title) == ("Umbrella Works", "rain engineer")


@pytest.mark.parametrize(
    "text",
    [
        "SEEKING WORK | Full-Stack Developer | Remote",
        "I'm a senior developer with ten years of experience, hire me",
        "Thanks for posting this!",
        "",
    ],
)
def test_what_seeks_work_or_talks_is_no_post(text: str) -> None:
    page = read("hackernews", _thread({"comment_text": text}))
    assert not page.postings
    assert len(page.rejections) == 1


def test_another_thread_is_refused() -> None:
    with pytest.raises(FeedUnreadable, match="another thread"):
        read("hackernews", _thread({"comment_text": "x"}, title="Ask HN: Who wants to be hired? (May 2030)"))


def test_a_whole_item_with_its_children_is_read_too() -> None:
    item = {
        "id": 1,
        "title": "Ask HN: Who is hiring? (May 2030)",
        "children": [
            {
                "id": 5,
                "text": "Umbrella Works | Rain Engineer | Remote",
                "created_at": "2026-05-01T15:00:00Z",
                "children": [],
            },
            {"id": 6, "text": None, "created_at": "2026-05-01T15:00:00Z", "children": []},
        ],
    }
    page = read("hackernews", json.dumps(item).encode())
    assert [posting.external_id for posting in page.postings] == ["5"]
    assert [rejection.reason for rejection in page.rejections] == [
        "it has no text, because its author deleted it"
    ]
