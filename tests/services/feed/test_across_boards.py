"""One job on several boards: linked, listed once by its company's own page, the others named beside it."""

import json
from typing import Any

import pytest
from support.feeds import body, element
from support.queries import query
from support.reposts import liked

from jobsearch.domain.query import Cause
from jobsearch.services.feed.fetch import FetchResult, fetch_new
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings

TEXT = (
    "You build the services behind our shop, review what your team writes and are on call one week in eight. "
    "Our stack is Python and PostgreSQL, our meetings are short, and nobody works at night. You bring three "
    "years with Python, care for the people who read your code, and some English. We pay for books."
)


def fetched(settings: Settings, answer: bytes, source: str = "") -> FetchResult:
    settings.instance.mkdir(parents=True, exist_ok=True)
    file = settings.instance / "answer.json"
    file.write_bytes(answer)
    return fetch_new(settings, [file], sources=[source] if source else [])


def own(titles: dict[int, str] | None = None) -> bytes:
    """Return the answer of the company's own board, with one post where no titles are given."""
    jobs = [
        {
            "id": number,
            "internal_job_id": number,
            "title": title,
            "company_name": "Acme",
            "absolute_url": f"https://job-boards.greenhouse.io/acme/jobs/{number}",
            "first_published": "2026-08-01T10:00:00-04:00",
            "content": f"&lt;p&gt;{TEXT}&lt;/p&gt;",
            "location": {"name": "Berlin, Germany"},
        }
        for number, title in (titles or {4711: "Backend Engineer"}).items()
    ]
    return json.dumps({"jobs": jobs}).encode()


def elsewhere(number: int, **fields: Any) -> bytes:
    """Return the answer of Remote OK with a copy."""
    copy: dict[str, Any] = {
        "company": "Acme GmbH",
        "position": "Backend Engineer (m/f/d)",
        "location": "Berlin",
    }
    return body([element(number, **copy | {"description": f"<p>{TEXT}</p>"} | fields)])


def keys(settings: Settings) -> list[tuple[str, tuple[str, ...]]]:
    liked(settings)
    return [(post.key, post.also_at) for post in recommend(settings, query()).posts]


LISTED = [("greenhouse:4711", ("remoteok:5",))]


def test_the_companys_own_page_is_listed_and_the_other_named_beside_it(settings: Settings) -> None:
    fetched(settings, elsewhere(5))
    assert keys(settings) == [("remoteok:5", ())]
    fetched(settings, own(), "greenhouse:acme")
    assert keys(settings) == LISTED
    assert show(settings, "remoteok:5").same_job == ("greenhouse:4711",)


def test_the_order_in_which_they_come_makes_no_difference(settings: Settings) -> None:
    fetched(settings, own(), "greenhouse:acme")
    assert fetched(settings, elsewhere(5)).reposts == 1
    assert keys(settings) == LISTED


def test_a_copy_that_is_fetched_again_or_changed_stays_linked(settings: Settings) -> None:
    fetched(settings, own(), "greenhouse:acme")
    fetched(settings, elsewhere(5))
    fetched(settings, elsewhere(5, description=f"<p>{TEXT}</p><p>Apply now!</p>"))
    fetched(settings, own(), "greenhouse:acme")
    assert keys(settings) == LISTED
    fetched(settings, elsewhere(5, position="Data Engineer"))
    assert len(keys(settings)) == 2


def test_a_repost_on_the_other_board_joins_the_same_job(settings: Settings) -> None:
    fetched(settings, own(), "greenhouse:acme")
    fetched(settings, elsewhere(5))
    fetched(settings, elsewhere(6))
    assert keys(settings) == [("greenhouse:4711", ("remoteok:5", "remoteok:6"))]


def test_two_posts_of_the_companys_board_stay_two(settings: Settings) -> None:
    fetched(settings, own(), "greenhouse:acme")
    fetched(settings, own({4711: "Backend Engineer", 4712: "Frontend Engineer"}), "greenhouse:acme")
    fetched(settings, elsewhere(5))
    assert sorted(keys(settings)) == [*LISTED, ("greenhouse:4712", ())]


def test_a_closed_post_leaves_the_list_as_its_own_cause_and_its_copy_takes_its_place(
    settings: Settings,
) -> None:
    fetched(settings, own({4711: "Backend Engineer", 4713: "Data Engineer"}), "greenhouse:acme")
    fetched(settings, elsewhere(5))
    fetched(settings, own({4713: "Data Engineer"}), "greenhouse:acme")
    liked(settings)
    result = recommend(settings, query())
    assert {post.key for post in result.posts} == {"greenhouse:4713", "remoteok:5"}
    assert result.left_out[Cause.CLOSED] == 1
    assert result.open_posts == len(result.posts) + sum(result.left_out.values())
    shown = show(settings, "greenhouse:4711").post
    assert shown.closed_at is not None
    everything = {post.key: post.closed_at for post in recommend(settings, query(everything=True)).posts}
    assert everything["greenhouse:4711"]


def test_an_agencys_copy_is_linked_though_it_names_another_company(settings: Settings) -> None:
    fetched(settings, own(), "greenhouse:acme")
    hidden = f"<p>Our client is looking for you.</p><p>{TEXT}</p><p>Send us your CV.</p>"
    fetched(settings, elsewhere(5, company="Talent Partners", description=hidden))
    assert keys(settings) == LISTED


@pytest.mark.parametrize(
    "fields", [{"location": "Paris"}, {"position": "Senior Backend Engineer"}, {"description": "x"}]
)
def test_another_job_is_not_linked(settings: Settings, fields: dict[str, Any]) -> None:
    fetched(settings, own(), "greenhouse:acme")
    assert fetched(settings, elsewhere(5, **fields)).reposts == 0
    assert len(keys(settings)) == 2
