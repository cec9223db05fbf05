from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from support.feeds import body, element

from jobsearch.domain.answers import LabelSetting
from jobsearch.errors import (
    ApplicationOver,
    ApplicationUnknown,
    DateUnreadable,
    EventUnknown,
    NoteTooLong,
    NothingToCorrect,
    PostUnknown,
)
from jobsearch.presentation.applications import recorded_sentence
from jobsearch.presentation.messages import due_sentence
from jobsearch.services.applications.listing import due_applications, list_applications, show_application
from jobsearch.services.applications.planned import planned
from jobsearch.services.applications.recording import Correction, add_note, correct, set_stage
from jobsearch.services.applications.transfer import export_rows
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import export, import_labels, set_label
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.options import Query
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect, writing

KEY = "remoteok:1"


def words(settings: Settings, key: str = KEY) -> list[str]:
    return [event.stage for event in show_application(settings, key).events]


def listed(settings: Settings) -> set[str]:
    return {post.key for post in recommend(settings, Query(everything=True)).posts}


def test_each_stage_is_kept_and_the_last_recorded_is_the_stage(forty_posts: Settings) -> None:
    set_stage(forty_posts, KEY, "applied", at="2026-11-01")
    set_stage(forty_posts, KEY, "interview", at="2026-11-20 15:00")
    set_stage(forty_posts, KEY, "interview", at="2026-11-10 15:00", note="earlier, but recorded later")
    set_stage(forty_posts, KEY, "rejected", at="2026-11-05")
    shown = show_application(forty_posts, KEY)
    assert words(forty_posts) == ["applied", "interview", "interview", "rejected"]
    assert [event.interview for event in shown.events] == [None, 2, 1, None]  # numbered by date
    assert (shown.application.stage, shown.application.open) == ("rejected", False)


def test_interviews_are_numbered_by_date_wherever_they_are_named(forty_posts: Settings) -> None:
    now = datetime.now().astimezone()
    soon = f"{now + timedelta(days=1):%Y-%m-%d} 15:00"
    set_stage(forty_posts, KEY, "interview", at=soon)
    past = set_stage(forty_posts, KEY, "interview", at=f"{now - timedelta(days=1):%Y-%m-%d} 15:00")
    assert "is at interview 1," in recorded_sentence(past)
    shown = show_application(forty_posts, KEY).application
    assert (shown.stage, shown.interview, shown.at) == ("interview", 2, shown.due)
    assert shown.happened_at == past.event.at < shown.last_at
    assert due_sentence(shown).startswith("Interview 2 due")
    assert [(one.interview, one.at) for one in planned(forty_posts)] == [(2, shown.due)]
    assert [event["interview"] for event in export_rows(forty_posts)[0]["events"]] == [
        1,
        2,
    ]  # as they were recorded


def test_who_reached_a_stage_applied_wherever_that_is_asked(forty_posts: Settings) -> None:
    assert KEY in listed(forty_posts)
    set_stage(forty_posts, KEY, "applied", at="2026-11-01")
    moment = datetime.fromisoformat("2026-11-01").astimezone(UTC)
    assert (show(forty_posts, KEY).label, show(forty_posts, KEY).applied_at) == ("yes", moment)
    assert KEY not in listed(forty_posts)
    assert moment.isoformat() in export(forty_posts).text
    set_label(forty_posts, KEY, "no")
    assert show(forty_posts, KEY).applied_at == moment
    assert KEY not in listed(forty_posts)


def test_saving_a_post_is_no_application_yet(forty_posts: Settings) -> None:
    set_stage(forty_posts, KEY, "saved")
    assert (show(forty_posts, KEY).label, show(forty_posts, KEY).applied_at) == ("", None)
    assert KEY in listed(forty_posts)


def test_a_label_applied_is_the_first_event_and_clearing_it_takes_that_back(forty_posts: Settings) -> None:
    set_label(forty_posts, KEY, "applied")
    set_label(forty_posts, KEY, "applied")
    assert words(forty_posts) == ["applied"]
    set_label(forty_posts, KEY, "clear")
    assert words(forty_posts) == ["applied", ""]
    assert show(forty_posts, KEY).applied_at is None
    assert list_applications(forty_posts) == ()
    set_label(forty_posts, KEY, "applied")
    set_stage(forty_posts, KEY, "interview")
    set_label(forty_posts, KEY, "clear")
    assert list_applications(forty_posts)[0].stage == "interview", "what came of it is no answer to take back"


def test_a_label_for_a_post_not_stored_waits_with_its_application(settings: Settings) -> None:
    import_labels(settings, "key,label,labeled_at,applied_at\nother:7,yes,2026-01-05,2026-01-04\n", "x.csv")
    set_stage(settings, "other:7", "rejected")
    assert words(settings, "other:7") == ["applied", "rejected"]
    assert "2026-01-04" in export(settings).text


def test_the_post_stays_as_it_was_when_it_was_applied_to(settings: Settings) -> None:
    file = settings.instance.parent / "feed.json"
    file.write_bytes(body([element(1, position="Engineer", description="The first text.")]))
    fetch_new(settings, [file])
    set_stage(settings, KEY, "saved")
    file.write_bytes(body([element(1, position="Senior Engineer", description="The second text.")]))
    fetch_new(settings, [file])
    set_stage(settings, KEY, "applied")
    file.write_bytes(body([element(1, position="Other", description="The third text.")]))
    fetch_new(settings, [file])
    kept = show_application(settings, KEY).post
    assert (kept.title, kept.text) == ("Senior Engineer", "The second text.")
    assert show(settings, KEY).post.title == "Other"


def test_a_correction_keeps_what_it_corrects(forty_posts: Settings) -> None:
    set_stage(forty_posts, KEY, "applied", at="2026-11-01")
    set_stage(forty_posts, KEY, "offer")
    correct(forty_posts, KEY, 2, Correction(stage="interview", at="2026-11-20 10:00"))
    assert list_applications(forty_posts)[0].stage == "interview"
    correct(forty_posts, KEY, 3, Correction(take_back=True))
    shown = show_application(forty_posts, KEY)
    assert shown.application.stage == "applied"
    assert [(event.stage, event.corrects) for event in shown.events] == [
        ("applied", None),
        ("offer", None),
        ("interview", 2),
        ("", 2),
    ]
    correct(forty_posts, KEY, 1, Correction(at="2026-10-01"))
    assert show(forty_posts, KEY).applied_at == datetime.fromisoformat("2026-10-01").astimezone(UTC)


@pytest.mark.parametrize("correction", [Correction(take_back=True), Correction(stage="saved")])
def test_what_was_never_applied_to_was_not_answered(forty_posts: Settings, correction: Correction) -> None:
    before = listed(forty_posts)
    set_stage(forty_posts, KEY, "applied")
    set_stage(forty_posts, KEY, "interview")
    correct(forty_posts, KEY, 1, correction)
    assert show(forty_posts, KEY).label == "yes"
    correct(forty_posts, KEY, 2, correction)
    assert show(forty_posts, KEY).label == ""
    assert listed(forty_posts) == before
    correct(forty_posts, KEY, 2, Correction(stage="offer"))
    assert show(forty_posts, KEY).label == "yes"
    correct(forty_posts, KEY, 2, correction)
    assert show(forty_posts, KEY).label == ""


@pytest.mark.parametrize("answer", ["yes", "no", "unsure"])
@pytest.mark.parametrize("answered", ["before", "after"])
def test_an_answer_of_the_person_outlives_an_application(
    forty_posts: Settings, answer: LabelSetting, answered: str
) -> None:
    if answered == "before":
        set_label(forty_posts, KEY, answer)
    set_stage(forty_posts, KEY, "applied")
    if answered == "after":
        set_label(forty_posts, KEY, answer)
    back = correct(forty_posts, KEY, 1, Correction(take_back=True))
    assert show(forty_posts, KEY).label == (answer if answered == "after" else "yes")
    assert back.yes_stays == (answered == "before")
    assert (f"`labels set {KEY} no`" in recorded_sentence(back)) == back.yes_stays


@pytest.mark.parametrize("before", ["no", "unsure", "yes", "clear"])
def test_an_answer_that_an_application_replaces_is_named(forty_posts: Settings, before: LabelSetting) -> None:
    set_label(forty_posts, KEY, before)
    sentence = recorded_sentence(set_stage(forty_posts, KEY, "applied"))
    assert (f"Your answer {before} is now yes" in sentence) == (before in {"no", "unsure"})


def test_what_cannot_be_is_refused_and_nothing_is_written(forty_posts: Settings) -> None:
    set_stage(forty_posts, KEY, "applied")
    before = show_application(forty_posts, KEY).events
    with pytest.raises(DateUnreadable):
        set_stage(forty_posts, KEY, "interview", at="2026-02-30")
    with pytest.raises(NoteTooLong):
        add_note(forty_posts, KEY, "x" * 20_001)
    with pytest.raises(EventUnknown):
        correct(forty_posts, KEY, 2, Correction(take_back=True))
    with pytest.raises(NothingToCorrect):
        correct(forty_posts, KEY, 1, Correction())
    with pytest.raises(PostUnknown):
        set_stage(forty_posts, "remoteok:999", "applied")
    with pytest.raises(ApplicationUnknown):
        show_application(forty_posts, "remoteok:2")
    assert show_application(forty_posts, KEY).events == before
    set_stage(forty_posts, KEY, "accepted")
    for stage in ("rejected", "interview", "accepted"):
        with pytest.raises(ApplicationOver):
            set_stage(forty_posts, KEY, stage)  # type: ignore[arg-type]
    with pytest.raises(ApplicationOver):
        correct(forty_posts, KEY, 1, Correction(stage="accepted"))
    add_note(forty_posts, KEY, "a note may follow")
    assert words(forty_posts) == ["applied", "accepted", ""]


def test_a_note_is_text_that_nothing_obeys(forty_posts: Settings) -> None:
    add_note(forty_posts, KEY, "[red]=1+1\x1b]52;c;QUJD\x07\u202e\nsecond line " + "x" * 100)
    shown = show_application(forty_posts, KEY)
    assert shown.application.stage == "saved"
    note = shown.events[0].note
    assert note.startswith("[red]=1+1")
    assert not set(note) & {"\x1b", "\x07", "\u202e"}
    assert "\nsecond line" in note
    add_note(forty_posts, KEY, "x" * 20_000)


def test_what_is_due_are_appointments_to_come_and_follow_ups_of_today(forty_posts: Settings) -> None:
    soon = (datetime.now().astimezone() + timedelta(days=2)).strftime("%Y-%m-%d 15:00")
    set_stage(forty_posts, "remoteok:1", "applied", at="2 days ago")
    set_stage(forty_posts, "remoteok:2", "applied", at="30 days ago")
    set_stage(forty_posts, "remoteok:3", "interview", at=soon)
    set_stage(forty_posts, "remoteok:4", "offer", at=soon)
    set_stage(forty_posts, "remoteok:5", "rejected")
    assert [one.key for one in list_applications(forty_posts, everything=False)] == [
        "remoteok:2",
        *sorted(["remoteok:3", "remoteok:4"], key=lambda key: -list_order(forty_posts, key)),
        "remoteok:1",
    ]
    assert {one.key: one.due_why for one in due_applications(forty_posts)} == {
        "remoteok:2": "follow-up",
        "remoteok:3": "interview",
        "remoteok:4": "offer",
    }
    assert "remoteok:1" in {one.key for one in due_applications(forty_posts, days=1)}


def list_order(settings: Settings, key: str) -> float:
    return show_application(settings, key).application.last_at.timestamp()


@pytest.mark.parametrize("statement", ["UPDATE applications SET note = 'x'", "DELETE FROM applications"])
def test_the_store_itself_lets_nobody_change_or_remove_an_event(
    forty_posts: Settings, statement: str
) -> None:
    set_stage(forty_posts, KEY, "applied")
    with (
        pytest.raises(Exception, match="only ever added") as raised,
        writing(connect(forty_posts.store_path)) as session,
    ):
        session.execute(text(statement))
    assert isinstance(raised.value, IntegrityError) or "added" in str(raised.value)
    assert words(forty_posts) == ["applied"]
