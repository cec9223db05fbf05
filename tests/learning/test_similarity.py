import pytest
from support.postings import posting

from jobsearch.domain.wish import stated
from jobsearch.errors import WishUnknown
from jobsearch.learning.similarity import ReadPosts

POSTS = [posting(1, title="Python Engineer"), posting(2, title="Sales Manager", tags=(), location="")]


def test_the_post_with_the_words_is_the_most_alike() -> None:
    first, second = ReadPosts(POSTS).like(stated("python")).scores
    assert first > second


def test_what_the_text_leaves_open_makes_no_post_alike() -> None:
    alike = ReadPosts(POSTS).like(stated("python"))
    assert alike.scores[1] == 0
    assert alike.reasons([1]) == [()]


def test_reasons_are_those_of_the_posts_asked_about() -> None:
    alike = ReadPosts(POSTS).like(stated("python"))
    both = alike.reasons([0, 1])
    assert alike.reasons([1, 0]) == both[::-1]
    assert alike.reasons([]) == []
    assert "python" in {term for term, _move in both[0]}


def test_words_of_no_post_are_wrong_usage() -> None:
    with pytest.raises(WishUnknown):
        ReadPosts(POSTS).like(stated("zzyzx"))
