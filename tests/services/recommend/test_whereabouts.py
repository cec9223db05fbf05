"""Where one post is, and the posts of one cause: the same as when all that is left out is explained."""

from dataclasses import replace

import pytest

from jobsearch.domain.query import Cause, Query
from jobsearch.errors import NotTrained, PostUnknown
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.recommend.recommend import recommend
from jobsearch.services.recommend.whereabouts import left_out_by, whereabouts
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

QUERIES = [
    Query(min_score=0.5),
    Query(search="python"),
    Query(everything=True, company=("1",)),
    Query(min_score=0.2, exclude=("python",), exclude_company=("nobody",)),
]


@pytest.fixture
def trained(twenty_labels: Settings) -> Settings:
    """Forty posts, twenty of them answered and learned from."""
    train(twenty_labels)
    return twenty_labels


@pytest.mark.parametrize("step", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_every_post_is_where_the_list_has_it(trained: Settings, step: int) -> None:
    for query in QUERIES:
        found = recommend(trained, replace(query, explain=True))
        assert found.explained
        causes = {one.post.key: (one.cause, one.words) for one in found.explained[::step]}
        for key, cause in causes.items():
            left_out = whereabouts(trained, query, key).left_out
            assert left_out is not None
            assert (left_out.cause, left_out.words) == cause
        for post in found.posts[::step]:
            assert whereabouts(trained, query, post.key).left_out is None


def test_the_posts_of_each_cause_come_page_by_page(trained: Settings) -> None:
    for query in QUERIES:
        found = recommend(trained, replace(query, explain=True)).explained
        for cause in Cause:
            listed = [one for one in found if one.cause is cause]
            pages = [
                one
                for offset in range(0, len(listed) + 3, 3)
                for one in left_out_by(trained, replace(query, limit=3, offset=offset), cause)
            ]
            assert pages == listed


def test_an_answered_post_is_in_no_list(trained: Settings) -> None:
    key = recommend(trained, Query(everything=True)).posts[0].key
    assert whereabouts(trained, Query(everything=True), key).is_open
    set_label(trained, key, "no")
    found = whereabouts(trained, Query(everything=True), key)
    assert (found.is_open, found.left_out, found.shown.label) == (False, None, "no")


def test_what_is_not_there_is_told(forty_posts: Settings) -> None:
    with pytest.raises(PostUnknown):
        whereabouts(forty_posts, Query(everything=True), "remoteok:404")
    with pytest.raises(NotTrained):
        left_out_by(forty_posts, Query(limit=3), Cause.REPOST)
