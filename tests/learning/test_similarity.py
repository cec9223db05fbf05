import numpy as np
import pytest
from support.postings import posting

from jobsearch.domain.wish import stated
from jobsearch.errors import NothingToLearn, WishUnknown
from jobsearch.learning.similarity import ReadPosts
from jobsearch.learning.vectors import fit_features

POSTS = [posting(1, title="Python Engineer"), posting(2, title="Sales Manager", tags=(), location="")]


def test_the_post_with_the_words_is_the_most_alike() -> None:
    first, second = ReadPosts.of(POSTS).like(stated("python")).scores
    assert first > second


def test_what_the_text_leaves_open_makes_no_post_alike() -> None:
    alike = ReadPosts.of(POSTS).like(stated("python"))
    assert alike.scores[1] == 0
    assert alike.reasons([1]) == [()]


def test_reasons_are_those_of_the_posts_asked_about() -> None:
    alike = ReadPosts.of(POSTS).like(stated("python"))
    both = alike.reasons([0, 1])
    assert alike.reasons([1, 0]) == both[::-1]
    assert alike.reasons([]) == []
    assert "python" in {term for term, _move in both[0]}


def test_words_of_no_post_are_wrong_usage() -> None:
    with pytest.raises(WishUnknown):
        ReadPosts.of(POSTS).like(stated("zzyzx"))


def test_rows_are_those_that_a_model_learns_from() -> None:
    posts = [posting(number, title=f"{title} {number}") for number, title in enumerate(["Nurse", "Chef"] * 9)]
    read = ReadPosts.of(posts)
    steps, rows = fit_features(posts, answers=0)
    rows.sort_indices()
    own = read.rows(np.arange(len(read.names)))
    assert read.names.tolist() == steps[0].get_feature_names_out().tolist()
    assert (own.indptr.tolist(), own.indices.tolist()) == (rows.indptr.tolist(), rows.indices.tolist())
    assert own.data == pytest.approx(rows.data, rel=1e-6)
    assert read.row(posts[3]).toarray() == pytest.approx(rows[3].toarray(), rel=1e-6)
    some = read.rows(np.array([2, 7])).toarray()
    assert np.array_equal(some[:, [2, 7]], own.toarray()[:, [2, 7]])
    assert not np.delete(some, [2, 7], axis=1).any()


def test_posts_without_a_word_teach_nothing() -> None:
    with pytest.raises(NothingToLearn):
        ReadPosts.of([posting(1, title="—", description="", tags=())])
