"""The calendar as vobject, which shares no code with the library that writes it, reads it back."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from support.clock import stop

from jobsearch.presentation.calendar import to_ics
from jobsearch.services.applications import planned as planning
from jobsearch.services.applications import recording
from jobsearch.services.applications.planned import planned
from jobsearch.services.applications.recording import Correction, correct, set_stage
from jobsearch.settings import Settings

pytestmark = pytest.mark.filterwarnings("ignore")  # of vobject's own
NOW = datetime(2099, 1, 5, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    stop(monkeypatch, NOW, recording, planning)
    yield
    monkeypatch.undo()
    time.tzset()


def read_back(settings: Settings) -> vobject.base.Component:
    return vobject.readOne(to_ics(planned(settings)).decode())


def test_an_interview_is_an_event_with_alarms_and_silence_a_to_do(forty_posts: Settings) -> None:
    set_stage(forty_posts, "remoteok:1", "interview", at="2099-12-01 15:00", note="Ask;, \\ about\nthe team")
    set_stage(forty_posts, "remoteok:2", "applied", at="2 days ago")
    found = read_back(forty_posts)
    event, todo = found.vevent, found.vtodo
    assert event.dtstart.value == datetime(2099, 12, 1, 14, tzinfo=UTC)
    assert event.dtend.value - event.dtstart.value == timedelta(hours=1)
    assert event.summary.value.startswith("Interview 1: ")
    assert "Ask;, \\ about\nthe team" in event.description.value
    assert [alarm.trigger.value for alarm in event.valarm_list] == [timedelta(days=-1), timedelta(hours=-1)]
    assert todo.due.value == (NOW + timedelta(days=12)).date()
    assert todo.summary.value.startswith("Follow up: ")


@pytest.mark.parametrize(
    ("typed", "utc"),
    [
        ("2099-10-25 01:30", datetime(2099, 10, 24, 23, 30, tzinfo=UTC)),
        ("2099-10-25 02:30", datetime(2099, 10, 25, 0, 30, tzinfo=UTC)),  # the first of the two
        ("2099-10-25 03:30", datetime(2099, 10, 25, 2, 30, tzinfo=UTC)),
        ("2099-03-29 01:59", datetime(2099, 3, 29, 0, 59, tzinfo=UTC)),
        ("2099-03-29 03:00", datetime(2099, 3, 29, 1, 0, tzinfo=UTC)),
        ("2099-07-01T09:00-04:00", datetime(2099, 7, 1, 13, 0, tzinfo=UTC)),
    ],
)
def test_the_moment_is_right_on_the_nights_when_clocks_change(
    forty_posts: Settings, typed: str, utc: datetime
) -> None:
    set_stage(forty_posts, "remoteok:1", "interview", at=typed)
    assert read_back(forty_posts).vevent.dtstart.value == utc


def test_a_day_without_a_time_is_a_day_whatever_the_zone(forty_posts: Settings) -> None:
    set_stage(forty_posts, "remoteok:1", "offer", at="2099-12-01")
    event = read_back(forty_posts).vevent
    assert (event.dtstart.value, event.dtend.value) == (date(2099, 12, 1), date(2099, 12, 2))


def test_what_moves_keeps_its_id_and_what_is_taken_back_is_gone(forty_posts: Settings) -> None:
    set_stage(forty_posts, "remoteok:1", "interview", at="2099-12-01 15:00")
    before = read_back(forty_posts).vevent
    correct(forty_posts, "remoteok:1", 1, Correction(at="2099-12-02 15:00"))
    after = read_back(forty_posts).vevent
    assert before.uid.value == after.uid.value
    assert int(after.sequence.value) == 1
    assert after.dtstart.value == datetime(2099, 12, 2, 14, tzinfo=UTC)
    correct(forty_posts, "remoteok:1", 1, Correction(take_back=True))
    assert list(read_back(forty_posts).components()) == []


def test_an_entry_counts_the_changes_of_its_interview_s_number(forty_posts: Settings) -> None:
    set_stage(forty_posts, "remoteok:1", "interview", at="2099-12-01 15:00")
    only = read_back(forty_posts).vevent
    assert only.summary.value.startswith("Interview 1: ")
    assert "sequence" not in only.contents
    set_stage(forty_posts, "remoteok:1", "interview", at="2099-11-01 15:00")
    earlier, later = sorted(read_back(forty_posts).vevent_list, key=lambda one: one.dtstart.value)
    assert later.uid.value == only.uid.value
    assert later.summary.value.startswith("Interview 2: ")
    assert int(later.sequence.value) == 1
    assert later.dtstamp.value >= only.dtstamp.value
    assert "sequence" not in earlier.contents
    correct(forty_posts, "remoteok:1", 2, Correction(note="with Bo"))
    earlier, later = sorted(read_back(forty_posts).vevent_list, key=lambda one: one.dtstart.value)
    assert (int(earlier.sequence.value), int(later.sequence.value)) == (1, 1)


def test_the_sequence_of_an_entry_never_falls(forty_posts: Settings) -> None:
    for month in (12, 11, 10):
        set_stage(forty_posts, "remoteok:1", "interview", at=f"2099-{month}-01 15:00")
    (first,) = [one for one in read_back(forty_posts).vevent_list if one.dtstart.value.month == 12]
    assert int(first.sequence.value) == 2
    correct(forty_posts, "remoteok:1", 1, Correction(stage="task"))
    (now,) = [one for one in read_back(forty_posts).vevent_list if one.dtstart.value.month == 12]
    assert int(now.sequence.value) > 2


def test_equal_applications_give_equal_bytes(forty_posts: Settings) -> None:
    set_stage(forty_posts, "remoteok:1", "interview", at="2099-12-01 15:00")
    assert to_ics(planned(forty_posts)) == to_ics(planned(forty_posts))
