"""recommend, where one job is stored under several ids."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.feeds import element
from support.reposts import fetched, liked, moved, repost, scored

from jobsearch.domain.answers import LabelSetting
from jobsearch.domain.query import Cause, Query
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.recommend.recommend import Recommendations, mark_shown, recommend
from jobsearch.settings import Settings

NOW = datetime.now(UTC)


def numbers(found: Recommendations) -> list[int]:
    return sorted(int(post.key.removeprefix("remoteok:")) for post in found.posts)


@pytest.fixture(scope="module")
def reposted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `reposted` is a copy of."""
    made = Settings(instance=tmp_path_factory.mktemp("reposted") / "instance")
    fetched(made, repost(50))
    fetched(made, repost(5))
    liked(made)
    return made.instance


@pytest.fixture
def reposted(settings: Settings, reposted_once: Path) -> Settings:
    """Two posts that a model likes: one job, first as 50 (two days old), then as 5, which stands for it."""
    shutil.copytree(reposted_once, settings.instance)
    return settings


@pytest.fixture(scope="module")
def varied_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `varied` is a copy of."""
    made = Settings(instance=tmp_path_factory.mktemp("varied") / "instance")
    jobs = {"liked": (50, 5, 70), "answered": (51, 6), "gone": (52, 7), "shown": (53, 8), "unsure": (54, 9)}
    for job, ids in jobs.items():
        fetched(made, *(repost(number, company=job) for number in ids))
    fetched(made, element(20), element(21))
    liked(made)
    set_label(made, "remoteok:6", "yes")
    set_label(made, "remoteok:54", "unsure")
    set_label(made, "remoteok:20", "applied")
    mark_shown(made, [post for post in recommend(made, Query()).posts if post.company == "shown"])
    moved(made, 52, column="last_seen", days=31)
    moved(made, 70, column="last_seen", days=31)
    fetched(made, *(repost(number, company="half-liked") for number in (56, 11, 57)))
    scored(made, dict.fromkeys((50, 5, 70, 51, 6, 52, 7, 53, 8, 54, 9, 20, 21, 11, 57), 0.9) | {56: 0.1})
    fetched(made, repost(55, company="unscored"), repost(10, company="unscored"), element(22))
    return made.instance


@pytest.fixture
def varied(settings: Settings, varied_once: Path) -> Settings:
    """Several jobs under several ids: answered, shown, gone, below the threshold, or without a score."""
    shutil.copytree(varied_once, settings.instance)
    return settings


def test_a_job_is_recommended_once_and_listed_twice_with_all(reposted: Settings) -> None:
    once, everything = recommend(reposted, Query()), recommend(reposted, Query(everything=True))
    assert (numbers(once), once.left_out[Cause.REPOST], once.open_posts) == ([5], 1, 2)
    assert (numbers(everything), everything.left_out[Cause.REPOST]) == ([5, 50], 0)


@pytest.mark.parametrize("number", [50, 5])
@pytest.mark.parametrize("answer", ["yes", "no"])
def test_an_answer_to_either_closes_both(reposted: Settings, number: int, answer: LabelSetting) -> None:
    set_label(reposted, f"remoteok:{number}", answer)
    found = recommend(reposted, Query())
    assert (numbers(found), found.left_out[Cause.REPOST], found.open_posts) == ([], 1, 1)
    assert numbers(recommend(reposted, Query(everything=True))) == [55 - number]


@pytest.mark.parametrize("number", [50, 5])
def test_a_job_that_was_applied_to_is_not_listed_again_by_any_post_of_it(
    reposted: Settings, number: int
) -> None:
    set_label(reposted, f"remoteok:{number}", "applied")
    for everything in (False, True):
        found = recommend(reposted, Query(everything=everything))
        assert (numbers(found), sum(found.left_out.values()), found.open_posts) == ([], 0, 0)


@pytest.mark.parametrize("number", [50, 5])
def test_unsure_leaves_the_job_open_once(reposted: Settings, number: int) -> None:
    set_label(reposted, f"remoteok:{number}", "unsure")
    assert numbers(recommend(reposted, Query())) == [5]


def test_the_one_that_was_seen_last_stands_for_the_job(reposted: Settings) -> None:
    fetched(reposted, repost(50))
    assert numbers(recommend(reposted, Query())) == [50]
    moved(reposted, 50, column="last_seen", days=2)
    assert numbers(recommend(reposted, Query())) == [5]


def test_of_those_that_were_seen_together_the_first_stands_for_the_job(reposted: Settings) -> None:
    fetched(reposted, repost(5), repost(50))
    assert numbers(recommend(reposted, Query())) == [50]


def test_a_post_whose_repost_left_the_feed_is_recommended(reposted: Settings) -> None:
    moved(reposted, 5, column="last_seen", days=31)
    found = recommend(reposted, Query())
    assert (numbers(found), found.left_out[Cause.UNSEEN_FOR_LONG], found.left_out[Cause.REPOST]) == (
        [50],
        1,
        0,
    )


def test_a_latest_that_is_not_wanted_hides_no_wanted_repost(reposted: Settings) -> None:
    scored(reposted, {50: 0.9, 5: 0.2})
    found = recommend(reposted, Query())
    assert (numbers(found), found.left_out[Cause.BELOW_THE_CUT], found.left_out[Cause.REPOST]) == ([50], 1, 0)


def test_a_latest_without_a_score_hides_no_wanted_repost(reposted: Settings) -> None:
    scored(reposted, {50: 0.9})
    found = recommend(reposted, Query())
    assert (numbers(found), found.left_out[Cause.UNSCORED], found.left_out[Cause.REPOST]) == ([50], 1, 0)


def test_of_three_the_latest_that_is_wanted_is_recommended(reposted: Settings) -> None:
    fetched(reposted, repost(3))
    scored(reposted, {50: 0.9, 5: 0.8, 3: 0.2})
    found = recommend(reposted, Query())
    assert (numbers(found), found.left_out[Cause.BELOW_THE_CUT], found.left_out[Cause.REPOST]) == ([5], 1, 1)


def test_an_answer_to_an_unwanted_one_closes_the_job(reposted: Settings) -> None:
    scored(reposted, {50: 0.2, 5: 0.9})
    set_label(reposted, "remoteok:50", "no")
    found = recommend(reposted, Query())
    assert (numbers(found), found.left_out[Cause.BELOW_THE_CUT], found.left_out[Cause.REPOST]) == ([], 0, 1)


def test_since_lists_a_recent_repost_of_an_old_post(reposted: Settings) -> None:
    found = recommend(reposted, Query(since=NOW - timedelta(days=1)))
    assert (numbers(found), found.left_out[Cause.POSTED_EARLIER], found.left_out[Cause.REPOST]) == ([5], 1, 0)
    assert numbers(recommend(reposted, Query(since=NOW - timedelta(days=9)))) == [5]


def test_new_does_not_list_a_repost_of_a_post_that_was_shown(reposted: Settings) -> None:
    first = recommend(reposted, Query(new=True))
    mark_shown(reposted, first.posts)
    assert numbers(first) == [5]
    moved(reposted, 5, column="last_seen", days=31)
    assert numbers(recommend(reposted, Query())) == [50]
    again = recommend(reposted, Query(new=True))
    assert (numbers(again), again.left_out[Cause.SHOWN_BEFORE]) == ([], 1)


def test_new_does_not_list_the_first_of_a_repost_that_was_shown(reposted: Settings) -> None:
    mark_shown(reposted, recommend(reposted, Query()).posts)
    assert numbers(recommend(reposted, Query(new=True))) == []
    assert numbers(recommend(reposted, Query(new=True, everything=True))) == []


def test_a_later_repost_of_a_shown_post_is_not_new(reposted: Settings) -> None:
    mark_shown(reposted, recommend(reposted, Query(new=True)).posts)
    fetched(reposted, repost(2))
    liked(reposted)
    assert numbers(recommend(reposted, Query(new=True, everything=True))) == []


def test_each_job_of_a_varied_store_is_recommended_once(varied: Settings) -> None:
    found = recommend(varied, Query())
    assert numbers(found) == [7, 11, 21, 50, 53, 54]
    assert numbers(recommend(varied, Query(new=True))) == [7, 11, 21, 50, 54]
