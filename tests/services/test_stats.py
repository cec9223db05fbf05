from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.services import browse, stats
from jobsearch.services.stats import Salaries, by_title
from jobsearch.settings import Settings


def test_groups_pay_by_title_seniority_and_period() -> None:
    found = by_title(
        [
            ("Senior Data Engineer (Remote)", 100_000, 120_000),
            ("Data Engineer, Senior", 130_000, None),
            ("Data Engineer", 0, 90_000),
            ("Data Engineer", 30, 50),
            ("Nurse", None, None),
        ]
    )
    assert found == [
        Salaries("data engineer", "senior", "year", 2, 115_000, 120_000, 125_000),
        Salaries("data engineer", "", "year", 1, 90_000, 90_000, 90_000),
        Salaries("data engineer", "", "hour", 1, 40, 40, 40),
    ]


@given(st.lists(st.tuples(st.sampled_from(["Nurse", "Senior Nurse"]), st.integers(1_000, 10**6), st.none())))
def test_quartiles_are_in_order_and_within_what_is_stated(stated: list[tuple[str, int, None]]) -> None:
    for group in by_title(stated):
        pays = [low for title, low, _none in stated if (title != "Nurse") == bool(group.seniority)]
        assert min(pays) <= group.low <= group.median <= group.high <= max(pays)
        assert group.posts == len(pays)


def test_counts_posts_by_the_days_of_the_person(forty_posts: Settings) -> None:
    now = datetime.now(UTC)
    days = stats.posts_per_day(forty_posts, 4, now)
    assert [day.day for day in days] == [
        (now.astimezone() - timedelta(days=back)).date() for back in (3, 2, 1, 0)
    ]
    assert sum(day.posted for day in days) == 40
    assert [day.came_in for day in days] == [0, 0, 0, 40]


@pytest.mark.parametrize("limit", [1, 7, 40, 41])
def test_pages_hold_every_post_once_the_newest_first(forty_posts: Settings, limit: int) -> None:
    pages = [browse.posts(forty_posts, limit)]
    while pages[-1].next:
        pages.append(browse.posts(forty_posts, limit, pages[-1].next))
    found = [post for page in pages for post in page.posts]
    assert len({post.key for post in found}) == len(found) == pages[0].total == 40
    assert [post.posted_at for post in found] == sorted((post.posted_at for post in found), reverse=True)
