"""Responses that break the rules: a bad post is rejected alone, a bad response in one sentence."""

import contextlib
import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from support.feeds import body, element, trap

from jobsearch.boards.board import OddField, Page
from jobsearch.boards.remoteok import parse
from jobsearch.errors import FeedUnreadable
from jobsearch.text.characters import printable

NOW = datetime.now(UTC)
GOOD = [element(number, id=str(900_000_000_000 + number)) for number in range(3)]
GOOD_IDS = [post["id"] for post in GOOD]
TEXTS = ("position", "company", "location", "description", "url", "apply_url")
OPTIONAL = TEXTS[1:]
KINDS = [(5, "a number"), (True, "true or false"), (["x"], "a list"), ({"x": 1}, "an object")]
TAGS = "its tags are not a short list of short texts"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
ODD_POSTS = st.dictionaries(st.sampled_from(list(element())), JSON, max_size=4).map(
    lambda fields: element(5) | fields
)


def mixed(bad: object) -> Page:
    """Read a response that holds this element between good ones."""
    return parse(body([GOOD[0], bad, *GOOD[1:]]), "feed.json", NOW)


def ids(feed: Page) -> list[str]:
    return [posting.external_id for posting in feed.postings]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        *(("position", odd, f"its position is not text but {kind}") for odd, kind in KINDS),
        ("position", "x" * 501, "its position is much too long"),
        *(
            ("position", empty, "it has no title")
            for empty in (
                None,
                "",
                " ",
                "\u200b\x00",
                "&nbsp;",
                "\u3164",
                "\u2800 \ufe0f",
                "&#x115f;&#x1160;",
            )
        ),
        *(("id", empty, "its id is missing") for empty in (None, "")),
        *(
            ("id", wrong, "its id is not a number")
            for wrong in (True, 1.5, -1, "12a", "\u0661", "1" * 19, [], {})
        ),
        *(("id", zero, "its id is zero") for zero in (0, "0", "000")),
        ("junk", "x" * 400_000, "it is much too long"),
        ("junk", [0] * 1_000, "it is much too long"),
        ("junk", [dict.fromkeys(map(str, range(100)), n) for n in range(10)], "it is much too long"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_rejects_a_bad_post_alone_with_its_reason(field: str, value: Any, reason: str) -> None:
    feed = mixed(element(5, **{field: value}))
    assert ids(feed) == GOOD_IDS
    assert [rejection.reason for rejection in feed.rejections] == [reason]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        *((name, odd, f"its {name} is not text but {kind}") for name in OPTIONAL for odd, kind in KINDS),
        *((name, "x" * 501, f"its {name} is much too long") for name in ("company", "location")),
        ("description", "x" * 200_001, "its description is much too long"),
        ("url", "https://remoteok.com/" + "x" * 2_000, "its url is much too long"),
        ("apply_url", "https://remoteok.com/" + "x" * 2_000, "its apply_url is much too long"),
        *(("tags", odd, TAGS) for odd in ("dev", 5, True, {"a": 1}, [1], [None], ["a" * 501])),
        *(
            (name, odd, f"its {name} is not a number")
            for name in ("salary_min", "salary_max")
            for odd in (
                "$90k",
                "Negotiable",
                "90,000",
                "90 000",
                "nan",
                "inf",
                True,
                [90_000],
                {"from": 90_000},
            )
        ),
        *(("salary_max", absurd, "its salary_max is implausible") for absurd in (-1, 2 * 10**9, "1e12")),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_an_odd_field_costs_the_field_and_says_so(field: str, value: Any, reason: str) -> None:
    feed = mixed(element(5, salary_min=70_000, salary_max=90_000) | {field: value})
    assert ids(feed) == [GOOD_IDS[0], "5", *GOOD_IDS[1:]]
    assert (feed.rejections, feed.odd_fields) == ((), (OddField("5", reason),))
    whole = mixed(element(5, salary_min=70_000, salary_max=90_000)).postings[1]
    without = {
        "tags": (),
        "salary_min": None,
        "salary_max": None,
        "url": "https://remoteok.com/remote-jobs/5",
    }
    lost = {field: without.get(field, ""), "raw": feed.postings[1].raw}
    assert feed.postings[1] == replace(whole, **lost, trap_word="" if field == "description" else "JOY")


def test_several_odd_fields_cost_no_more_than_themselves() -> None:
    feed = mixed(element(5, location=["Berlin"], salary_min="much", salary_max=90_000, company=5, epoch=0))
    posting = feed.postings[1]
    assert (posting.title, posting.salary_max, posting.tags) == ("Engineer 5", 90_000, ("engineer",))
    assert (posting.company, posting.location, posting.salary_min) == ("", "", None)
    assert [one.external_id for one in feed.odd_fields] == ["5", "5", "5"]


def test_usable_tags_stay_beside_odd_ones() -> None:
    feed = mixed(element(5, tags=["dev", None, 7, ["x"], "python"] + ["more"] * 200))
    assert feed.postings[1].tags == ("dev", "python", "more")
    assert feed.odd_fields == (OddField("5", TAGS),)


def test_an_odd_field_of_a_post_that_is_rejected_is_not_spoken_of() -> None:
    feed = mixed(element(5, position="", location=["Berlin"]))
    assert (len(feed.rejections), feed.odd_fields) == (1, ())


def test_no_trap_stays_in_a_description_that_is_too_long() -> None:
    feed = mixed(element(5, description="x" * 200_001 + trap()))
    assert "mention the word" not in json.dumps(feed.postings[1].raw)


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        *((odd, "its date is not a date") for odd in ("25 Nov 2026", "soon", "2026-02-30", "26/11/2026")),
        *((odd, "its date is not a date") for odd in (5, True, [], {}, "0001-01-01T00:00:00+23:59")),
        *(
            (odd, "its date is impossible")
            for odd in ("2009-12-31T23:59:59+00:00", "2999-01-01T00:00:00+00:00")
        ),
    ],
)
def test_a_date_that_cannot_be_read_gives_way_to_the_epoch_beside_it(date: object, reason: str) -> None:
    feed = mixed(element(5, date=date, epoch=1_780_000_000))
    assert feed.postings[1].posted_at == datetime.fromtimestamp(1_780_000_000, UTC)
    assert feed.odd_fields == (OddField("5", reason),)


@pytest.mark.parametrize(
    ("date", "epoch", "reasons"),
    [
        ("", None, []),
        (None, "", []),
        ("", 0, ["its epoch is impossible"]),
        ("", -(10**9), ["its epoch is impossible"]),
        ("", 1_616_060_844_000, ["its epoch is not a date"]),
        ("", 1e308, ["its epoch is not a date"]),
        ("", "nan", ["its epoch is not a date"]),
        ("", True, ["its epoch is not a date"]),
        ("", [], ["its epoch is not a date"]),
        ("soon", None, ["its date is not a date"]),
        ("soon", 0, ["its date is not a date", "its epoch is impossible"]),
    ],
)
def test_a_post_without_a_date_that_can_be_is_kept_without_one(
    date: object, epoch: object, reasons: list[str]
) -> None:
    feed = mixed(element(5, date=date, epoch=epoch))
    assert (feed.postings[1].posted_at, feed.rejections) == (None, ())
    assert feed.odd_fields == tuple(OddField("5", reason) for reason in reasons)


@pytest.mark.parametrize(
    ("bad", "kind"),
    [(5, "a number"), ("x", "text"), (None, "null"), (True, "true or false"), ([], "a list")],
)
def test_rejects_what_is_not_an_object(bad: object, kind: str) -> None:
    feed = mixed(bad)
    assert ids(feed) == GOOD_IDS
    (rejection,) = feed.rejections
    assert rejection.reason == f"it is not an object but {kind}"
    assert (rejection.external_id, json.loads(rejection.raw)) == ("", bad)


def test_rejects_an_empty_object() -> None:
    assert [rejection.reason for rejection in mixed({}).rejections] == ["its id is missing"]


@pytest.mark.parametrize(
    ("external_id", "shown"),
    [("5", "5"), ("\x1b[31m", "[31m"), ("9" * 5_000, "9" * 19), (1.5, "1.5"), (None, ""), ("", ""), ([], "")],
)
def test_shows_the_id_of_a_rejected_post_where_it_has_one(external_id: object, shown: str) -> None:
    (rejection,) = mixed(element(5, id=external_id, position="")).rejections
    assert rejection.external_id == shown


@pytest.mark.parametrize("field", ["id", "epoch", "salary_min", "junk", "position"])
def test_an_integer_of_five_thousand_digits_costs_no_other_post(field: str) -> None:
    response = body([element(5, date="", **{field: "HUGE"}), *GOOD]).replace(b'"HUGE"', b"9" * 5_000)
    feed = parse(response, "feed.json", NOW)
    assert ids(feed)[-3:] == GOOD_IDS
    assert len(feed.postings) + len(feed.rejections) == 4


@pytest.mark.parametrize("dirt", ["\ud83d", "\x00", "\x9b31m", "\u202e", "\uffff"])
def test_keeps_posts_with_characters_that_nothing_can_show(dirt: str) -> None:
    fields = dict.fromkeys(TEXTS[:4], f"a{dirt}b")
    posting = mixed(element(5, tags=[dirt], **fields)).postings[1]
    for text in (posting.title, posting.company, posting.location, posting.description, *posting.tags):
        assert printable(text) == text
    assert len(posting.content_hash) == 64


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_reads_json_in_any_unicode_encoding(encoding: str) -> None:
    response = json.dumps([element(1, position="Gda\u0144sk")], ensure_ascii=False).encode(encoding)
    assert [posting.title for posting in parse(response, "feed.json", NOW).postings] == ["Gda\u0144sk"]


def test_one_broken_byte_does_not_cost_the_other_posts() -> None:
    feed = parse(body([element(5, position="BROKEN"), *GOOD]).replace(b"BROKEN", b"a\xffb"), "feed.json", NOW)
    assert feed.postings[0].title == "a\ufffdb"
    assert ids(feed) == ["5", *GOOD_IDS]


@pytest.mark.parametrize("constant", [b"NaN", b"Infinity", b"-Infinity"])
def test_takes_constants_that_json_does_not_know_for_nothing(constant: bytes) -> None:
    feed = parse(body([element(5, salary_min="X")]).replace(b'"X"', constant), "feed.json", NOW)
    assert [posting.salary_min for posting in feed.postings] == [None]


@pytest.mark.parametrize(
    ("response", "cause"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"\xef\xbb\xbf", "it is empty"),
        (b"{}", "not a list of posts but an object"),
        (b"null", "not a list of posts but null"),
        (b"5", "not a list of posts but a number"),
        (b'"x"', "not a list of posts but text"),
        (b"true", "not a list of posts but true or false"),
        (b"<!DOCTYPE html><title>Just a moment...</title>", "it is a web page"),
        (b"\n <HTML>", "it is a web page"),
        (b"[1,", "it is not JSON"),
        (b"\x00", "it is not JSON"),
        (bytes(range(256)), "it is not JSON"),
        (b"[" * 100_000, "it is nested too deeply"),
        (b"[" * 100_000 + b"]" * 100_000, "it is nested too deeply"),
        (b'{"a":' * 100_000, "it is nested too deeply"),
    ],
    ids=range(16),
)
def test_refuses_what_is_not_a_response_in_a_sentence(response: bytes, cause: str) -> None:
    with pytest.raises(FeedUnreadable, match=cause) as caught:
        parse(response, "feed.json", NOW)
    assert str(caught.value).startswith("feed.json is not a valid response from this board: ")
    assert len(str(caught.value)) < 300


def test_an_empty_list_is_an_empty_feed() -> None:
    assert parse(b"[]", "feed.json", NOW) == Page((), ())


def test_keeps_no_post_that_is_nested_too_deeply_to_be_stored() -> None:
    response = body([element(5, junk="DEEP")])
    for depth in range(800, 1_000):
        with contextlib.suppress(FeedUnreadable):
            feed = parse(response.replace(b'"DEEP"', b"[" * depth + b"]" * depth), "feed.json", NOW)
            assert [len(hash_deeper(feed, frames=20)) for _ in feed.postings] in ([], [64])


def deep(depth: int, **fields: object) -> bytes:
    """Return a post that is nested so deeply, as JSON."""
    return json.dumps(element(5, junk="DEEP", **fields)).replace('"DEEP"', "[" * depth + "]" * depth).encode()


@pytest.mark.parametrize("depth", [21, 300, 900, 90_000])
def test_keeps_what_a_post_nested_too_deeply_said(depth: int) -> None:
    posts = b",".join(
        [deep(depth, id="51", description=trap()), deep(depth, id="52"), json.dumps(GOOD[0]).encode()]
    )
    feed = parse(b"[" + posts + b"]", "feed.json", NOW)
    assert ids(feed) == GOOD_IDS[:1]
    assert [rejection.external_id for rejection in feed.rejections] == ["51", "52"]
    assert {rejection.reason for rejection in feed.rejections} == {"it is nested too deeply"}
    for rejection in feed.rejections:
        assert f'"id": "{rejection.external_id}"' in rejection.raw
        assert "mention the word" not in rejection.raw
        assert len(rejection.raw) <= 400_000


def test_tells_what_is_not_json_from_what_is_nested_too_deeply() -> None:
    response = b"[%s, {what}, %s, %s" % (deep(100_000), json.dumps(GOOD[0]).encode(), deep(900)[:-100])
    feed = parse(response, "feed.json", NOW)
    assert ids(feed) == GOOD_IDS[:1]
    assert [(one.reason, one.raw[:6]) for one in feed.rejections] == [
        ("it is nested too deeply", '{"slug'),
        ("it is not JSON", "{what}"),
        ("it is not JSON", '{"slug'),
    ]


@pytest.mark.parametrize("rest", [b',"a"', b",[]", b",{}"])
def test_refuses_more_elements_than_any_response_has_beside_a_deep_one(rest: bytes) -> None:
    with pytest.raises(FeedUnreadable, match="more than 50,000 posts"):
        parse(b"[" + deep(100_000) + rest * 50_001 + b"]", "feed.json", NOW)


@pytest.mark.parametrize("depth", range(850, 1_000, 7))
def test_rejects_a_post_whatever_its_depth(depth: int) -> None:
    response = body([element(5, id="DEEP"), *GOOD])
    feed = parse(response.replace(b'"DEEP"', b"[" * depth + b"]" * depth), "feed.json", NOW)
    assert (ids(feed), len(feed.rejections)) == (GOOD_IDS, 1)


def test_rejects_alone_what_nobody_thought_of(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(text: str) -> str:
        if "strange" in text:
            raise ZeroDivisionError
        return text

    monkeypatch.setattr("jobsearch.text.html.clean_description", refuse)
    feed = mixed(element(5, description="strange"))
    assert ids(feed) == GOOD_IDS
    assert [(one.reason, one.external_id) for one in feed.rejections] == [("it could not be read", "5")]


def hash_deeper(feed: Page, frames: int) -> str:
    """Return a content hash as the store asks for it: some calls further down."""
    return hash_deeper(feed, frames - 1) if frames else feed.postings[0].content_hash


@at_most(max_examples=at_most().max_examples * 3, deadline=None)
@given(st.lists(JSON | ODD_POSTS, max_size=6), st.randoms(use_true_random=False))
def test_keeps_every_good_post_among_arbitrary_ones(odd: list[Any], chance: random.Random) -> None:
    elements = [*GOOD, *odd]
    chance.shuffle(elements)
    feed = parse(body(elements), "feed.json", NOW)
    assert set(GOOD_IDS) <= set(ids(feed))
    terms = sum(isinstance(one, dict) and "legal" in one and "id" not in one for one in odd)
    assert len(feed.postings) + len(feed.rejections) == len(elements) - terms


@at_most(max_examples=at_most().max_examples * 4, deadline=None)
@given(st.binary(max_size=60) | JSON.map(json.dumps).map(str.encode))
def test_any_bytes_are_a_feed_or_refused(response: bytes) -> None:
    try:
        feed = parse(response, "feed.json", NOW)
    except FeedUnreadable:
        return
    assert feed.postings == ()


@pytest.mark.parametrize(("days", "kept"), [(1, True), (3, False)])
def test_does_not_believe_a_date_more_than_two_days_ahead(days: int, kept: bool) -> None:  # noqa: FBT001 - the answer
    feed = mixed(element(5, date=(NOW + timedelta(days=days)).isoformat(), epoch=""))
    assert (feed.postings[1].posted_at is not None) is kept


def test_an_id_may_be_a_whole_number_with_a_point() -> None:
    [post] = parse(body([element(5) | {"id": 900001.0}]), "feed.json", NOW).postings
    assert post.external_id == "900001"
