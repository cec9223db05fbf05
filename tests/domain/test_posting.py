import dataclasses
import hashlib
import json
import zlib
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from jobsearch.domain.posting import Posting, format_key, parse_key
from jobsearch.errors import KeyMalformed

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
RAW = st.dictionaries(st.text(st.characters(), max_size=6), JSON, max_size=5)


def posting(raw: dict[str, Any]) -> Posting:
    return Posting(
        "remoteok", "1", "https://remoteok.com/1", "Engineer", datetime(2026, 1, 1, tzinfo=UTC), raw=raw
    )


def test_holds_only_what_identifies_a_post_unless_told_more() -> None:
    bare = posting({})
    assert (bare.company, bare.location, bare.tags, bare.description) == ("", "", (), "")
    assert (bare.apply_url, bare.salary_min, bare.salary_max, bare.trap_word) == ("", None, None, "")


def test_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(posting({}), "title", "Another")  # noqa: B010 - a plain assignment does not type-check


def test_hash_is_the_sha256_of_the_raw_json_with_sorted_names() -> None:
    expected = hashlib.sha256(b'{"a":"\\u00e9","b":[1,null]}').hexdigest()
    assert posting({"b": [1, None], "a": "\xe9"}).content_hash == expected


def test_hash_looks_at_nothing_but_the_raw_json() -> None:
    one = posting({"a": 1})
    assert dataclasses.replace(one, title="Repaired otherwise").content_hash == one.content_hash


@pytest.mark.parametrize("other", [{}, {"a": 2}, {"a": "1"}, {"b": 1}, {"a": 1, "b": None}, {"a": [1]}])
def test_hash_changes_with_the_raw_json(other: dict[str, Any]) -> None:
    assert posting(other).content_hash != posting({"a": 1}).content_hash


@at_most(deadline=None)
@given(RAW)
def test_equal_posts_have_equal_bytes_in_whatever_order_their_names_came(raw: dict[str, Any]) -> None:
    one, other = posting(raw), posting(dict(reversed(raw.items())))
    assert one.raw_bytes == other.raw_bytes
    assert one.content_hash == other.content_hash


@at_most(deadline=None)
@given(RAW)
def test_bytes_unpack_to_the_raw_json(raw: dict[str, Any]) -> None:
    assert json.loads(zlib.decompress(posting(raw).raw_bytes)) == raw


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("remoteok:1059249", ("remoteok", "1059249")),
        ("1059249", ("remoteok", "1059249")),
        ("  remoteok:1\n", ("remoteok", "1")),
        (" 7 ", ("remoteok", "7")),
        ("other-board_2:A.b-c_9", ("other-board_2", "A.b-c_9")),
        ("x:" + "9" * 64, ("x", "9" * 64)),
    ],
)
def test_splits_a_key(text: str, expected: tuple[str, str]) -> None:
    assert parse_key(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        ":",
        "remoteok",
        "remoteok:",
        ":1",
        "remoteok: 1",
        "remoteok :1",
        "remoteok:1:2",
        "remote\u212ak:1",
        "1remoteok:1",
        "remoteok:1 2",
        "remoteok:1\n2",
        "remoteok:\u0661",
        "\u0661\u0662",
        "-5",
        "1.5",
        "remoteok:a/b",
        "remoteok:\x1b[31m",
        "remoteok:" + "9" * 65,
        "9" * 65,
        "x" * 32 + ":1",
        "https://remoteok.com/remote-jobs/",
        "https://remoteok.com/remote-jobs/python",
        "https://remoteok.com/1",
        "https://remoteok.example.com/remote-jobs/1",
        "https://example.com/remoteok.com/remote-jobs/1",
        "https://remoteok.com/remote-jobs/a b-1",
    ],
)
def test_refuses_what_is_not_a_key(text: str) -> None:
    with pytest.raises(KeyMalformed, match="Keys look like remoteok:1059249"):
        parse_key(text)


def test_shows_no_more_than_the_beginning_of_what_is_not_a_key() -> None:
    with pytest.raises(KeyMalformed) as caught:
        parse_key("?" * 10_000)
    assert len(str(caught.value)) < 200


@given(
    st.from_regex(r"[a-z][a-z0-9_-]{0,30}", fullmatch=True),
    st.from_regex(r"[A-Za-z0-9_.-]{1,64}", fullmatch=True),
)
@at_most(deadline=None)
def test_reads_every_key_that_it_writes(source: str, external_id: str) -> None:
    assert parse_key(format_key(source, external_id)) == (source, external_id)


@given(st.text(st.characters(), max_size=40))
@at_most(deadline=None)
def test_shows_any_text_that_is_not_a_key_as_printable(text: str) -> None:
    with pytest.raises(KeyMalformed) as caught:
        parse_key(f"?{text}")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "RemoteOK:1059249",
        "REMOTEOK:1059249",
        "https://remoteok.com/remote-jobs/1059249",
        "https://remoteok.com/remote-jobs/remote-senior-python-developer-acme-1059249",
        "https://remoteOK.com/remote-jobs/remote-x-1059249/",
        "http://www.remoteok.com/remote-jobs/remote-x-1059249?ref=rss",
        "https://remoteok.io/remote-jobs/remote-x-1059249#apply",
        "remoteok.com/remote-jobs/remote-x-1059249",
        "https://remoteok.com/l/1059249",
        "https://remoteok.com/remote-jobs/remote-web3-2026-1059249",
    ],
)
def test_a_page_of_the_board_and_any_case_of_its_name_are_keys(text: str) -> None:
    assert parse_key(text) == ("remoteok", "1059249")
