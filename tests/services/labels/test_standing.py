from itertools import pairwise

from hypothesis import given
from hypothesis import settings as sized
from hypothesis import strategies as st

from jobsearch.services.instance.status import status
from jobsearch.services.labels.session import LabelingSession, Request
from jobsearch.services.labels.standing import Point, standing_of
from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings


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
    sitting = LabelingSession(forty_posts, Request("newest"))
    for number in range(25):
        sitting.answer("yes" if number < 5 else "no")
    found = sitting.standing
    assert found.unseen is not None
    assert found.unseen.posts == sitting.progress.left
    assert found == status(forty_posts).labeling


@sized(database=None, deadline=None, max_examples=50)
@given(st.lists(st.booleans(), max_size=60))
def test_the_curve_never_falls_and_ends_with_all_answers(answers: list[bool]) -> None:
    curve = standing_of(answers, 0).curve
    assert len(curve) == min(20, len(answers))
    assert all(one.wanted <= two.wanted and one.answers < two.answers for one, two in pairwise(curve))
    if answers:
        assert curve[-1] == Point(len(answers), sum(answers))
