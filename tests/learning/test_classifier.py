import random
from collections.abc import Sequence

import numpy as np
import pytest
from sklearn.base import clone
from support.feeds import tasteful
from support.postings import posting

from jobsearch.learning import classifier
from jobsearch.learning.classifier import Trained
from jobsearch.learning.documents import terms
from jobsearch.posting import Posting

WORDS = [f"word{number}" for number in range(200)]


def made(number: int, *, wanted: bool, rng: random.Random, noise: int = 4) -> Posting:
    """Every wanted post is about databases, every other about sales, both among random words."""
    kind = "database" if wanted else "sales"
    return posting(number, title="Expert", description=" ".join([kind, *rng.choices(WORDS, k=noise)]))


def two_kinds(count: int = 60, seed: int = 0) -> tuple[list[Posting], list[bool]]:
    rng = random.Random(seed)
    wanted = [number % 3 == 0 for number in range(count)]
    return [made(number, wanted=want, rng=rng) for number, want in enumerate(wanted)], wanted


@pytest.fixture(scope="module")
def trained() -> Trained:
    posts, wanted = two_kinds()
    return classifier.train(posts, posts, wanted)


def scores(found: Trained, posts: Sequence[Posting]) -> list[float]:
    return [one.score for one in classifier.score(found.pipeline, posts)]


def test_ranks_unseen_posts_by_taste(trained: Trained) -> None:
    rng = random.Random(99)
    liked = scores(trained, [made(number, wanted=True, rng=rng) for number in range(20)])
    disliked = scores(trained, [made(number, wanted=False, rng=rng) for number in range(20)])
    assert min(liked) > max(disliked)


def test_is_deterministic(trained: Trained) -> None:
    posts, wanted = two_kinds()
    again = classifier.train(posts, posts, wanted)
    assert scores(again, posts) == scores(trained, posts)
    assert again.evaluation == trained.evaluation


def test_evaluates_by_cross_validation(trained: Trained) -> None:
    found = trained.evaluation
    assert found is not None
    assert found.folds == 5
    assert found.base_rate == pytest.approx(1 / 3)
    assert found.average_precision > 0.9
    assert (found.interested.support, found.not_interested.support) == (20, 40)
    assert trained.cut == found.cut


@pytest.mark.parametrize("seed", range(5))
def test_shuffled_answers_cannot_be_learned(seed: int) -> None:
    posts, wanted = two_kinds(120, seed)
    random.Random(seed).shuffle(wanted)
    found = classifier.train(posts, posts, wanted).evaluation
    assert found is not None
    assert found.average_precision < found.base_rate + 0.2


@pytest.mark.parametrize(("yes", "no", "folds"), [(2, 9, 0), (9, 2, 0), (3, 9, 3), (4, 4, 4), (9, 9, 5)])
def test_the_rarer_answer_bounds_the_folds(yes: int, no: int, folds: int) -> None:
    rng = random.Random(0)
    wanted = [True] * yes + [False] * no
    posts = [made(number, wanted=want, rng=rng) for number, want in enumerate(wanted)]
    found = classifier.train(posts, posts, wanted)
    assert (found.evaluation.folds if found.evaluation else 0) == folds
    assert 0 < found.cut < 1


def test_learns_from_two_posts_of_each_kind() -> None:
    posts = [
        posting(1, title="Nurse"),
        posting(2, title="Nurse"),
        posting(3, title="Cook"),
        posting(4, title="Cook"),
    ]
    found = classifier.train(posts, posts, [True, True, False, False])
    nurse, _, cook, _ = scores(found, posts)
    assert nurse > found.cut > cook
    assert found.evaluation is None


def test_the_cut_parts_kinds_that_are_easily_told() -> None:
    rng = random.Random(0)
    wanted = [number % 4 == 0 for number in range(40)]
    posts = [made(number, wanted=want, rng=rng, noise=0) for number, want in enumerate(wanted)]
    found = classifier.train(posts, posts, wanted)
    assert [score >= found.cut for score in scores(found, posts)] == wanted
    assert found.evaluation is not None
    assert found.evaluation.accuracy == found.evaluation.average_precision == 1
    assert found.evaluation.interested.f1 == found.evaluation.not_interested.f1 == 1


def test_the_cut_mostly_parts_kinds_that_are_hard_to_tell(trained: Trained) -> None:
    posts, wanted = two_kinds(200, seed=3)
    right = [
        (score >= trained.cut) == want for score, want in zip(scores(trained, posts), wanted, strict=True)
    ]
    assert sum(right) > 0.9 * len(right)


def test_calibration_keeps_the_order(trained: Trained) -> None:
    posts, wanted = two_kinds()
    features = trained.pipeline[:-1].transform(posts)
    plain = clone(trained.pipeline[-1]).fit(features, np.asarray(wanted, dtype=np.int8))
    rank = np.argsort(plain.decision_function(features), kind="stable")
    assert np.argsort(trained.pipeline.decision_function(posts), kind="stable").tolist() == rank.tolist()
    assert not np.allclose(plain.coef_, trained.pipeline[-1].coef_)


def test_calibration_never_turns_the_order_round() -> None:
    # Every post is alone with its words, so that held-out ones are ranked by chance or worse.
    posts = [posting(number, title=f"Only{number}") for number in range(12)]
    wanted = [number % 2 == 0 for number in range(12)]
    found = scores(classifier.train(posts, posts, wanted), posts)
    assert min(found[::2]) > max(found[1::2])


def test_calibrated_scores_are_near_the_share_of_yes(trained: Trained) -> None:
    posts, wanted = two_kinds(300, seed=5)
    assert abs(float(np.mean(scores(trained, posts))) - float(np.mean(wanted))) < 0.15


@pytest.mark.parametrize("seed", range(3))
def test_scores_are_from_0_to_1(seed: int) -> None:
    posts, wanted = two_kinds(40, seed)
    odd = [posting(900, title=""), posting(901, title="🚀"), posting(902, description="database " * 5000)]
    found = scores(classifier.train([*posts, *odd], posts, wanted), [*posts, *odd])
    assert all(0 <= score <= 1 for score in found)
    assert len(found) == 43


def test_a_post_without_terms_has_a_score_but_no_reasons(trained: Trained) -> None:
    empty, unknown = classifier.score(trained.pipeline, [posting(1, title=""), posting(2, title="Qwertz")])
    assert empty.reasons == unknown.reasons == ()
    assert empty.score == unknown.score


def test_labeled_posts_without_any_terms_have_equal_scores() -> None:
    empty = [posting(number, title="") for number in range(10)]
    found = classifier.train([*empty, posting(11)], empty, [number < 5 for number in range(10)])
    assert len(set(scores(found, empty))) == 1


def test_equal_posts_have_equal_scores_whatever_was_answered() -> None:
    same = [posting(number, title="Clerk", description="files papers") for number in range(10)]
    found = classifier.train(same, same, [number % 2 == 0 for number in range(10)])
    assert len(set(scores(found, same))) == 1
    assert found.evaluation is not None


def test_reasons_are_terms_of_the_post_and_point_the_right_way(trained: Trained) -> None:
    posts, _wanted = two_kinds()
    weights = dict(
        zip(trained.pipeline[0].get_feature_names_out(), trained.pipeline[-1].coef_[0], strict=True)
    )
    for post, one in zip(posts, classifier.score(trained.pipeline, posts), strict=True):
        assert 1 <= len(one.reasons) <= 5
        for term, weight in one.reasons:
            assert term in terms(post)
            assert weight * weights[term] > 0
        sizes = [abs(weight) for _term, weight in one.reasons]
        assert sizes == sorted(sizes, reverse=True)


def test_the_first_reason_is_what_the_taste_is_about(trained: Trained) -> None:
    rng = random.Random(7)
    liked, disliked = classifier.score(
        trained.pipeline,
        [made(1, wanted=True, rng=rng, noise=3), made(2, wanted=False, rng=rng, noise=3)],
    )
    assert (liked.reasons[0][0], liked.reasons[0][1] > 0) == ("database", True)
    assert (disliked.reasons[0][0], disliked.reasons[0][1] < 0) == ("sales", True)


def test_a_word_is_a_reason_once_in_whichever_field_weighs_most() -> None:
    elements, answers = tasteful(40)
    posts = [
        posting(
            int(one["id"]), title=one["position"], tags=tuple(one["tags"]), description=one["description"]
        )
        for one in elements
    ]
    found = classifier.train(posts, posts, [answer == "yes" for answer in answers.values()])
    for one in classifier.score(found.pipeline, posts):
        words = [term.rpartition(": ")[2] for term, _weight in one.reasons]
        assert len(words) == len(set(words))


def test_names_the_words_for_and_against(trained: Trained) -> None:
    liked, disliked = classifier.words_for_and_against(trained.pipeline, most=5)
    assert (liked[0], disliked[0]) == ("database", "sales")
    assert len(liked) == len(disliked) == 5


def test_nothing_to_score_gives_no_scores(trained: Trained) -> None:
    assert classifier.score(trained.pipeline, []) == []
