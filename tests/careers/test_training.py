"""What is learned from posts, and what the model answers."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer
from support.careers import trade_posts

from jobsearch.careers.fitting import spread
from jobsearch.careers.model import Careers
from jobsearch.careers.reading import words_of
from jobsearch.careers.similarity import scaled
from jobsearch.careers.training import Learned, Post, learn
from jobsearch.errors import ExperienceUnknown, NothingToLearn, TooFewTitles

POSTS = [Post(title, text, year, company) for title, text, company, year in trade_posts()]


@pytest.fixture(scope="module")
def learned() -> Learned:
    return learn(POSTS)


@pytest.fixture(scope="module")
def careers(learned: Learned) -> Careers:
    return learned.careers


def best(careers: Careers, *experiences: str) -> str:
    return careers.similar(experiences)[0][0]


def test_learns_the_titles_without_their_levels(learned: Learned) -> None:
    assert learned.careers.titles == ("accountant", "backend engineer", "nurse")
    assert (learned.posts, learned.folded, learned.dropped, learned.repeated) == (30, 0, 0, 0)
    assert (learned.judgment.posts, learned.judgment.first) == (30, 1)


@pytest.mark.parametrize(
    ("experience", "title"),
    [
        ("I kept the ledger", "accountant"),
        ("wrote Go services over PostgreSQL " * 300, "backend engineer"),
        ("triage", "nurse"),
        ("Backend developer", "backend engineer"),
        ("Registered nurse for ten years", "nurse"),
    ],
)
def test_tells_the_title_of_an_experience(careers: Careers, experience: str, title: str) -> None:
    assert best(careers, experience) == title


@given(
    st.lists(st.sampled_from([*words_of(" ".join(post.text for post in POSTS)), "nurse", "zzz"]), max_size=40)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_probabilities_sum_to_1_best_first(careers: Careers, words: list[str]) -> None:
    try:
        found = careers.similar([" ".join(words)])
    except ExperienceUnknown:
        return
    assert sorted(title for title, _chance in found) == list(careers.titles)
    assert sum(chance for _title, chance in found) == pytest.approx(1)
    assert all(one >= other for (_a, one), (_b, other) in pairwise(found))


def test_every_experience_counts_and_the_newest_most(careers: Careers) -> None:
    ledger, ward = "bank reconciliations in the ledger", "gave medication on the ward"
    alone, both = dict(careers.similar([ledger])), dict(careers.similar([ledger, ward]))
    assert both["nurse"] > alone["nurse"]
    assert best(careers, ledger, ward) == "accountant"
    assert best(careers, ward, ledger) == "nurse"


def test_words_that_no_post_has_make_less_sure(careers: Careers) -> None:
    said, more = (
        careers.similar(["ledger"]),
        careers.similar(["ledger " + " ".join(f"x{n}" for n in range(9))]),
    )
    assert said[0][0] == more[0][0] == "accountant"
    assert said[0][1] > more[0][1]


def test_an_experience_without_a_known_word_does_not_count(careers: Careers) -> None:
    assert careers.similar(["ledger", "zzz"]) == careers.similar(["ledger"])
    with pytest.raises(ExperienceUnknown):
        careers.similar(["zzz"])


def test_the_same_posts_give_the_same_model(careers: Careers) -> None:
    again = learn(POSTS).careers
    assert again.skills == careers.skills
    assert again.similar(["ledger"]) == careers.similar(["ledger"])


def test_an_experience_teaches_like_a_post() -> None:
    said = [("Nurse", f"sang lullabies {number}") for number in range(4)]
    found = learn(POSTS, said)
    assert found.experiences == 4
    assert best(found.careers, "lullabies") == "nurse"


def test_a_title_may_be_known_from_experiences_alone() -> None:
    found = learn(POSTS, [("Sr. Beekeeper Coach", f"taught keeping bees in hive {n}") for n in range(8)])
    assert "beekeeper coach" in found.careers.titles
    assert "beekeeper coach" not in found.careers.skills


def test_counts_a_text_once_under_its_first_title() -> None:
    found = learn([*POSTS, *(Post("Baker", f" {post.text.upper()}", 2024) for post in POSTS)])
    assert (found.repeated, found.careers.titles) == (30, ("accountant", "backend engineer", "nurse"))


def test_says_what_folded_and_what_dropped_out() -> None:
    rare = [
        Post("Payroll Accountant", "pays", 2024),
        Post("Baker", "bakes", 2024),
        Post("Baker", "eats", 2024),
    ]
    found = learn([*POSTS, *rare])
    assert (found.folded, found.dropped, found.dropped_titles) == (1, 2, 1)
    assert found.careers.skills["accountant"].posts == 11


def test_needs_two_titles_with_enough_posts() -> None:
    with pytest.raises(TooFewTitles, match="the store has only 1"):
        learn(POSTS[:17])
    with pytest.raises(TooFewTitles, match="the store has only 0"):
        learn([])


def test_needs_words() -> None:
    with pytest.raises(NothingToLearn):
        learn([Post(post.title, str(number), 2024) for number, post in enumerate(POSTS)])


def test_finds_a_title_by_what_it_is_or_is_a_kind_of(careers: Careers) -> None:
    assert careers.find("Senior Nurses (Night)") == "nurse"
    assert careers.find("Pediatric Nurse") == "nurse"
    assert careers.find("backend developer") == "backend engineer"
    assert careers.find("astronaut") is None


def test_names_the_titles_that_are_spelled_alike(careers: Careers) -> None:
    assert careers.nearest("nurze")[0] == "nurse"
    assert careers.nearest("astronaut") == careers.nearest("") == ()
    assert careers.nearest("astronaut", at_least=0)
    assert careers.nearest("", at_least=0)


def test_keeps_the_first_of_each_title_evenly() -> None:
    assert spread(["a", "a", "a", "b", "a"], 3) == [0, 1, 3]
    assert spread(["a", "b", "c"], 1) == [0, 1, 2]
    assert spread([], 5) == []


@given(st.lists(st.sampled_from("abc"), max_size=40), st.integers(3, 40))
def test_never_keeps_more_than_asked_for(titles: list[str], most: int) -> None:
    chosen = spread(titles, most)
    assert chosen == sorted(set(chosen))
    assert len(chosen) <= most
    assert {titles[place] for place in chosen} == set(titles)


def test_weighs_terms_as_scikit_learn_does() -> None:
    counts, rarity = np.array([[1.0, 4.0, 2.0]]), np.array([1.5, 1.0, 3.0], dtype=np.float32)
    weighting = TfidfTransformer(sublinear_tf=True).fit(counts)
    weighting.idf_ = rarity.astype(float)
    assert scaled(counts[0], rarity) == pytest.approx(weighting.transform(counts).toarray()[0])
    assert scaled(np.array([]), np.array([], dtype=np.float32)).size == 0
