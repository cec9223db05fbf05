"""Whoever says "applied" after having withdrawn has applied again, wherever they say so."""

import pytest

from jobsearch.domain.application import Stage
from jobsearch.services.applications.listing import list_applications, show_application
from jobsearch.services.applications.recording import Correction, add_note, correct, set_stage
from jobsearch.services.labels.answers import (
    answer_now,
    answer_what_was_seen,
    first_standing,
    save_answer,
    undo_answer,
)
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect


def test_applied_by_a_key_or_a_button_applies_again(forty_posts: Settings) -> None:
    engine = connect(forty_posts.store_path)
    for key in ("remoteok:1", "remoteok:2"):
        set_stage(forty_posts, key, "applied")
        set_stage(forty_posts, key, "withdrawn")
    save_answer(engine, "remoteok:1", "applied")
    assert answer_what_was_seen(engine, "remoteok:2", "applied", "applied")
    assert {one.stage for one in list_applications(forty_posts, everything=True)} == {"applied"}


def test_undo_of_applied_leaves_the_application_withdrawn(forty_posts: Settings) -> None:
    engine = connect(forty_posts.store_path)
    set_stage(forty_posts, "remoteok:1", "applied")
    set_stage(forty_posts, "remoteok:1", "withdrawn")
    change = save_answer(engine, "remoteok:1", "applied")
    assert undo_answer(engine, change)
    assert [one.stage for one in list_applications(forty_posts, everything=True)] == ["withdrawn"]


def test_undo_leaves_what_was_said_of_the_application_since(forty_posts: Settings) -> None:
    engine = connect(forty_posts.store_path)
    set_stage(forty_posts, "remoteok:1", "applied")
    set_stage(forty_posts, "remoteok:1", "withdrawn")
    change = save_answer(engine, "remoteok:1", "applied")
    set_stage(forty_posts, "remoteok:1", "interview")
    undo_answer(engine, change)
    assert [one.stage for one in list_applications(forty_posts, everything=True)] == ["interview"]


def test_the_answer_to_a_post_is_that_of_its_own_key(forty_posts: Settings) -> None:
    engine = connect(forty_posts.store_path)
    save_answer(engine, "remoteok:1", "yes")
    save_answer(engine, "remoteok:10", "no")
    assert [answer_now(engine, f"remoteok:{number}") for number in (1, 10, 11)] == ["yes", "no", ""]


def test_undo_of_applied_takes_its_application_back(forty_posts: Settings) -> None:
    engine = connect(forty_posts.store_path)
    change = save_answer(engine, "remoteok:1", "applied")
    assert first_standing(engine, [change]) == change
    assert undo_answer(engine, change)
    assert list_applications(forty_posts, everything=True) == ()
    assert answer_now(engine, "remoteok:1") == ""


@pytest.mark.parametrize("stage", ["interview", "rejected", "withdrawn"])
def test_applied_is_not_undone_once_its_application_went_on(forty_posts: Settings, stage: Stage) -> None:
    engine = connect(forty_posts.store_path)
    change = save_answer(engine, "remoteok:1", "applied")
    set_stage(forty_posts, "remoteok:1", stage)
    before = answer_now(engine, "remoteok:1")
    assert first_standing(engine, [change]) is None
    assert not undo_answer(engine, change)
    assert [one.stage for one in list_applications(forty_posts, everything=True)] == [stage]
    assert answer_now(engine, "remoteok:1") == before


def test_applied_can_be_undone_again_after_the_interview_was_taken_back(forty_posts: Settings) -> None:
    engine = connect(forty_posts.store_path)
    change = save_answer(engine, "remoteok:1", "applied")
    number = set_stage(forty_posts, "remoteok:1", "interview").event.number
    correct(forty_posts, "remoteok:1", number, Correction(take_back=True))
    assert first_standing(engine, [change]) == change
    assert undo_answer(engine, change)
    assert list_applications(forty_posts, everything=True) == ()


def test_a_note_since_hinders_no_undo_and_stays(forty_posts: Settings) -> None:
    engine = connect(forty_posts.store_path)
    change = save_answer(engine, "remoteok:1", "applied")
    add_note(forty_posts, "remoteok:1", "sent by post")
    assert undo_answer(engine, change)
    assert answer_now(engine, "remoteok:1") == ""
    assert [one.note for one in show_application(forty_posts, "remoteok:1").events if one.note] == [
        "sent by post"
    ]


def test_an_answer_undone_twice_is_undone(forty_posts: Settings) -> None:
    engine = connect(forty_posts.store_path)
    change = save_answer(engine, "remoteok:1", "no")
    assert undo_answer(engine, change)
    assert undo_answer(engine, change)
    save_answer(engine, "remoteok:1", "yes")
    assert not undo_answer(engine, change)
