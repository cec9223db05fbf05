"""Faults that a reader found: what is to come, what a correction means, and what a file may say."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from support.feeds import body, element

from jobsearch.domain.application import Event, due
from jobsearch.errors import ApplicationsMalformed
from jobsearch.services.applications.listing import list_applications, show_application
from jobsearch.services.applications.planned import planned
from jobsearch.services.applications.recording import Correction, correct, set_stage
from jobsearch.services.applications.transfer import import_applications
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings

KEY = "remoteok:1"


@pytest.fixture
def stored(settings: Settings) -> Settings:
    """An instance of one post."""
    file = settings.instance.with_name("feed.json")
    file.write_bytes(body([element(1, description="<p>You write ledgers.</p>")]))
    fetch_new(settings, [file])
    return settings


def exported(**changed: object) -> str:
    event = {
        "number": 1,
        "stage": "applied",
        "recorded_at": "2026-01-02T10:00:00Z",
        "at": "2026-01-02T10:00:00Z",
    }
    return json.dumps([{"key": KEY, "events": [event | changed], "post": {"title": "Clerk"}}])


def test_a_correction_is_read_as_it_is_typed_today(stored: Settings) -> None:
    long_ago = (datetime.now(UTC) - timedelta(days=40)).strftime("%Y-%m-%d")
    set_stage(stored, KEY, "applied", at=long_ago)
    correct(stored, KEY, 1, Correction(at="yesterday"))
    (application,) = list_applications(stored)
    assert timedelta(0) < datetime.now(UTC) - application.at < timedelta(days=2)


def test_an_appointment_that_names_only_its_day_is_to_come_all_that_day() -> None:
    midnight = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    event = Event(1, "interview", midnight - timedelta(days=3), midnight, 1)
    found = due([event], midnight + timedelta(hours=12))
    assert found is not None
    assert (found.why, found.at) == ("interview", midnight)
    later = due([event], midnight + timedelta(days=1, hours=1))
    assert later is not None
    assert later.why == "follow-up"


def test_after_a_rejection_no_interview_is_planned(stored: Settings) -> None:
    later = (datetime.now().astimezone() + timedelta(days=5)).strftime("%Y-%m-%d 15:00")
    set_stage(stored, KEY, "interview", at=later)
    assert [one.why for one in planned(stored)] == ["interview"]
    set_stage(stored, KEY, "rejected")
    assert planned(stored) == ()


def test_an_import_without_a_text_keeps_that_of_the_store(stored: Settings) -> None:
    import_applications(stored, exported(), "a.json")
    assert "ledgers" in show_application(stored, KEY).post.text


@pytest.mark.parametrize(
    "changed",
    [
        {"at": "9999-12-31T23:59:59Z"},
        {"recorded_at": "1850-01-01T00:00:00Z"},
        {"number": 1e999},
        {"interview": 10**20},
        {"interview": -1},
    ],
)
def test_a_file_of_impossible_values_is_refused_whole(stored: Settings, changed: dict[str, object]) -> None:
    with pytest.raises(ApplicationsMalformed):
        import_applications(stored, exported(**changed), "a.json")
    assert list_applications(stored) == ()


def test_taking_back_an_answer_leaves_what_was_saved_before_it(stored: Settings) -> None:
    set_stage(stored, KEY, "saved", note="ask Eve")
    set_label(stored, KEY, "applied")
    set_label(stored, KEY, "clear")
    (application,) = list_applications(stored)
    assert application.stage == "saved"


def test_clearing_a_label_removes_no_application_that_has_a_note(stored: Settings) -> None:
    set_stage(stored, KEY, "applied", note="sent the long letter")
    set_label(stored, KEY, "clear")
    (application,) = list_applications(stored)
    assert application.stage == "applied"
    assert show_application(stored, KEY).events[0].note == "sent the long letter"


def test_who_withdrew_and_says_applied_has_applied_again(stored: Settings) -> None:
    set_stage(stored, KEY, "applied")
    set_stage(stored, KEY, "withdrawn")
    set_label(stored, KEY, "no")
    assert show_application(stored, KEY).application.stage == "withdrawn"
    set_label(stored, KEY, "applied")
    assert show_application(stored, KEY).application.stage == "applied"
