"""Answers that are made up, for every form: arbitrary values in every field, none of which raises."""

import contextlib
import json
import re
from functools import cache
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from support.boards import DATA, read
from support.odd import odd_text, spoiled

from jobsearch.boards.board import Page
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
    "greenhouse": "jobs",
    "ashby": "jobs",
    "lever": "",
    "recruitee": "offers",
    "workable": "jobs",
    "smartrecruiters": "content",
}
_JSON_BOARDS = list(_LISTS)
_JSON_FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Jobs in the rain",
    "items": [
        {
            "id": "1",
            "url": "https://rain.example/1",
            "title": "Rain Engineer",
            "content_html": "<p>Rain.</p>",
            "date_published": "2026-05-15T14:00:51Z",
            "authors": [{"name": "Umbrella Works"}],
            "tags": ["rain"],
        }
    ],
}
_ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Jobs</title><entry><id>urn:rain:1</id>'
    '<title>Rain Engineer</title><link href="https://rain.example/1"/><updated>2026-05-15T14:00:51Z'
    '</updated><author><name>Umbrella Works</name></author><content type="html">&lt;p&gt;Rain.&lt;/p&gt;'
    "</content></entry></feed>"
)
_XML = {
    "rss": ("feed", (DATA / "made" / "feed.xml").read_text(), "item"),
    "atom": (
        "feed",
        _ATOM,
        "entry",
    ),
    "personio": ("personio", (DATA / "made" / "personio.xml").read_text(), "position"),
    "teamtailor": ("teamtailor", (DATA / "made" / "teamtailor.xml").read_text(), "item"),
}
_FORMS = [*_JSON_BOARDS, "json feed", *_XML]
_PARTS = 4  # of ten thousand answers, each well within the time of one test
_TAGS = "title link guid description pubDate author category location company salary region type".split()


@cache
def _made(board: str) -> tuple[Any, list[dict[str, Any]]]:
    if board == "remoteok":
        from support.feeds import element  # noqa: PLC0415 - of this board only

        made = [element(1, date="2026-05-15T14:00:51+00:00", epoch=1_778_853_651)]
        return made, made
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


def _spoiled_json(board: str, whole: Any, name: str, random: Random) -> None:
    """A good post, and beside it one that is spoiled; then the answer itself is spoiled."""
    posts = whole[name] if name else whole
    good = posts[0]
    elements = [good, spoiled(good, random)]
    answer = whole | {name: elements} if name else elements
    page = read(board, json.dumps(answer).encode())
    _check(page, most=2)
    assert page.postings[0].title
    _check_bytes(board, json.dumps(spoiled(answer, random)).encode())


def _spoiled_xml(board: str, whole: str, tag: str, random: Random) -> None:
    """The same of XML: texts within one element are odd, its tags others', and bytes are cut or gone."""
    found = re.search(rf"<{tag}>.*?</{tag}>", whole, re.DOTALL)
    assert found
    parts = re.split(r"(<[^>]+>)", found[0])
    for _time in range(random.randint(1, 4)):
        at = random.randrange(1, len(parts) - 1)
        text = escape(odd_text(random).encode("utf-8", "replace").decode())
        parts[at] = random.choice(
            ["", parts[random.randrange(1, len(parts) - 1)], text, f"<odd>{text}</odd>"]
        )
    answer = whole.replace(found[0], "".join(parts), 1).encode()
    _check_bytes(board, answer)
    _check_bytes(board, answer[: random.randrange(len(answer))])


def _check(page: Page, most: int) -> None:
    assert all(posting.title and posting.external_id for posting in page.postings)
    assert all(rejection.reason for rejection in page.rejections)
    assert len(page.postings) + len(page.rejections) <= most


def _check_form(form: str, seed: int) -> None:
    random = Random(seed)
    if form in _XML:
        _spoiled_xml(*_XML[form], random)
    elif form == "json feed":
        _spoiled_json("feed", _JSON_FEED, "items", random)
    else:
        _spoiled_json(form, _made(form)[0], _LISTS[form], random)


def _check_many(form: str, seeds: range) -> None:
    for seed in seeds:
        try:
            _check_form(form, seed)
        except Exception as error:
            error.add_note(f"answer number {seed} of {form}")
            raise


@pytest.mark.parametrize("form", _FORMS)
def test_forty_spoiled_answers(form: str) -> None:
    _check_many(form, range(40))


@pytest.mark.slow
@pytest.mark.parametrize("part", range(_PARTS))
@pytest.mark.parametrize("form", _FORMS)
def test_ten_thousand_spoiled_answers(form: str, part: int) -> None:
    _check_many(form, range(part * 10_000 // _PARTS, (part + 1) * 10_000 // _PARTS))
