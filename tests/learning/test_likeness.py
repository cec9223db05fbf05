import pytest
from support.postings import posting

from jobsearch.errors import UsageError
from jobsearch.learning.likeness import likeness

POSTS = [posting(1, title="Python Engineer"), posting(2, title="Sales Manager", tags=(), location="")]


def test_the_post_with_the_words_is_the_most_alike() -> None:
    first, second = likeness(POSTS, "python")
    assert first.score > second.score


def test_what_the_text_leaves_open_makes_no_post_alike() -> None:
    _first, second = likeness(POSTS, "python")
    assert second.score == 0
    assert second.reasons == ()


def test_words_of_no_post_are_wrong_usage() -> None:
    with pytest.raises(UsageError, match="no post holds a word"):
        likeness(POSTS, "zzyzx")
