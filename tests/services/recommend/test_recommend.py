from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from support.feeds import body, element
from support.queries import query

from jobsearch.domain.query import Cause, Query
from jobsearch.errors import NoPosts, NotTrained, UsageError
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.recommend.recommend import Recommendations, mark_shown, recommend
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect, writing

TODAY = datetime.now(UTC)


def keys(found: Recommendations) -> list[str]:
    return [post.key for post in found.posts]


def left_out(found: Recommendations) -> int:
    return sum(found.left_out.values())


def not_seen_for(settings: Settings, days: int, first: int, last: int) -> None:
    """Move the last_seen of some posts, which no service can, into the past."""
    seen = (TODAY - timedelta(days=days)).strftime("%Y-%m-%d %H:%M:%S.000000")
    with writing(connect(settings.store_path)) as session:
        where = text("UPDATE job_posts SET last_seen = :seen WHERE id BETWEEN :first AND :last")
        session.execute(where, {"seen": seen, "first": first, "last": last})
        session.commit()


@pytest.fixture
def varied(trained: Settings, tmp_path: Path) -> Settings:
    """A trained instance with closed, unsure, long unseen and unscored posts."""
    trained.model_path.unlink()
    (tmp_path / "unscored.json").write_bytes(body([element(number) for number in range(101, 106)]))
    fetch_new(trained, [tmp_path / "unscored.json"])
    not_seen_for(trained, 31, 30, 36)
    set_label(trained, "remoteok:28", "unsure")
    set_label(trained, "remoteok:40", "applied")
    return trained


def test_without_posts_asks_for_a_fetch(settings: Settings) -> None:
    with pytest.raises(NoPosts):
        recommend(settings, Query(everything=True))


def test_without_a_model_asks_for_a_training(forty_posts: Settings) -> None:
    with pytest.raises(NotTrained, match="run `train`"):
        recommend(forty_posts, Query())


def test_without_a_model_everything_is_listed_newest_first(forty_posts: Settings) -> None:
    found = recommend(forty_posts, Query(everything=True))
    assert keys(found) == [f"remoteok:{number}" for number in range(1, 41)]
    assert {post.score for post in found.posts} == {None}
    assert not found.trained


def test_recommends_what_is_wanted_and_open_best_first(trained: Settings) -> None:
    found = recommend(trained, Query())
    assert set(keys(found)) == {f"remoteok:{number}" for number in (24, 28, 32, 36, 40)}
    scores = [post.score or 0 for post in found.posts]
    assert scores == sorted(scores, reverse=True)
    assert (found.trained, found.outdated, found.open_posts) == (True, "", 20)
    assert {cause: number for cause, number in found.left_out.items() if number} == {Cause.BELOW_THE_CUT: 15}
    assert any(reason.weight > 0 and "python" in reason.term for reason in found.posts[0].reasons)


def test_everything_lists_every_open_post_whatever_its_score_and_age(varied: Settings) -> None:
    found = recommend(varied, Query(everything=True))
    open_numbers = {*range(21, 40), *range(101, 106)}
    assert set(keys(found)) == {f"remoteok:{number}" for number in open_numbers}
    assert left_out(found) == 0
    assert [post.score for post in found.posts][-5:] == [None] * 5


def test_leaves_out_what_was_not_seen_for_long(varied: Settings) -> None:
    assert set(keys(recommend(varied, Query()))) == {"remoteok:24", "remoteok:28"}
    left = recommend(varied, Query()).left_out
    assert (left[Cause.UNSCORED], left[Cause.BELOW_THE_CUT], left[Cause.UNSEEN_FOR_LONG]) == (5, 15, 2)


def test_a_post_seen_within_the_month_is_recommended(trained: Settings) -> None:
    not_seen_for(trained, 29, 1, 40)
    assert len(recommend(trained, Query()).posts) == 5


def test_the_limit_keeps_the_best(trained: Settings) -> None:
    everything = keys(recommend(trained, Query()))
    found = recommend(trained, Query(limit=2))
    assert keys(found) == everything[:2]
    assert found.left_out[Cause.BEYOND_THE_LIMIT] == 3


def test_lists_what_was_posted_since(trained: Settings) -> None:
    found = recommend(trained, Query(since=TODAY - timedelta(hours=30, minutes=30)))
    assert set(keys(found)) == {"remoteok:24", "remoteok:28"}
    assert found.left_out[Cause.POSTED_EARLIER] == 10


def test_new_shows_each_post_once(trained: Settings) -> None:
    first = recommend(trained, Query(limit=2, new=True))
    mark_shown(trained, first.posts)
    second = recommend(trained, Query(limit=2, new=True))
    mark_shown(trained, second.posts)
    third = recommend(trained, Query(new=True))
    mark_shown(trained, third.posts)
    assert len({*keys(first), *keys(second), *keys(third)}) == 5
    assert third.left_out[Cause.SHOWN_BEFORE] == 4
    assert keys(recommend(trained, Query(new=True))) == []


def test_what_never_reached_the_person_counts_as_new(trained: Settings) -> None:
    first = keys(recommend(trained, Query(limit=2, new=True)))
    assert keys(recommend(trained, Query(limit=2, new=True))) == first


def test_other_requests_neither_hide_nor_remember_what_was_shown(trained: Settings) -> None:
    before = keys(recommend(trained, Query()))
    assert keys(recommend(trained, Query(new=True))) == before
    assert keys(recommend(trained, Query())) == before


def test_says_when_labels_changed_since_the_training(trained: Settings) -> None:
    for setting in ("unsure", "no"):
        set_label(trained, "remoteok:21", setting)
        assert "labels have changed" in recommend(trained, Query()).outdated
    set_label(trained, "remoteok:21", "clear")
    assert not recommend(trained, Query()).outdated


def test_without_a_model_likeness_ranks(forty_posts: Settings) -> None:
    found = recommend(forty_posts, Query(like="python backend over postgresql"))
    scores = [post.score for post in found.posts]
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    assert all(score is not None and 0 <= score <= 1 for score in scores)
    assert all("python" in post.tags for post in found.posts[:10])
    assert any("python" in reason.term for reason in found.posts[0].reasons)
    assert (found.trained, found.like) == (False, True)


def test_likeness_ranks_beside_a_model_too(varied: Settings) -> None:
    by_model, by_likeness = recommend(varied, Query()), recommend(varied, Query(like="sales manager"))
    assert "sales" in by_likeness.posts[0].tags
    assert keys(by_model)[0] != keys(by_likeness)[0]


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("limit", [None, 0, 3])
def test_by_likeness_too_what_is_listed_and_left_out_adds_up(
    varied: Settings, limit: int | None, *, everything: bool
) -> None:
    found = recommend(varied, Query(limit, everything=everything, like="python"))
    assert len(found.posts) + left_out(found) == found.open_posts
    assert found.left_out[Cause.BELOW_THE_CUT] == found.left_out[Cause.UNSCORED] == 0
    assert bool(found.left_out[Cause.UNSEEN_FOR_LONG]) != everything


def test_likeness_has_no_lowest_score_of_a_model() -> None:
    with pytest.raises(UsageError, match="ranking by similarity does not use"):
        query(like="python", min_score=0.5)
