"""One job post is added by its address, on the page of the sources."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response
from starlette.testclient import TestClient
from support.feeds import body, element
from support.reader import token
from support.server import FeedServer, Reply, serving

from jobsearch.server.app import create_app
from jobsearch.server.guard import Access
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.posts.adding import names_a_post, post_address
from jobsearch.services.sources.listing import list_sources
from jobsearch.settings import Settings

ADDRESS = "https://bakery.example/jobs/7"
HOSTILE = '"><img src=x onerror="alert(1)">'
POSTING = """<html><head><title>Jobs</title><script type="application/ld+json">{"@type": "JobPosting",
"title": "Baker", "hiringOrganization": {"name": "Oven & Sons"}, "description": "<p>Bread at dawn.</p>"}
</script></head><body><h1>Baker</h1></body></html>"""
PLAIN = "<html><head><title>Baker wanted</title></head><body><h1>Baker wanted</h1>Bread</body></html>"


@pytest.fixture
def bakery() -> Iterator[FeedServer]:
    """The server that stands for the page of any address."""
    with serving() as running:
        yield running


@pytest.fixture
def own(settings: Settings, tmp_path: Path, bakery: FeedServer) -> Settings:
    """An instance with one post."""
    (tmp_path / "feed.json").write_bytes(body([element(1)]))
    fetch_new(settings, [tmp_path / "feed.json"])
    return Settings(instance=settings.instance, source_urls={"page": bakery.url.removesuffix("/api")})


@pytest.fixture
def person(own: Settings) -> TestClient:
    """Somebody at a browser."""
    headers = {"Accept": "text/html"}
    app = create_app(own, Access())
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=headers)


def sent(person: TestClient, to: str, **fields: str) -> Response:
    form = {"csrf": token(person.get("/sources").text), **fields}
    return person.post(to, data=form)


def test_an_address_that_leads_to_no_source_is_offered_as_one_post_and_added(
    person: TestClient, own: Settings, bakery: FeedServer
) -> None:
    bakery.answer(Reply(POSTING.encode()))
    found = sent(person, "/sources/find", text="bakery.example/jobs/7")
    assert found.status_code == 422
    assert "does not lead to a known board" in found.text
    offered = re.search(r'action="/sources/add-post".*?name="url" value="([^"]+)"', found.text, re.DOTALL)
    assert offered is not None
    assert offered[1] == ADDRESS
    added = sent(person, "/sources/add-post", url=offered[1])
    assert added.url.path == "/today"
    assert "Baker" in added.text
    assert "Bread at dawn." in added.text
    assert "from bakery.example" in added.text
    assert [one.source for one in list_sources(own)] == ["remoteok"]  # nothing else is followed


def test_a_page_without_a_known_format_asks_for_what_it_lacks(person: TestClient, bakery: FeedServer) -> None:
    bakery.answer(Reply(PLAIN.encode()))
    asked = sent(person, "/sources/add-post", url=ADDRESS)
    assert asked.status_code == 422
    assert "Enter the title and the company" in asked.text
    assert "--title" not in asked.text
    assert 'name="title" maxlength="200" dir="auto" value="Baker wanted"' in asked.text
    added = sent(person, "/sources/add-post", url=ADDRESS, title=HOSTILE, company="Oven & Sons")
    assert added.url.path == "/today"
    assert HOSTILE not in added.text
    assert HOSTILE in html.unescape(added.text)


@pytest.mark.parametrize(
    "typed",
    ["", "/etc/passwd", "file:///etc/passwd", "javascript:alert(1)", HOSTILE, "remoteok"],
)
def test_only_a_web_address_is_asked(person: TestClient, bakery: FeedServer, typed: str) -> None:
    answered = sent(person, "/sources/add-post", url=typed)
    assert answered.status_code == 422
    assert "root:" not in answered.text
    assert HOSTILE not in answered.text
    assert bakery.asked == []


def test_a_form_without_its_token_adds_nothing(person: TestClient, bakery: FeedServer) -> None:
    assert person.post("/sources/add-post", data={"url": ADDRESS}).status_code == 403
    assert bakery.asked == []


def test_a_page_that_cannot_be_had_says_why(person: TestClient, bakery: FeedServer) -> None:
    bakery.answer(Reply(b"gone", 410))
    answered = sent(person, "/sources/add-post", url=ADDRESS)
    assert answered.status_code == 422
    assert "410" in answered.text
    assert f'value="{ADDRESS}"' in answered.text


def test_a_page_that_cannot_be_reached_is_tried_later_by_the_person(
    own: Settings,
) -> None:
    with serving() as gone:
        away = gone.url
    place = Settings(instance=own.instance, source_urls={"page": away.removesuffix("/api")})
    app = create_app(place, Access())
    headers = {"Accept": "text/html"}
    other = TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=headers)
    answered = sent(other, "/sources/add-post", url=ADDRESS)
    assert answered.status_code == 422
    assert "could not be reached" in answered.text
    assert "Try again later." in answered.text


def test_an_address_that_is_too_long_is_refused_and_not_cut(person: TestClient, bakery: FeedServer) -> None:
    answered = sent(person, "/sources/add-post", url=f"{ADDRESS}?{'x' * 2_000}")
    assert answered.status_code == 422
    assert "longer than 2,000 characters" in answered.text
    assert bakery.asked == []


@pytest.mark.parametrize(
    ("typed", "address", "is_sure"),
    [
        ("https://boards.greenhouse.io/acme/jobs/4711", "https://boards.greenhouse.io/acme/jobs/4711", True),
        ("boards.greenhouse.io/acme/jobs/4711", "https://boards.greenhouse.io/acme/jobs/4711", True),
        (
            "https://www.linkedin.com/jobs/view/4711000000",
            "https://www.linkedin.com/jobs/view/4711000000",
            True,
        ),
        (ADDRESS, ADDRESS, False),
        ("https://boards.greenhouse.io/acme", "", False),
        ("greenhouse:acme", "", False),
        ("Oven and Sons", "", False),
        ("imaps://me@example.org", "", False),
        ("http://[::1", "", False),
        ("", "", False),
    ],
)
def test_what_may_be_the_address_of_a_post(typed: str, address: str, *, is_sure: bool) -> None:
    assert post_address(typed) == address
    assert names_a_post(post_address(typed)) is is_sure
