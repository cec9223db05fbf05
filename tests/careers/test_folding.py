from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.folding import fold, posts_missing


def test_a_title_with_enough_posts_stays() -> None:
    assert fold({"data engineer": 8, "nurse": 9}, 8) == {"data engineer": "data engineer", "nurse": "nurse"}


def test_a_rare_title_is_a_kind_of_what_its_last_words_name() -> None:
    assert fold({"financial data engineer": 2, "data engineer": 8}, 8)["financial data engineer"] == (
        "data engineer"
    )


def test_rare_titles_make_their_kind_common() -> None:
    found = fold({"data engineer": 3, "big data engineer": 3, "financial data engineer": 2}, 8)
    assert set(found.values()) == {"data engineer"}


def test_the_nearest_kind_comes_first() -> None:
    found = fold({"b2b account manager": 1, "account manager": 8, "manager": 20}, 8)
    assert found["b2b account manager"] == "account manager"


def test_a_kind_must_be_some_posts_own_title() -> None:
    assert fold({"machine learning scientist": 4, "deep learning scientist": 4}, 8) == {
        "machine learning scientist": None,
        "deep learning scientist": None,
    }


def test_a_vague_title_is_none_however_common() -> None:
    assert fold({"engineer": 50, "sales engineer": 2}, 8) == {"engineer": None, "sales engineer": None}


def test_folds_over_several_steps() -> None:
    found = fold({"a b accountant": 1, "b accountant": 1, "accountant": 6}, 8)
    assert set(found.values()) == {"accountant"}


NAMES = st.text("abc ", min_size=1, max_size=7).map(lambda text: " ".join(text.split()) or "a")


@given(st.dictionaries(NAMES, st.integers(1, 9), max_size=30), st.integers(1, 12))
def test_every_title_that_is_left_has_enough_posts_and_is_learned_under_itself(
    posts: dict[str, int], fewest: int
) -> None:
    found = fold(posts, fewest)
    assert found.keys() == posts.keys()
    for kept in {kept for kept in found.values() if kept is not None}:
        assert found[kept] == kept
        assert sum(posts[title] for title, into in found.items() if into == kept) >= fewest
    assert all(into is None or title.endswith(into) for title, into in found.items())


def test_posts_are_missing_until_enough_titles_have_enough() -> None:
    assert posts_missing({"nurse": 8, "cook": 9}, 8, 2) == 0
    assert posts_missing({"nurse": 8, "cook": 3}, 8, 2) == 5
    assert posts_missing({"nurse": 2}, 8, 2) == 14
    assert posts_missing({}, 8, 2) == 16
    assert posts_missing({"engineer": 30, "manager": 30}, 8, 2) == 16  # vague


def test_a_kind_lacks_no_posts_that_count_for_it() -> None:
    assert posts_missing({"data engineer": 4, "financial data engineer": 3, "nurse": 8}, 8, 2) == 1


@given(
    st.dictionaries(
        st.sampled_from("cook, head cook, nurse, night nurse, engineer".split(", ")), st.integers(1, 9)
    )
)
def test_no_post_is_missing_if_and_only_if_enough_titles_are_learned(posts: dict[str, int]) -> None:
    learned = set(fold(posts, 8).values()) - {None}
    assert (posts_missing(posts, 8, 2) == 0) == (len(learned) >= 2)
