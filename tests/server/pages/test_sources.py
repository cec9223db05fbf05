"""The page of the sources: what they bring, follow, test and stop, and a fetch that shows how far it is."""

import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from support.feeds import body, tasteful
from support.pictures import Picture
from support.sources import BoardServer, boards_serving, failing, remoteok_posts

from jobsearch.boards.board import Source
from jobsearch.boards.registry import source_named
from jobsearch.errors import FetchRuns
from jobsearch.server.app import create_app
from jobsearch.server.guard import Access
from jobsearch.server.pages.followed import mark
from jobsearch.services.feed.background import Fetcher
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.status import status
from jobsearch.services.sources.changing import follow
from jobsearch.services.sources.listing import list_sources, stopped
from jobsearch.settings import Settings
from jobsearch.text.masking import shown_source

HOSTILE = '<img src=x onerror="alert(1)">'


def at(settings: Settings) -> TestClient:
    """Return somebody at a browser."""
    app = create_app(settings, Access())
    headers = {"Accept": "text/html"}
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=headers)


def token(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """An instance of two boards, of which one fails; forty posts of the other are stored."""
    settings = Settings(tmp_path_factory.mktemp("boards") / "instance")
    answering = BoardServer(lambda _path: (200, {}, body(tasteful(40)[0])))
    with boards_serving(settings, remoteok=answering, jobicy=BoardServer(failing(404))) as own:
        fetch_new(own)
        yield own


@pytest.fixture
def boards(fetched: Settings, tmp_path: Path) -> Settings:
    """The same for a test that changes it."""
    return replace(fetched, instance=shutil.copytree(fetched.instance, tmp_path / "own"))


def followed(settings: Settings) -> set[str]:
    return {one.source for one in list_sources(settings)}


def row_of(page: str, name: str) -> str:
    return next(row for row in re.findall(r"<tr>.*?</tr>", page, re.DOTALL) if mark(name) in row)


def test_each_source_has_what_the_terminal_says_of_it(boards: Settings) -> None:
    page = at(boards).get("/sources").text
    assert '<data value="40">40</data>' in row_of(page, "remoteok")
    assert "404" in row_of(page, "jobicy")
    assert "never" in row_of(page, "jobicy")
    assert "no model" in page
    for one in list_sources(boards):
        assert one.terms in page


def test_what_each_source_brings_a_day_is_drawn(boards: Settings) -> None:
    page = at(boards).get("/sources").text
    (svg,) = re.findall(r'<svg class="chart".*?</svg>', page, re.DOTALL)  # no model, so nothing is wanted
    picture = Picture(svg)
    across = picture.across()
    lengths = [across.number(float(one.get("width", ""))) for one in picture.all("rect", "box")]
    (answered,) = (one for one in list_sources(boards) if one.last_answer)  # nobody knows of the other
    assert lengths == pytest.approx([answered.new / 7], abs=0.05)
    assert "5.71, 40 in 7 days" in picture.texts


def test_a_source_that_was_never_asked_may_be_asked_now(settings: Settings) -> None:
    follow(settings, source_named("himalayas"))
    page = at(settings).get("/sources").text
    assert 'data-label="Next due">now' in row_of(page, "himalayas")
    assert 'formaction="/sources/fetch"' in row_of(page, "himalayas")


def test_a_source_is_looked_up_before_it_is_followed(boards: Settings) -> None:
    with boards_serving(boards, himalayas=BoardServer(remoteok_posts(0))) as own:
        browser = at(own)
        form = token(browser.get("/sources").text)
        asked = browser.post("/sources/find", data={"csrf": form, "text": "himalayas"})
        assert asked.status_code == 200
        assert "Follow this source?" in asked.text
        assert "himalayas" not in followed(own)
        after = browser.post("/sources/follow", data={"csrf": form, "name": "himalayas", "company": HOSTILE})
    assert "himalayas is followed now" in after.text
    assert "himalayas" in followed(own)
    assert "<img" not in after.text


def test_stopping_keeps_the_posts_and_may_be_taken_back(boards: Settings) -> None:
    browser = at(boards)
    form = token(browser.get("/sources").text)
    page = browser.post("/sources/remove", data={"csrf": form, "source": mark("remoteok")}).text
    assert "remoteok is no longer followed; its posts are kept." in page
    assert (followed(boards), stopped(boards)) == ({"jobicy"}, ["remoteok"])
    assert status(boards).posts == 40
    browser.post("/sources/follow", data={"csrf": form, "source": mark("remoteok")})
    assert (followed(boards), stopped(boards)) == ({"jobicy", "remoteok"}, [])


def test_a_test_says_what_a_source_answers_and_stores_nothing(boards: Settings) -> None:
    browser = at(boards)
    form = token(browser.get("/sources").text)
    good = browser.post("/sources/check", data={"csrf": form, "source": mark("remoteok")})
    bad = browser.post("/sources/check", data={"csrf": form, "source": mark("jobicy")})
    assert "Remote OK returned 40 posts" in good.text
    assert 'role="alert"' in bad.text
    assert status(boards).posts == 40


@pytest.mark.parametrize(
    ("path", "data", "sentence"),
    [
        ("find", {"text": " "}, "Enter a board"),
        ("find", {"text": "himalaya"}, "did you mean himalayas"),
        ("find", {"text": "https://127.0.0.1/jobs"}, "127.0.0.1"),
        ("find", {"text": HOSTILE}, "is not a known board."),
        ("find", {"text": "x" * 3_000}, "Enter a board"),
        ("follow", {"name": "greenhouse"}, "greenhouse"),
        ("follow", {"source": "0" * 16}, "not followed, or is no longer followed"),
        ("remove", {"source": "remoteok"}, "not followed, or is no longer followed"),
        ("check", {}, "not followed, or is no longer followed"),
        ("fetch", {"source": "x"}, "not followed, or is no longer followed"),
    ],
)
def test_what_leads_to_no_source_is_said_and_changes_nothing(
    boards: Settings, path: str, data: dict[str, str], sentence: str
) -> None:
    browser, before = at(boards), followed(boards)
    form = token(browser.get("/sources").text)
    answered = browser.post(f"/sources/{path}", data={"csrf": form, **data})
    assert answered.status_code == 422
    assert sentence in answered.text
    assert "<img" not in answered.text
    assert followed(boards) == before


@pytest.mark.parametrize("path", ["find", "follow", "remove", "check", "fetch"])
def test_a_form_without_its_token_does_nothing(boards: Settings, path: str) -> None:
    answered = at(boards).post(f"/sources/{path}", data={"source": mark("remoteok"), "name": "himalayas"})
    assert answered.status_code == 403
    assert followed(boards) == {"jobicy", "remoteok"}


def test_what_others_named_is_escaped_and_the_secret_of_a_feed_is_not_shown(boards: Settings) -> None:
    follow(boards, Source("greenhouse", "acme", f"Acme {HOSTILE}"))
    follow(boards, source_named("https://board.example/jobs.rss?api_key=s3cr3t&q=<b>"))
    page = at(boards).get("/sources").text
    assert "<img" not in page
    assert "Acme &lt;img" in page
    assert "s3cr3t" not in page
    assert "feed:https://board.example/jobs.rss?api_key=***" in page
    assert shown_source("greenhouse:acme") == "greenhouse:acme"


def test_the_list_can_be_saved_and_boards_are_suggested(boards: Settings) -> None:
    browser = at(boards)
    assert browser.get("/sources/list.txt").text == "jobicy\nremoteok\n"
    assert "no new company boards to suggest" in browser.get("/sources?suggest=yes").text


def test_a_fetch_runs_beside_the_server_shows_how_far_it_is_and_is_never_two(settings: Settings) -> None:
    slow = BoardServer(lambda _path: (200, {}, body(tasteful(40)[0])), seconds=2.0)
    with boards_serving(settings, remoteok=slow) as own:
        follow(own, source_named("remoteok"))
        with at(own) as browser:
            form = token(browser.get("/sources").text)
            began = browser.post("/sources/fetch", data={"csrf": form})
            assert began.url.path == "/sources"
            assert "<strong>Fetching.</strong>" in began.text
            assert 'http-equiv="refresh"' in began.text
            browser.post("/sources/fetch", data={"csrf": form})  # pressed twice
            polled = [browser.get("/sources/progress")]
            while "Fetching." in polled[-1].text:
                assert len(polled) < 600
                time.sleep(0.05)
                polled.append(browser.get("/sources/progress"))
            assert polled[-1].headers["hx-refresh"] == "true"
            assert "hx-refresh" not in polled[0].headers
            done = browser.get("/sources").text
    assert "40 received, 40 new" in done
    assert "Fetching." not in done
    assert len(slow.asked) == 1
    assert status(own).posts == 40


def test_a_fetch_that_runs_refuses_another(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    fetcher = Fetcher(settings)
    monkeypatch.setattr(Fetcher, "_begin", lambda self, state, _work: setattr(self, "state", state))
    assert fetcher.start().state == "running"
    with pytest.raises(FetchRuns):
        fetcher.start(["remoteok"])


def test_a_board_that_never_answered_is_named_wherever_one_looks(boards: Settings) -> None:
    browser = at(boards)
    today, health, page = (browser.get(path).text for path in ("/today", "/health-report", "/sources"))
    assert re.search(r'did not respond to the last request: .*jobicy.*<a href="/sources">', today)
    assert "Nothing is wrong" not in health
    assert "jobicy: " in health
    assert '<a href="/sources">' in health[health.index("jobicy: ") :]
    assert '<td data-label="New in 7 days"><span class="dim">unknown</span></td>' in page
