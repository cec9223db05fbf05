"""Answers that Hypothesis makes up, for every form: arbitrary values in every field, none of which raises."""

import contextlib
import json
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from support.boards import DATA, read

from jobsearch.boards.registry import BOARDS
from jobsearch.errors import FeedUnreadable

_ODD: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
_LISTS = {
    "remotive": "jobs",
    "himalayas": "jobs",
    "jobicy": "jobs",
    "arbeitnow": "data",
    "themuse": "results",
    "hackernews": "hits",
    "workingnomads": "",
    "remoteok": "",
}
_JSON_BOARDS = [name for name in _LISTS if name in BOARDS]
_TAGS = "title link guid description pubDate author category location company salary region type".split()


def _made(board: str) -> tuple[Any, list[dict[str, Any]]]:
    if board == "remoteok":
        from support.feeds import element  # noqa: PLC0415 - of this board only

        return None, [element(1, date="2026-05-15T14:00:51+00:00", epoch=1_778_853_651)]
    value = json.loads((DATA / "made" / f"{board}.json").read_bytes())
    return value, value[_LISTS[board]] if _LISTS[board] else value


def _check_json(board: str, changes: list[dict[str, Any]], names: list[int]) -> None:
    value, posts = _made(board)
    good = posts[0]
    fields = list(good)
    odd = [
        good | {fields[index % len(fields)]: one for index in names for one in change.values()}
        for change in changes
    ]
    # The good one comes first, so that no odd one can take its id.
    elements = [good, *odd]
    whole = elements if not _LISTS[board] else value | {_LISTS[board]: elements}
    page = read(board, json.dumps(whole).encode("utf-8", "replace"))
    assert page.postings[0].title
    assert all(posting.title and posting.external_id for posting in page.postings)
    assert all(rejection.reason for rejection in page.rejections)
    assert len(page.postings) + len(page.rejections) <= len(elements)


def _check_bytes(board: str, body: bytes) -> None:
    with contextlib.suppress(FeedUnreadable):
        read(board, body)


def _check_feed(fields: list[tuple[str, str]], cut: int) -> None:
    good = "<item><title>Rain Engineer</title><link>https://rain.example/1</link></item>"
    odd = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in fields)
    body = f"<rss><channel><title>T</title>{good}<item>{odd}</item></channel></rss>"
    page = read("feed", body.encode("utf-8", "replace"))
    assert page.postings[0].title == "Rain Engineer"
    _check_bytes("feed", body.encode("utf-8", "replace")[: cut % (len(body) + 1)])


_CHANGES = st.lists(st.dictionaries(st.just("odd"), _ODD, min_size=1), min_size=1, max_size=3)
_NAMES = st.lists(st.integers(0, 30), min_size=1, max_size=4)
_FIELDS = st.lists(st.tuples(st.sampled_from(_TAGS), st.text(max_size=60)), max_size=8)


def _times(count: int) -> Any:
    return at_most(max_examples=count, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("board", _JSON_BOARDS)
@given(_CHANGES, _NAMES)
@_times(25)
def test_a_good_post_survives_odd_ones(board: str, changes: list[dict[str, Any]], names: list[int]) -> None:
    _check_json(board, changes, names)


@pytest.mark.parametrize("board", list(BOARDS))
@given(st.binary(max_size=200))
@_times(25)
def test_any_bytes_are_an_answer_or_refused(board: str, body: bytes) -> None:
    _check_bytes(board, body)


@given(_FIELDS, st.integers(0))
@_times(60)
def test_a_good_entry_of_a_feed_survives_odd_ones(fields: list[tuple[str, str]], cut: int) -> None:
    _check_feed(fields, cut)


@pytest.mark.slow
@pytest.mark.parametrize("board", _JSON_BOARDS)
@given(_CHANGES, _NAMES)
@_times(10_000)
def test_ten_thousand_answers(board: str, changes: list[dict[str, Any]], names: list[int]) -> None:
    _check_json(board, changes, names)


@pytest.mark.slow
@given(_FIELDS, st.integers(0))
@_times(10_000)
def test_ten_thousand_feeds(fields: list[tuple[str, str]], cut: int) -> None:
    _check_feed(fields, cut)
