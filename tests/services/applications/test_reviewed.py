"""Faults that a reader found: what is to come, what a correction means, and what a file may say."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from support.feeds import body, element

from jobsearch.domain.application import Event, Stage, due
from jobsearch.errors import ApplicationsMalformed, DateUnreadable, NothingToCorrect
from jobsearch.presentation.applications import imported_sentences
from jobsearch.services.applications.listing import list_applications, show_application
from jobsearch.services.applications.planned import planned
from jobsearch.services.applications.recording import Correction, correct, set_stage
from jobsearch.services.applications.stats import application_stats
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


def sheet(settings: Settings, *rows: str, header: str = "Company,Position,Date,Status,Link,Notes") -> int:
    return import_applications(settings, "\n".join((header, *rows)), "sheet.csv").stored


def days_ago(days: int) -> str:
    return (datetime.now().astimezone() - timedelta(days=days)).strftime("%Y-%m-%d")


def test_a_sheet_puts_no_application_back(stored: Settings) -> None:
    url = address_of(stored)
    set_stage(stored, KEY, "applied", at=f"{days_ago(20)} 14:03")
    set_stage(stored, KEY, "interview", at=f"{days_ago(9)} 10:00")
    assert sheet(stored, f",,{days_ago(20)},applied,{url},") == 0
    assert sheet(stored, f",,{days_ago(15)},received,{url},") == 0
    assert (
        sheet(stored, f",,{days_ago(9)},interview,{url},by train") == 1
    )  # the note is new, the stage is not
    assert sheet(stored, f",,{days_ago(9)},interview,{url},by train") == 0
    shown = show_application(stored, KEY)
    assert [one.stage for one in shown.events][-3:] == ["applied", "interview", ""]
    assert sheet(stored, f",,{days_ago(2)},rejected,{url},") == 1
    assert show_application(stored, KEY).application.stage == "rejected"


def test_a_stale_row_of_what_was_accepted_does_not_refuse_the_sheet(stored: Settings) -> None:
    url = address_of(stored)
    set_stage(stored, KEY, "applied", at=days_ago(20))
    set_stage(stored, KEY, "accepted")
    assert sheet(stored, f",,{days_ago(1)},interview,{url},", f"Acme,Cook,{days_ago(3)},applied,,") == 1
    assert show_application(stored, KEY).application.stage == "accepted"


def address_of(settings: Settings) -> str:
    """Return the address of the stored post."""
    set_stage(settings, KEY, "saved", at=days_ago(30))
    url = show_application(settings, KEY).post.url
    correct(settings, KEY, 1, Correction(take_back=True))
    return url


def test_rows_of_one_title_and_two_addresses_are_two_applications(settings: Settings) -> None:
    rows = [
        f"Acme,Engineer,{days_ago(5)},{stage},https://acme.example/j/{number},"
        for number, stage in ((1, "rejected"), (2, "interview"))
    ]
    assert sheet(settings, *rows) == 4
    assert sorted(one.stage for one in list_applications(settings)) == ["interview", "rejected"]
    assert sheet(settings, *rows) == 0


def test_an_address_that_a_row_is_given_later_makes_no_second_application(settings: Settings) -> None:
    assert sheet(settings, f"Acme,Engineer,{days_ago(5)},,,") == 1
    assert sheet(settings, f"Acme,Engineer,{days_ago(5)},,https://acme.example/j/1,") == 0


def test_a_row_of_another_address_is_not_given_to_a_post_of_that_name(stored: Settings) -> None:
    url = address_of(stored)
    company, title = "Company 1", "Engineer 1"
    sheet(stored, f"{company},{title},{days_ago(5)},,https://other.example/jobs/9,")
    (other,) = [one for one in list_applications(stored) if one.stage]
    assert other.key.startswith("sheet:")
    sheet(stored, f"{company},{title},{days_ago(5)},,{url}?utm_source=x,")
    assert show_application(stored, KEY).application.stage == "applied"


@pytest.mark.parametrize("stage", ["saved", "applied", "acknowledged", "rejected", "withdrawn", "accepted"])
def test_what_has_happened_is_not_to_come(stored: Settings, stage: Stage) -> None:
    with pytest.raises(DateUnreadable, match="is in the future"):
        set_stage(stored, KEY, stage, at=days_ago(-3))
    assert list_applications(stored) == ()
    set_stage(stored, KEY, "interview", at=days_ago(-3))
    with pytest.raises(DateUnreadable, match="is in the future"):
        correct(stored, KEY, 1, Correction(stage=stage, at=days_ago(-3)))


def test_an_answer_of_an_unknown_date_is_not_one_of_the_same_day(settings: Settings) -> None:
    rows = [f"Company {n},Cook,{days_ago(n + 1)},rejected,," for n in range(12)]
    sheet(settings, *rows)
    found = application_stats(settings)
    assert (found.answers, found.answer_days) == (0, None)
    assert next(one for one in found.steps if one.name == "applied to answer").hits == 12


def test_an_answer_with_a_date_of_its_own_counts(settings: Settings) -> None:
    header = "Company,Position,Date,Status,Status date"
    sheet(settings, *(f"C {n},Cook,{days_ago(9)},rejected,{days_ago(5)}" for n in range(12)), header=header)
    found = application_stats(settings)
    assert (found.answers, found.answer_days) == (12, pytest.approx(4, abs=0.05))


def test_what_is_taken_back_is_not_taken_back_again(stored: Settings) -> None:
    set_stage(stored, KEY, "applied")
    correct(stored, KEY, 1, Correction(take_back=True))
    for correction in (Correction(take_back=True), Correction(at="yesterday")):
        with pytest.raises(NothingToCorrect):
            correct(stored, KEY, 1, correction)
    correct(stored, KEY, 1, Correction(stage="applied"))
    assert show_application(stored, KEY).application.stage == "applied"


@pytest.mark.parametrize(
    ("word", "stage"),
    [
        ("In review", "applied"),
        ("Interview scheduled", "interview"),
        ("2nd interview", "interview"),
        ("Phone interview", "screening"),
        ("No reply yet", "applied"),
        ("-", "applied"),
        ("N/A", "applied"),
        ("In Bearbeitung", "applied"),
        ("Rejected by mail", "rejected"),
    ],
)
def test_a_stage_is_read_as_people_write_it(settings: Settings, word: str, stage: str) -> None:
    header = "Employer Name,Position,Applied Date,Application Status,Salary"
    result = import_applications(settings, f"{header}\nAcme,Cook,{days_ago(3)},{word},40k\n", "x.csv")
    assert result.unread == ("salary",)
    assert "Columns ignored: 'salary'." in imported_sentences(result)
    (application,) = list_applications(settings)
    assert (application.stage, application.company) == (stage, "Acme")


@pytest.mark.parametrize("word", ["no offer", "offer declined", "quark"])
def test_a_stage_that_may_be_another_is_refused(settings: Settings, word: str) -> None:
    with pytest.raises(ApplicationsMalformed, match="is not a stage"):
        sheet(settings, f"Acme,Cook,{days_ago(3)},{word},,")


def test_an_import_of_what_was_only_saved_keeps_no_post_before_it_is_applied_to(stored: Settings) -> None:
    import_applications(stored, exported(stage="saved"), "a.json")
    set_stage(stored, KEY, "applied")
    post = show_application(stored, KEY).post
    assert "ledgers" in post.text
    assert post.title != "Clerk"
