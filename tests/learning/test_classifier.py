import random
import re
from collections.abc import Sequence

import numpy as np
import pytest
from support.feeds import tasteful
from support.postings import posting

from jobsearch.domain.answers import LabelChoice
from jobsearch.domain.posting import Posting
from jobsearch.learning import classifier, linear
from jobsearch.learning.classifier import Trained
from jobsearch.learning.views import VIEWS, display_term, terms

WORDS = [f"word{number}" for number in range(200)]


def made(number: int, *, wanted: bool, rng: random.Random, noise: int = 4) -> Posting:
    """Every wanted post is about databases, every other about sales, both among random words."""
    kind = "database" if wanted else "sales"
    return posting(number, title="Expert", description=" ".join([kind, *rng.choices(WORDS, k=noise)]))


def two_kinds(count: int = 60, seed: int = 0) -> tuple[list[Posting], list[bool]]:
    rng = random.Random(seed)
    wanted = [number % 3 == 0 for number in range(count)]
    return [made(number, wanted=want, rng=rng) for number, want in enumerate(wanted)], wanted


def trained_on(posts: Sequence[Posting], wanted: Sequence[bool], *others: Posting) -> Trained:
    """Train on answers to all of `posts`, with `others` stored beside them."""
    answers: list[LabelChoice | None] = ["yes" if want else "no" for want in wanted]
    return classifier.train([*posts, *others], [*answers, *[None] * len(others)])


@pytest.fixture(scope="module")
def trained() -> Trained:
    return trained_on(*two_kinds())


def scores(found: Trained, posts: Sequence[Posting]) -> list[float]:
    return [one.score for one in classifier.score(found.pipeline, posts)]


def test_ranks_unseen_posts_by_taste(trained: Trained) -> None:
    rng = random.Random(99)
    liked = scores(trained, [made(number, wanted=True, rng=rng) for number in range(20)])
    disliked = scores(trained, [made(number, wanted=False, rng=rng) for number in range(20)])
    assert min(liked) > max(disliked)


def test_is_deterministic(trained: Trained) -> None:
    posts, wanted = two_kinds()
    again = trained_on(posts, wanted)
    assert scores(again, posts) == scores(trained, posts)
    assert again.evaluation == trained.evaluation


def test_evaluates_by_cross_validation(trained: Trained) -> None:
    found = trained.evaluation
    assert found is not None
    assert found.folds == 5
    assert found.base_rate == pytest.approx(1 / 3)
    assert found.ranking.average_precision > 0.9
    assert (found.interested.support, found.not_interested.support) == (20, 40)
    assert trained.cut == found.cut


def test_shuffled_answers_cannot_be_learned() -> None:
    found = []
    for seed in range(12):
        posts, wanted = two_kinds(90, seed)
        random.Random(seed).shuffle(wanted)
        evaluation = trained_on(posts, wanted).evaluation
        assert evaluation is not None
        found.append(evaluation.ranking.average_precision)
    # A random order has the base rate of a third, and a little more with so few posts.
    assert 0.28 < float(np.mean(found)) < 0.43


@pytest.mark.parametrize(("yes", "no", "folds"), [(2, 9, 0), (9, 2, 0), (3, 9, 3), (4, 4, 4), (9, 9, 5)])
def test_the_rarer_answer_bounds_the_folds(yes: int, no: int, folds: int) -> None:
    rng = random.Random(0)
    wanted = [True] * yes + [False] * no
    posts = [made(number, wanted=want, rng=rng) for number, want in enumerate(wanted)]
    found = trained_on(posts, wanted)
    assert (found.evaluation.folds if found.evaluation else 0) == folds
    assert 0 < found.cut < 1


def test_learns_from_two_posts_of_each_kind() -> None:
    posts = [
        posting(1, title="Nurse"),
        posting(2, title="Nurse"),
        posting(3, title="Cook"),
        posting(4, title="Cook"),
    ]
    found = trained_on(posts, [True, True, False, False])
    nurse, _, cook, _ = scores(found, posts)
    assert nurse > found.cut > cook
    assert found.evaluation is None


def test_the_cut_parts_kinds_that_are_easily_told() -> None:
    rng = random.Random(0)
    wanted = [number % 4 == 0 for number in range(40)]
    posts = [made(number, wanted=want, rng=rng, noise=0) for number, want in enumerate(wanted)]
    found = trained_on(posts, wanted)
    assert [score >= found.cut for score in scores(found, posts)] == wanted
    assert found.evaluation is not None
    assert found.evaluation.accuracy == found.evaluation.ranking.average_precision == 1
    assert found.evaluation.interested.f1 == found.evaluation.not_interested.f1 == 1


def test_the_cut_mostly_parts_kinds_that_are_hard_to_tell(trained: Trained) -> None:
    posts, wanted = two_kinds(200, seed=3)
    right = [
        (score >= trained.cut) == want for score, want in zip(scores(trained, posts), wanted, strict=True)
    ]
    assert sum(right) > 0.9 * len(right)


def test_calibration_keeps_the_order(trained: Trained) -> None:
    posts, wanted = two_kinds()
    rows = trained.pipeline[:-1].transform(posts)
    plain = linear.fit(rows, np.array(["yes" if want else "no" for want in wanted]))
    # Calibrated values are a positive multiple of the plain ones, plus an offset.
    values, calibrated = rows @ plain.coef_[0], trained.pipeline.decision_function(posts)
    slope = float(np.ptp(calibrated) / np.ptp(values))
    assert np.allclose(calibrated - calibrated[0], slope * (values - values[0]), atol=1e-3)  # float32
    assert not np.isclose(slope, 1)


def test_calibration_never_turns_the_order_round() -> None:
    # Every post is alone with its words, so that held-out ones are ranked by chance or worse.
    posts = [posting(number, title=f"Only{number}") for number in range(12)]
    wanted = [number % 2 == 0 for number in range(12)]
    found = scores(trained_on(posts, wanted), posts)
    assert min(found[::2]) > max(found[1::2])


def test_calibrated_scores_are_near_the_share_of_yes(trained: Trained) -> None:
    posts, wanted = two_kinds(300, seed=5)
    assert abs(float(np.mean(scores(trained, posts))) - float(np.mean(wanted))) < 0.15


@pytest.mark.parametrize("seed", range(3))
def test_scores_spread_from_0_to_1_with_a_post_that_says_nothing_between(seed: int) -> None:
    posts, wanted = two_kinds(40, seed)
    odd = [posting(900, title=""), posting(901, title="🚀"), posting(902, description="database " * 5000)]
    *found, empty, symbol, loud = scores(trained_on(posts, wanted, *odd), [*posts, *odd])
    assert 0 < min(found) < 0.1
    assert 0.9 < max(found) < 1
    assert 0.2 < empty == symbol < 0.5
    assert 0.9 < loud < 1


def test_of_a_post_without_known_terms_the_reasons_are_what_it_lacks(trained: Trained) -> None:
    (unknown,) = classifier.score(trained.pipeline, [posting(1, title="Qwertz")])
    assert unknown.reasons
    lacking = {display_term(f"{view}: (none)") for view in VIEWS}
    assert {term for term, _weight in unknown.reasons} <= lacking


def test_labeled_posts_without_any_terms_have_equal_scores() -> None:
    empty = [posting(number, title="") for number in range(10)]
    found = trained_on(empty, [number < 5 for number in range(10)], posting(11))
    assert len(set(scores(found, empty))) == 1


def test_equal_posts_have_equal_scores_whatever_was_answered() -> None:
    same = [posting(number, title="Clerk", description="files papers") for number in range(10)]
    found = trained_on(same, [number % 2 == 0 for number in range(10)])
    assert len(set(scores(found, same))) == 1
    assert found.evaluation is not None
    assert scores(found, same)[0] == pytest.approx(0.5, abs=0.05)
    assert max(scores(found, same)) < found.cut


def test_reasons_are_terms_of_the_post_and_point_the_right_way(trained: Trained) -> None:
    posts, _wanted = two_kinds()
    weights = dict(
        zip(trained.pipeline[0].get_feature_names_out(), trained.pipeline[-1].coef_[0], strict=True)
    )
    for post, one in zip(posts, classifier.score(trained.pipeline, posts), strict=True):
        assert 1 <= len(one.reasons) <= 5
        known = {display_term(term): weights[term] for term in terms(post) if term in weights}
        for term, weight in one.reasons:
            assert weight * known[term] > 0
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
    found = trained_on(posts, [answer == "yes" for answer in answers.values()])
    for one in classifier.score(found.pipeline, posts):
        told: set[str] = set()
        for term, _weight in one.reasons:
            words = set(re.sub(r"^[a-z]+: | tagged as |^tagged as |[()]", " ", term).split())
            assert not words <= told
            told |= words


def test_names_the_words_for_and_against(trained: Trained) -> None:
    assert (trained.words_for[0], trained.words_against[0]) == ("database", "sales")
    assert len(trained.words_for) <= 10 >= len(trained.words_against)


def test_a_word_of_two_posts_does_not_stand_for_the_taste() -> None:
    posts, wanted = two_kinds()
    rare = [posting(900, title="Expert", description="database zebra"), posting(901, title="zebra database")]
    found = trained_on([*posts, *rare], [*wanted, True, True])
    assert not [word for word in found.words_for if "zebra" in word]


def test_training_scores_the_posts_as_its_pipeline_does(trained: Trained) -> None:
    posts, _wanted = two_kinds()
    again = classifier.score(trained.pipeline, posts)
    assert [one.score for one in again] == pytest.approx([one.score for one in trained.scored])
    assert [one.reasons for one in again] == [one.reasons for one in trained.scored]


def test_finds_the_one_wanted_post_in_a_hundred() -> None:
    rng = random.Random(4)
    wanted = [number % 100 == 0 for number in range(400)]
    posts = [made(number, wanted=want, rng=rng) for number, want in enumerate(wanted)]
    found = trained_on(posts, wanted)
    assert found.evaluation is not None
    assert (found.evaluation.folds, found.evaluation.base_rate) == (4, 0.01)
    assert found.evaluation.ranking.average_precision > 0.9
    assert [one.score >= found.cut for one in found.scored] == wanted


def unsure_about(word: str) -> Trained:
    rng = random.Random(0)
    posts, wanted = two_kinds(30)
    odd = [posting(100 + number, title="Expert", description=f"{word} {rng.random()}") for number in range(6)]
    answers: list[LabelChoice | None] = [
        *("yes" if want else "no" for want in wanted),
        *["unsure"] * 3,
        *[None] * 3,
    ]
    return classifier.train([*posts, *odd], answers)


def test_a_post_like_an_unsure_one_is_between_the_wanted_and_the_others() -> None:
    scored = [one.score for one in unsure_about("archives").scored]
    wanted, others = scored[0:30:3], [*scored[1:30:3], *scored[2:30:3]]
    assert max(others) < min(scored[-3:]) <= max(scored[-3:]) < min(wanted)


def test_many_unsure_answers_do_not_take_over_the_taste() -> None:
    rng = random.Random(0)
    posts = [made(number, wanted=number < 4, rng=rng) for number in range(24)]
    unsure = [
        posting(100 + number, title="Expert", description=" ".join(["archives", *rng.choices(WORDS, k=4)]))
        for number in range(100)
    ]
    answers: list[LabelChoice | None] = [*["yes"] * 4, *["no"] * 20, *["unsure"] * 100]
    found = classifier.train([*posts, *unsure], answers)
    scored = [one.score for one in found.scored]
    assert max(scored[24:]) < min(scored[:4])
    assert np.mean(scored[4:24]) < np.mean(scored[24:])
    assert found.words_for[0] == "database"


def test_an_unsure_answer_is_not_judged() -> None:
    found = unsure_about("archives").evaluation
    assert found is not None
    assert (found.interested.support, found.not_interested.support) == (10, 20)


def test_without_an_evaluation_posts_are_in_the_mean_about_as_likely_wanted_as_the_answered_ones() -> None:
    posts, wanted = two_kinds(80)
    answers: list[LabelChoice | None] = [None] * 80
    for place in (0, 3, 1, 2, 4, 5, 7, 8):
        answers[place] = "yes" if wanted[place] else "no"
    found = classifier.train(posts, answers)
    assert found.evaluation is None
    # Of two wanted among eight the second may be what the person went on for.
    assert float(np.mean([one.score for one in found.scored])) == pytest.approx(1 / 7, abs=0.05)
    assert sum(one.score >= found.cut for one in found.scored) == 20


def test_nothing_to_score_gives_no_scores(trained: Trained) -> None:
    assert classifier.score(trained.pipeline, []) == []


def applied_to(word: str, *, said: LabelChoice) -> Trained:
    """Train on two kinds of wanted posts, one of which the person said more about than yes."""
    kinds = [word, "archives", *["sales"] * 6] * 3
    posts = [posting(number, title="Expert", description=kind) for number, kind in enumerate(kinds)]
    answers: list[LabelChoice | None] = [
        said if kind == word else "no" if kind == "sales" else "yes" for kind in kinds
    ]
    return classifier.train(posts, answers)


def test_what_was_applied_to_counts_more_than_what_was_wanted() -> None:
    alike, more = (applied_to("harbor", said=said).scored for said in ("yes", "applied"))
    assert alike[0].score == pytest.approx(alike[1].score, abs=0.02)
    assert more[0].score > more[1].score + 0.02


def test_what_was_applied_to_is_judged_as_a_yes() -> None:
    found = applied_to("harbor", said="applied").evaluation
    assert found is not None
    assert (found.interested.support, found.not_interested.support) == (6, 18)
    assert found == applied_to("harbor", said="applied").evaluation


def test_to_have_applied_everywhere_is_to_have_said_yes_everywhere() -> None:
    posts, wanted = two_kinds()
    applied: list[LabelChoice | None] = ["applied" if want else "no" for want in wanted]
    found, plain = classifier.train(posts, applied), trained_on(posts, wanted)
    assert scores(found, posts) == pytest.approx(scores(plain, posts), abs=0.1)
