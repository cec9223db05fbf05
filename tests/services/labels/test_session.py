from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st
from support.clock import stop
from support.feeds import body, element

from jobsearch.errors import NoPosts
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.status import status
from jobsearch.services.labels import session as session_module
from jobsearch.services.labels.session import LabelingSession, Request
from jobsearch.services.labels.transfer import export, set_label
from jobsearch.settings import Settings


def key(sitting: LabelingSession) -> str:
    assert sitting.question is not None
    return sitting.question.shown.post.key


@pytest.fixture
def three_posts(settings: Settings) -> Settings:
    settings.instance.mkdir()
    file = settings.instance / "feed.json"
    file.write_bytes(body([element(1), element(2), element(3)]))
    fetch_new(settings, [file])
    return settings


def test_without_posts_there_is_nothing_to_ask(settings: Settings) -> None:
    with pytest.raises(NoPosts, match="Run `fetch-new`"):
        LabelingSession(settings, Request("random"))


def test_every_answer_is_stored_at_once(three_posts: Settings) -> None:
    sitting = LabelingSession(three_posts, Request("newest"))
    for number, (value, so_far) in enumerate([("yes", (1, 0, 0)), ("unsure", (1, 0, 1)), ("no", (1, 1, 1))]):
        assert key(sitting) == f"remoteok:{number + 1}"
        sitting.answer(value)
        counts = status(three_posts).labels
        assert (counts.yes, counts.no, counts.unsure) == so_far
    assert sitting.question is None


def test_the_end_of_the_queue_takes_no_answers(three_posts: Settings) -> None:
    sitting = LabelingSession(three_posts, Request("random"))
    for _ in range(5):
        sitting.answer("no")
        sitting.skip()
    assert sitting.question is None
    assert (sitting.progress.left, status(three_posts).labels.no) == (0, 2)


def test_a_skipped_post_is_asked_about_another_time(three_posts: Settings) -> None:
    sitting = LabelingSession(three_posts, Request("newest"))
    sitting.skip()
    assert key(sitting) == "remoteok:2"
    assert export(three_posts).text.count("remoteok") == 0
    assert key(LabelingSession(three_posts, Request("newest"))) == "remoteok:1"


def test_answered_posts_are_not_asked_about_again(three_posts: Settings) -> None:
    for number, setting in ((1, "yes"), (2, "unsure")):
        set_label(three_posts, f"remoteok:{number}", setting)
    sitting = LabelingSession(three_posts, Request("random"))
    assert key(sitting) == "remoteok:3"
    assert sitting.progress.left == 1


def test_posts_answered_elsewhere_during_the_session_are_passed_over(three_posts: Settings) -> None:
    sitting = LabelingSession(three_posts, Request("newest"))
    set_label(three_posts, "remoteok:2", "no")
    sitting.answer("yes")
    assert key(sitting) == "remoteok:3"
    assert sitting.progress.left == 1
    set_label(three_posts, "remoteok:3", "yes")
    sitting.catch_up()
    assert sitting.question is None
    assert sitting.progress.left == 0
    assert sitting.back()
    set_label(three_posts, "remoteok:1", "no")
    sitting.catch_up()
    assert key(sitting) == "remoteok:1"  # because the user returned to it


def test_tells_how_far_the_labeling_has_come(three_posts: Settings) -> None:
    set_label(three_posts, "remoteok:1", "yes")
    sitting = LabelingSession(three_posts, Request("random"))
    sitting.answer("no")
    found = sitting.progress
    assert (found.yes, found.no, found.unsure, found.answered, found.left) == (1, 1, 0, 1, 1)
    sitting.skip()
    assert (sitting.progress.answered, sitting.progress.left) == (1, 0)


def test_there_is_nothing_before_the_first_question(three_posts: Settings) -> None:
    sitting = LabelingSession(three_posts, Request("random"))
    first = key(sitting)
    assert not sitting.back()
    assert key(sitting) == first


def test_back_from_the_end_asks_the_last_question_again(three_posts: Settings) -> None:
    sitting = LabelingSession(three_posts, Request("newest"))
    for _ in range(3):
        sitting.answer("yes")
    assert sitting.back()
    assert key(sitting) == "remoteok:3"
    assert status(three_posts).labels.yes == 2
    sitting.answer("no")
    assert sitting.question is None


def test_back_over_several_steps_restores_every_earlier_state(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop(monkeypatch, datetime.now(UTC), session_module)  # the same day all along
    sitting = LabelingSession(forty_posts, Request("random"))
    states = []
    for step in ("yes", "skip", "no", "unsure", "skip", "yes"):
        states.append((key(sitting), export(forty_posts).text, sitting.progress))
        if step == "skip":
            sitting.skip()
        else:
            sitting.answer(step)
    while states:
        assert sitting.back()
        assert (key(sitting), export(forty_posts).text, sitting.progress) == states.pop()
    assert not sitting.back()


def test_back_restores_an_answer_given_elsewhere_meanwhile(three_posts: Settings) -> None:
    sitting = LabelingSession(three_posts, Request("newest"))
    set_label(three_posts, "remoteok:1", "applied")
    before = export(three_posts).text
    sitting.answer("no")
    assert export(three_posts).text != before
    sitting.back()
    assert export(three_posts).text == before


def test_the_order_after_going_back_and_on_is_the_same(forty_posts: Settings) -> None:
    plain, wandering = (LabelingSession(forty_posts, Request("random")) for _ in range(2))
    keys = []
    for _ in range(6):
        keys.append(key(plain))
        plain.skip()
    for at in range(6):
        assert key(wandering) == keys[at]
        wandering.skip()
        assert wandering.back()
        assert key(wandering) == keys[at]
        wandering.skip()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = Settings(instance=tmp_path_factory.mktemp("shared"))
    file = settings.instance / "feed.json"
    file.write_bytes(body([element(number) for number in range(1, 6)]))
    fetch_new(settings, [file])
    return settings


@sized(database=None, max_examples=sized().max_examples // 4, deadline=None)  # each takes long
@given(steps=st.lists(st.sampled_from(["yes", "no", "unsure", "skip", "back"]), max_size=12))
def test_any_steps_taken_back_leave_no_trace(shared: Settings, steps: list[str]) -> None:
    sitting = LabelingSession(shared, Request("random"))
    before = (key(sitting), export(shared).text, sitting.progress)
    actions = {"skip": sitting.skip, "back": sitting.back}
    for step in steps:
        if step in actions:
            actions[step]()
        else:
            sitting.answer(step)
    while sitting.back():
        pass
    assert (key(sitting), export(shared).text, sitting.progress) == before
