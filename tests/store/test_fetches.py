import zlib
from datetime import datetime, timedelta

import pytest
from support.postings import NOON

from jobsearch.store import database, fetches
from jobsearch.store.fetches import Refused
from jobsearch.store.models import Fetch

LATER = NOON + timedelta(days=1)
BOARD, SAVED = "https://remoteok.com/api", "file saved.json"


def fetch(origin: str, error: str = "", last_modified: str = "", *, gap: bool = False) -> Fetch:
    numbers = dict.fromkeys(("received", "new", "changed", "unchanged", "rejected"), 0)
    return Fetch(
        fetched_at=NOON,
        source="remoteok",
        origin=origin,
        error=error,
        last_modified=last_modified,
        gap=gap,
        **numbers,
    )


def record(store: database.Engine, *made: Fetch) -> None:
    with database.writing(store) as session:
        for one in made:
            fetches.record(session, one)
        session.commit()


def reject(store: database.Engine, now: datetime, *refused: Refused) -> None:
    with database.writing(store) as session:
        fetches.record_rejections(session, "remoteok", refused, now)
        session.commit()


def test_before_the_first_fetch_there_is_none(store: database.Engine) -> None:
    with database.reading(store) as session:
        assert fetches.last_failed(session) is None
        assert fetches.last_good(session) is None
        assert fetches.last_modified(session, BOARD) == ""
        assert fetches.count_gaps(session) == 0


def test_knows_the_newest_answer_of_the_board_and_its_newest_failure(store: database.Engine) -> None:
    good, saved, failed = fetch(BOARD), fetch(SAVED), fetch(BOARD, "It was down.")
    record(store, fetch(BOARD), good, saved, failed)
    with database.reading(store) as session:
        found = [fetches.last_good(session, BOARD), fetches.last_good(session), fetches.last_failed(session)]
        assert [one.id for one in found if one] == [good.id, good.id, failed.id]
        assert fetches.last_good(session, "elsewhere") is None


def test_remembers_the_newest_date_that_an_origin_gave(store: database.Engine) -> None:
    record(store, fetch(BOARD, last_modified="Mon"), fetch(BOARD, last_modified="Tue"))
    record(store, fetch(BOARD), fetch(SAVED, last_modified="Wed"))
    with database.reading(store) as session:
        assert fetches.last_modified(session, BOARD) == "Tue"


def test_counts_gaps(store: database.Engine) -> None:
    record(store, fetch(BOARD, gap=True), fetch(BOARD), fetch(SAVED, gap=True))
    with database.reading(store) as session:
        assert fetches.count_gaps(session) == 2


def test_an_unusable_element_is_stored_once_however_often_it_comes(store: database.Engine) -> None:
    reject(store, NOON, Refused("it has no title", "7", '{"id": 7}'))
    reject(store, LATER, *[Refused("it has no title at all", "7", '{"id": 7}')] * 2)
    with database.reading(store) as session:
        (found,) = fetches.rejected(session)
    assert (found.first_seen, found.last_seen) == (NOON, LATER)
    assert (found.external_id, found.reason) == ("7", "it has no title at all")


def test_the_latest_unusable_element_comes_first(store: database.Engine) -> None:
    reject(store, NOON, Refused("old", "1", "1"))
    reject(store, LATER, Refused("new", "3", "3"), Refused("new", "2", "2"))
    with database.reading(store) as session:
        assert [one.external_id for one in fetches.rejected(session)] == ["2", "3", "1"]


@pytest.mark.parametrize("raw", ["", '{"a": "é"}', "\ud800 alone", "\x00", "x" * 400_000])
def test_an_unusable_element_is_kept_whatever_it_holds(store: database.Engine, raw: str) -> None:
    reject(store, NOON, Refused("odd", "", raw))
    with database.reading(store) as session:
        (found,) = fetches.rejected(session)
        assert zlib.decompress(found.raw) == raw.encode("utf-8", "backslashreplace")
