from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st

from jobsearch.domain.answers import LabelChoice
from jobsearch.learning.unseen import estimate
from jobsearch.services.instance.status import status
from jobsearch.services.labels.answers import History
from jobsearch.services.labels.session import LabelingSession
from jobsearch.services.labels.standing import Point, Standing, standing_of
from jobsearch.services.labels.transfer import import_labels, set_label
from jobsearch.settings import Settings
from jobsearch.store.counts import GivenAnswer
from jobsearch.store.sqlite.engine import connect


def test_the_curve_follows_the_answers_in_their_order(forty_posts: Settings) -> None:
    for number, given_ in [(3, "no"), (1, "yes"), (2, "unsure"), (7, "applied")]:
        set_label(forty_posts, f"remoteok:{number}", given_)
    labeling = status(forty_posts).labeling
    assert labeling is not None
    assert (labeling.answers, labeling.wanted, labeling.unseen) == (4, 2, None)
    assert labeling.curve == (Point(1, 0), Point(2, 1), Point(3, 1), Point(4, 2))


def test_an_answer_that_waits_for_its_post_does_not_count(forty_posts: Settings) -> None:
    set_label(forty_posts, "remoteok:999", "yes")
    labeling = status(forty_posts).labeling
    assert labeling is not None
    assert (labeling.answers, labeling.curve) == (0, ())


def test_enough_answers_say_how_many_are_left(forty_posts: Settings) -> None:
    with LabelingSession(forty_posts) as sitting:
        for number in range(25):
            sitting.answer("yes" if number < 5 else "no")
    found = sitting.standing
    assert found.unseen is not None
    assert found.unseen.posts == sitting.progress.left
    assert found == status(forty_posts).labeling


def answered(settings: Settings, words: Sequence[LabelChoice], asked: str = "smart", first: int = 1) -> None:
    """Answer posts from that number on, as a sitting in that order does."""
    history = History(connect(settings.store_path), asked)
    for number, word in enumerate(words, first):
        history.answer(number, f"remoteok:{number}", word)


def labeling(settings: Settings) -> Standing:
    found = status(settings).labeling
    assert found is not None
    return found


@pytest.mark.parametrize("order", ["newest", "oldest", "random", ""])
def test_answers_in_another_order_do_not_tell_what_is_left(forty_posts: Settings, order: str) -> None:
    answered(forty_posts, ["yes", "no", "no", "no"] * 8, order)
    found = labeling(forty_posts)
    assert (found.answers, found.wanted, found.unseen) == (32, 8, None)


def test_neither_do_imported_labels_and_those_that_were_set(forty_posts: Settings) -> None:
    import_labels(forty_posts, "key,label\n" + "".join(f"remoteok:{n},yes\n" for n in range(1, 26)), "file")
    for number in range(26, 36):
        set_label(forty_posts, f"remoteok:{number}", "no")
    assert labeling(forty_posts).unseen is None


def test_they_leave_fewer_posts_to_what_the_queue_asked(forty_posts: Settings) -> None:
    answered(forty_posts, ["yes", "no"] * 5, "random", first=26)
    answered(forty_posts, [*["yes"] * 5, *["no"] * 20])
    assert labeling(forty_posts).unseen == estimate([True] * 5 + [False] * 20, 5)


@pytest.mark.parametrize("asked_again", ["", "smart", "random"])
def test_to_answer_again_what_was_answered_changes_nothing(forty_posts: Settings, asked_again: str) -> None:
    answered(forty_posts, [*["yes"] * 6, *["no"] * 20])
    before = labeling(forty_posts)
    answered(forty_posts, ["yes"] * 6, asked_again)
    assert labeling(forty_posts) == before
    for number in range(1, 7):
        set_label(forty_posts, f"remoteok:{number}", "yes")
    assert labeling(forty_posts) == before


def test_to_answer_again_an_imported_label_makes_it_no_answer_of_the_queue(forty_posts: Settings) -> None:
    set_label(forty_posts, "remoteok:1", "yes")
    answered(forty_posts, [*["yes"] * 2, *["no"] * 18])
    assert labeling(forty_posts).unseen is None  # nineteen answers tell


def test_imported_answers_come_in_the_order_of_their_dates(forty_posts: Settings) -> None:
    rows = "remoteok:1,no,2026-01-02\nremoteok:2,yes,2026-01-01\nremoteok:3,yes,2026-01-03\n"
    import_labels(forty_posts, "key,label,labeled_at\n" + rows, "file")
    assert [point.wanted for point in labeling(forty_posts).curve] == [1, 1, 2]


def test_counts_of_wanted_posts_are_numbers(forty_posts: Settings) -> None:
    answered(forty_posts, ["yes"])
    found = labeling(forty_posts)
    assert [type(number) for number in (found.wanted, found.curve[0].wanted)] == [int, int]


@sized(database=None, deadline=None, max_examples=50)
@given(st.lists(st.booleans(), max_size=60))
def test_the_curve_never_falls_and_ends_with_all_answers(answers: list[bool]) -> None:
    curve = standing_of([GivenAnswer(wanted, likely_first=True) for wanted in answers], 0).curve
    assert len(curve) == min(20, len(answers))
    assert all(one.wanted <= two.wanted and one.answers < two.answers for one, two in pairwise(curve))
    if answers:
        assert curve[-1] == Point(len(answers), sum(answers))
