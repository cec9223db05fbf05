"""Each board reads real answers as people who read them did; the answers themselves are not here.

An expectation names a post by its `id` or `url`, and of it what a reader wrote down: title, company,
posted_at or its day, pay (from, to, currency, period; null for none), workplace, the page, the places by
their names, and where one may work: all
`countries`, some of them (`countries_with`, `countries_without`), or `worldwide`.
"""

from typing import Any

import pytest
from support.boards import CAPTURES, Capture, captures, read

from jobsearch.boards.board import Page
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content
from jobsearch.boards.registry import BOARDS
from jobsearch.domain.posting import Posting

pytestmark = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")

READ = list(captures())
of_each_capture = pytest.mark.parametrize("capture", READ, ids=[capture.name for capture in READ])
FIRST_OF_A_BOARD = {capture.board: capture.name for capture in reversed(READ)}.values()


def _found(page: Page, post: dict[str, Any]) -> Posting:
    if "id" in post:
        return next(one for one in page.postings if one.external_id == post["id"])
    return next(one for one in page.postings if fields.plain_address(one.url) == post["url"])


def _as_read(posting: Posting, post: dict[str, Any]) -> dict[str, Any]:
    """Return the same facts of a posting as an expectation states."""
    amounts = (posting.salary_min, posting.salary_max, posting.pay_currency, posting.pay_period)
    countries = set(posting.countries)
    facts: dict[str, Any] = {
        "title": posting.title,
        "company": posting.company,
        "posted_at": posting.posted_at.isoformat().replace("+00:00", "Z") if posting.posted_at else "",
        "day": posting.posted_at.date().isoformat() if posting.posted_at else "",
        "page": posting.url,
        "places": posting.location.split("; "),
        "pay": list(amounts) if posting.pay_from else None,
        "workplace": posting.workplace,
        "worldwide": posting.worldwide,
        "countries": sorted(countries),
        "countries_with": sorted(countries & set(post.get("countries_with", ()))),
        "countries_without": sorted(set(post.get("countries_without", ())) - countries),
    }
    return {name: facts[name] for name in post if name in facts}


@of_each_capture
def test_every_element_is_stored_or_rejected_with_a_reason(capture: Capture) -> None:
    page = capture.page()
    assert len(page.postings) == capture.expected["stored"]
    assert len(page.postings) + len(page.rejections) == capture.expected["elements"]
    assert all(rejection.reason for rejection in page.rejections)


@of_each_capture
def test_posts_are_read_as_a_reader_read_them(capture: Capture) -> None:
    page = capture.page()
    for post in capture.expected["posts"]:
        wanted = {name: value for name, value in post.items() if name not in {"id", "url"}}
        wanted |= {name: sorted(wanted[name]) for name in wanted if name.startswith("countries")}
        assert _as_read(_found(page, post), post) == wanted, post


@of_each_capture
def test_a_capture_is_recognised_as_its_board_s_and_no_other_s(capture: Capture) -> None:
    """A board that publishes feeds comes before the feeds of anybody."""
    content = Content(capture.body())
    of_folder = capture.name.split("/")[0]
    expected = of_folder if of_folder in BOARDS else capture.board
    found = [name for name, board in BOARDS.items() if board.recognises(content)]
    assert found[0] == expected
    assert {*found[1:]} <= {"feed"}


@of_each_capture
def test_texts_are_readable_without_markup_or_the_board_s_own_notes(capture: Capture) -> None:
    for posting in capture.page().postings:
        text = posting.description
        assert "</p>" not in text
        assert "<br" not in text
        assert "&nbsp;" not in text
        assert not text.rstrip().endswith(("on Arbeitnow", "Originally posted on Himalayas"))


@of_each_capture
def test_every_post_has_the_account_that_it_came_from(capture: Capture) -> None:
    assert {posting.account for posting in capture.page().postings} <= {capture.account}


@pytest.mark.parametrize(
    "capture",
    [
        pytest.param(one, id=one.name, marks=[] if one.name in FIRST_OF_A_BOARD else [pytest.mark.slow])
        for one in READ
    ],
)
def test_the_same_answer_read_twice_gives_the_same_posts(capture: Capture) -> None:
    first = capture.page()
    second = read(capture.board, capture.body(), account=capture.account)
    assert [(p.external_id, p.content_hash) for p in first.postings] == [
        (p.external_id, p.content_hash) for p in second.postings
    ]
