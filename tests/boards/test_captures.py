"""What the real responses of Remote OK become; they are not part of the repository."""

import json
import re
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from support.feeds import CAPTURES

from jobsearch.boards.board import Page
from jobsearch.boards.remoteok import parse
from jobsearch.boards.trap import strip_trap
from jobsearch.text.characters import one_line, printable
from jobsearch.text.encoding import repair_encoding

pytestmark = pytest.mark.skipif(not CAPTURES.is_dir(), reason="the captures are not here")

FULL = ("2024-12-04", "2025-08-29", "2026-03-17", "2026-06-14")
EVERY = ("2021-03", "2025-08-29-other-client", *FULL)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
EMPTY = {"2024-12-04": "1057180", "2025-08-29": "1093760", "2026-03-17": "1130784"}


@cache
def feed(name: str) -> Page:
    file = CAPTURES / f"{name}.json"
    return parse(file.read_bytes(), file.name, datetime(2026, 6, 20, tzinfo=UTC))


def posts(name: str) -> list[dict[str, Any]]:
    elements = json.loads((CAPTURES / f"{name}.json").read_bytes())
    return [element for element in elements if "id" in element]


def test_cuts_the_trap_out_of_all_392_descriptions() -> None:
    trapped = [strip_trap(post["description"]) for name in FULL for post in posts(name)]
    assert len([one for one in trapped if one.word.isupper()]) == len(trapped) == 392
    assert [one.text for one in trapped if re.search(r"mention the word|beta feature|\(#", one.text)] == []


@pytest.mark.parametrize("name", EVERY)
def test_leaves_no_trap_in_a_posting_or_its_raw_json(name: str) -> None:
    texts = [posting.description + json.dumps(posting.raw) for posting in feed(name).postings]
    assert len(texts) == len(posts(name)) - (name.removesuffix("-other-client") in EMPTY)
    assert [text for text in texts if "mention the word" in text or "beta feature" in text] == []


@pytest.mark.parametrize("name", EVERY)
def test_leaves_no_control_character_and_no_entity(name: str) -> None:
    for posting in feed(name).postings:
        lines = [posting.title, posting.company, posting.location, posting.url, *posting.tags]
        assert [line for line in lines if line != one_line(line) or "&amp;" in line] == []
        assert posting.description == printable(posting.description)
        assert CONTROL.search(posting.description) is None
        assert not re.search(r"</?(?:p|br|ul|li|div|strong)\b|&nbsp;", posting.description)


@pytest.mark.parametrize("name", FULL)
def test_rejects_the_empty_post_and_nothing_else(name: str) -> None:
    rejected = [(one.external_id, one.reason) for one in feed(name).rejections]
    assert rejected == ([(EMPTY[name], "it has no title")] if name in EMPTY else [])


def test_two_clients_get_the_same_posts() -> None:
    one, other = feed("2025-08-29"), feed("2025-08-29-other-client")
    assert [posting.content_hash for posting in one.postings] == [
        posting.content_hash for posting in other.postings
    ]


def test_two_clients_get_the_same_rejected_posts() -> None:
    assert feed("2025-08-29").rejections == feed("2025-08-29-other-client").rejections


def whole(text: str) -> str:
    """Return what was encoded twice, "" where it was cut in the middle of a character."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return ""


def test_restores_345_of_346_fields_and_all_but_half_a_character_of_the_last() -> None:
    fields = ("position", "company", "location", "description")
    texts = [post[field] for name in FULL for post in posts(name) for field in fields]
    broken = [text for text in texts if not text.isascii()]
    restored = [text for text in broken if whole(text) and repair_encoding(text) == whole(text)]
    assert (len(broken), len(restored)) == (346, 345)
    assert [repair_encoding(text) for text in set(broken) - set(restored)] == [
        "Language specialist\uff08\u793e\u5185\u901a\u8a33"
    ]


@pytest.mark.parametrize("name", EVERY)
def test_no_post_shows_a_line_end_that_was_escaped_twice(name: str) -> None:
    assert [posting.external_id for posting in feed(name).postings if "\\n" in posting.description] == []


def test_141_of_395_posts_had_one() -> None:
    texts = [post["description"] for name in ("2021-03", *FULL) for post in posts(name)]
    assert (len(texts), len([text for text in texts if "\\n" in text])) == (395, 141)


@pytest.mark.parametrize("word", ["Bras\xedlia", "Gda\u0144sk", "You\u2019ll"])
def test_restores_words_of_other_languages(word: str) -> None:
    postings = [posting for name in FULL for posting in feed(name).postings]
    assert any(word in posting.location + posting.description for posting in postings)


@pytest.mark.parametrize("name", EVERY)
def test_every_page_is_on_remote_ok_and_names_its_post(name: str) -> None:
    for posting in feed(name).postings:
        assert re.match(r"https://remoteok\.(?:com|io)/remote-jobs/.", posting.url, re.IGNORECASE)


@pytest.mark.parametrize("name", EVERY)
def test_keeps_the_order_of_the_board(name: str) -> None:
    rejected = {one.external_id for one in feed(name).rejections}
    expected = [post["id"] for post in posts(name) if post["id"] not in rejected]
    assert [posting.external_id for posting in feed(name).postings] == expected
