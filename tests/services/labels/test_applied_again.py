"""Whoever says "applied" after having withdrawn has applied again, wherever they say so."""

from jobsearch.services.applications.listing import list_applications
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.labels.answers import answer_now, answer_what_was_seen, save_answer, undo_answer
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
