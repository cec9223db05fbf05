import zlib
from datetime import datetime, timedelta
from typing import Any

import pytest
from support.postings import NOON

from jobsearch.store import counts, fetches
from jobsearch.store.fetches import Refused
from jobsearch.store.models import Fetch
from jobsearch.store.sqlite.engine import Engine, reading, writing

LATER = NOON + timedelta(days=1)
BOARD, SAVED = "https://remoteok.com/api", "file saved.json"


def fetch(origin: str, error: str = "", **facts: Any) -> Fetch:
    numbers = dict.fromkeys(("received", "new", "changed", "unchanged", "rejected"), 0)
    others = {"fetched_at": NOON, "source": "remoteok", "last_modified": "", "gap": False}
    return Fetch(origin=origin, error=error, **(numbers | others | facts))


def full(origin: str = BOARD, last_modified: str = "Mon", **facts: Any) -> Fetch:
    return fetch(origin, last_modified=last_modified, **({"received": 9, "unchanged": 9} | facts))


def record(store: Engine, *made: Fetch) -> None:
    with writing(store) as session:
        for one in made:
            fetches.record(session, one)
        session.commit()


def reject(store: Engine, now: datetime, *refused: Refused) -> None:
    with writing(store) as session:
        fetches.record_rejections(session, "remoteok", refused, now)
        session.commit()


def test_before_the_first_fetch_there_is_none(store: Engine) -> None:
    with reading(store) as session:
        assert counts.last_failed_fetch(session) is None
        assert counts.last_good_fetch(session) is None
        assert fetches.validators(session, BOARD, NOON) == ("", "")
        assert not fetches.had_posts(session, BOARD)
        assert counts.gaps_since(session, NOON) == []


def test_knows_the_newest_answer_of_the_board_and_its_newest_failure(store: Engine) -> None:
    good, saved, failed = fetch(BOARD), fetch(SAVED), fetch(BOARD, "It was down.")
    record(store, fetch(BOARD), good, saved, failed)
    with reading(store) as session:
        found = [counts.last_good_fetch(session), counts.last_failed_fetch(session)]
        assert [one.id for one in found if one] == [good.id, failed.id]


def last_modified(store: Engine, after: timedelta = timedelta(0)) -> str:
    with reading(store) as session:
        return fetches.validators(session, BOARD, NOON + after)[1]


def test_remembers_the_date_of_the_newest_answer_with_posts(store: Engine) -> None:
    record(store, full(last_modified="Mon"), full(last_modified="Tue"), fetch(BOARD), fetch(BOARD, "Down."))
    record(store, fetch("elsewhere"), full("elsewhere", "Wed"), full(SAVED, "Thu"))
    assert last_modified(store) == "Tue"


def test_asks_in_full_after_an_answer_without_a_date(store: Engine) -> None:
    record(store, full(last_modified="Mon"), full(last_modified=""))
    assert last_modified(store) == ""


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (timedelta(days=1), "Mon"),
        (timedelta(days=1, seconds=1), ""),
        (timedelta(seconds=-1), ""),
    ],
    ids=["a day", "longer than a day", "a clock that was set back"],
)
def test_asks_in_full_once_a_day(store: Engine, after: timedelta, expected: str) -> None:
    record(store, full(), fetch(BOARD, fetched_at=NOON + timedelta(hours=23)))
    assert last_modified(store, after) == expected


@pytest.mark.parametrize("origin", [SAVED, "standard input", f"{BOARD}?tags=go"])
@pytest.mark.parametrize("kind", ["new", "changed"])
def test_asks_in_full_after_posts_from_elsewhere(store: Engine, origin: str, kind: str) -> None:
    record(store, full(), fetch(origin, received=1, **{kind: 1}), fetch(BOARD))
    assert last_modified(store) == ""
    record(store, full(last_modified="Tue"))
    assert last_modified(store) == "Tue"


@pytest.mark.parametrize("kind", ["new", "changed", "unchanged", "rejected"])
def test_knows_whether_an_origin_ever_gave_a_post(store: Engine, kind: str) -> None:
    record(store, fetch(BOARD, received=1, **{kind: 1}), fetch(BOARD))
    with reading(store) as session:
        assert fetches.had_posts(session, BOARD) is (kind != "rejected")
        assert not fetches.had_posts(session, "elsewhere")


def test_tells_when_there_were_gaps(store: Engine) -> None:
    record(store, fetch(BOARD, gap=True), fetch(BOARD), fetch(BOARD, gap=True, fetched_at=LATER))
    with reading(store) as session:
        assert counts.gaps_since(session, NOON) == [NOON, LATER]
        assert counts.gaps_since(session, LATER) == [LATER]


def test_an_unusable_element_is_stored_once_however_often_it_comes(store: Engine) -> None:
    reject(store, NOON, Refused("it has no title", "7", '{"id": 7}'))
    reject(store, LATER, *[Refused("it has no title at all", "7", '{"id": 7}')] * 2)
    with reading(store) as session:
        (found,) = fetches.rejected(session)
    assert (found.first_seen, found.last_seen) == (NOON, LATER)
    assert (found.external_id, found.reason) == ("7", "it has no title at all")


def test_the_latest_unusable_element_comes_first(store: Engine) -> None:
    reject(store, NOON, Refused("old", "1", "1"))
    reject(store, LATER, Refused("new", "3", "3"), Refused("new", "2", "2"))
    with reading(store) as session:
        assert [one.external_id for one in fetches.rejected(session)] == ["2", "3", "1"]


@pytest.mark.parametrize("raw", ["", '{"a": "é"}', "\ud800 alone", "\x00", "x" * 400_000])
def test_an_unusable_element_is_kept_whatever_it_holds(store: Engine, raw: str) -> None:
    reject(store, NOON, Refused("odd", "", raw))
    with reading(store) as session:
        (found,) = fetches.rejected(session)
        assert zlib.decompress(found.raw) == raw.encode("utf-8", "backslashreplace")
