from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from support.feeds import body, element

from jobsearch.facts.model import Pay, Period
from jobsearch.services import stats
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.posts import browse
from jobsearch.services.posts.full import show
from jobsearch.services.stats import Salaries, by_title, naming
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import connect, writing


def test_groups_pay_for_a_year_by_title_seniority_and_currency() -> None:
    found = by_title(
        [
            ("Senior Data Engineer (Remote)", Pay(100_000, 120_000, Period.YEAR, "USD", "x")),
            ("Data Engineer, Senior", Pay(10_000, None, Period.MONTH, "USD", "x")),
            ("Data Engineer", Pay(90_000, 90_000, Period.YEAR, "EUR", "x")),
            ("Data Engineer", Pay(30, 50, Period.HOUR, "USD", "x")),
            ("Nurse", Pay(5, 7, Period.PIECE, "USD", "x")),
        ]
    )
    assert found == [
        Salaries("data engineer", "senior", "USD", 2, 112_500, 115_000, 117_500),
        Salaries("data engineer", "", "EUR", 1, 90_000, 90_000, 90_000),
        Salaries("data engineer", "", "USD", 1, 83_200, 83_200, 83_200),
    ]


@given(st.lists(st.tuples(st.sampled_from(["Nurse", "Senior Nurse"]), st.integers(1_000, 10**6))))
def test_quartiles_are_in_order_and_within_what_is_stated(stated: list[tuple[str, int]]) -> None:
    for group in by_title((title, Pay(low, None, Period.YEAR)) for title, low in stated):
        pays = [low for title, low in stated if (title != "Nurse") == bool(group.seniority)]
        assert min(pays) <= group.low <= group.median <= group.high <= max(pays)
        assert group.posts == len(pays)


def test_a_title_names_every_title_that_contains_its_words() -> None:
    titles = ("registered nurse", "nurse", "nursery teacher", "nurse manager", "baker")
    found = [Salaries(title, "", "EUR", 1, 1, 1, 1) for title in titles]
    named = [one.title for one in naming(found, ["nurse", ""])]
    assert named == ["nurse", "registered nurse", "nurse manager"]
    assert naming(found, [""]) == naming(found, []) == []


def test_only_the_pay_that_posts_state_themselves_counts(settings: Settings) -> None:
    told = ["Salary: $60,000 - $80,000 USD per year.", "We pay 100,000 USD per year.", "Join us.", "Join us."]
    posts = [
        element(
            number,
            position="Nurse",
            company=f"Company {number}",
            description=f"<p>Work number {number}. {words}</p>",
            salary_min=1_000,
            salary_max=900_000,
        )
        for number, words in enumerate(told, 1)
    ]
    feed = settings.instance.parent / "feed.json"
    feed.write_bytes(body(posts))
    fetch_new(settings, [feed])
    assert stats.salaries(settings) == [Salaries("nurse", "", "USD", 2, 77_500, 85_000, 92_500)]
    with writing(connect(settings.store_path)) as session:
        session.execute(text("UPDATE facts SET rules_version = 0"))
        session.commit()
    assert stats.salaries(settings) == [], "what rules of before read is yet to be read"


def test_counts_posts_by_the_days_of_the_person(forty_posts: Settings) -> None:
    now = show(forty_posts, "remoteok:1").post.first_seen
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
