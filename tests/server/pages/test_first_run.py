"""The first run in a browser: an empty instance asks three questions, and shows a list."""

import re
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from support.feeds import body, tasteful
from support.process import Program
from support.reader import token
from support.serving import served, until
from support.sources import BoardServer, boards_serving, failing

from jobsearch.boards.registry import source_named
from jobsearch.config import read_config
from jobsearch.errors import FeedUnreachable
from jobsearch.server.app import create_app
from jobsearch.server.guard import Access
from jobsearch.services import wish
from jobsearch.services.feed.background import FetchState
from jobsearch.services.instance.demo import fill
from jobsearch.services.sources.changing import follow
from jobsearch.services.sources.listing import list_sources
from jobsearch.settings import DEMO_VARIABLE, Settings


def at(settings: Settings) -> TestClient:
    """Return somebody at a browser."""
    app = create_app(settings, Access())
    headers = {"Accept": "text/html"}
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=headers)


@pytest.fixture
def empty(settings: Settings) -> Iterator[Settings]:
    """An empty instance, whose board answers with forty posts."""
    with boards_serving(
        settings, remoteok=BoardServer(lambda _path: (200, {}, body(tasteful(40)[0])))
    ) as own:
        yield own


def test_an_empty_instance_leads_to_the_questions_and_they_to_a_list(empty: Settings) -> None:
    browser = at(empty)
    asked = browser.get("/")
    assert asked.url.path == "/start"
    assert "Which boards?" in asked.text
    data = {
        "csrf": token(asked.text),
        "wish": "python engineer",
        "lives_in": "Portugal",
        "source": "remoteok",
    }
    listed = browser.post("/start", data=data)
    assert listed.url.path == "/today"
    assert "Python" in listed.text
    assert read_config(empty.config_path).get("me", "lives_in") == "PT"
    assert wish.show(empty).words == "python engineer"


def test_what_is_followed_stays_so_when_the_page_is_sent_as_it_was_shown(
    empty: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_reach(_settings: Settings) -> None:
        raise FeedUnreachable(url="https://example.com", cause="no network in this test")

    monkeypatch.setattr("jobsearch.services.start.fetch_new", out_of_reach)
    for name in ("jobicy", "greenhouse:acme"):
        follow(empty, source_named(name))
    browser, before = at(empty), [one.source for one in list_sources(empty)]
    page = browser.get("/start").text
    ticked = re.findall(r'name="source" value="([^"]+)" checked', page)
    assert set(ticked) == {"remoteok", "jobicy"}
    browser.post("/start", data={"csrf": token(page), "source": ticked})
    assert [one.source for one in list_sources(empty)] == before


def test_all_may_be_skipped(empty: Settings) -> None:
    browser = at(empty)
    form = token(browser.get("/start").text)
    assert browser.post("/start", data={"csrf": form}).url.path == "/today"


def test_what_cannot_be_understood_is_asked_again_with_what_was_typed(empty: Settings) -> None:
    browser = at(empty)
    form = token(browser.get("/start").text)
    again = browser.post("/start", data={"csrf": form, "wish": "<b>nurse", "lives_in": "Nowhere"})
    assert again.status_code == 422
    assert "is not a known country" in again.text
    assert "&lt;b&gt;nurse" in again.text
    assert wish.show(empty).words == ""


def test_while_a_fetch_runs_the_boards_are_not_asked_twice(empty: Settings) -> None:
    browser = at(empty)
    app = browser.app
    assert isinstance(app, FastAPI)
    form = token(browser.get("/start").text)
    app.state.fetcher.state = FetchState("running")
    said = browser.post("/start", data={"csrf": form, "wish": "nurse"})
    assert said.status_code == 409
    assert "Another fetch is already running" in said.text
    assert ">nurse</textarea>" in said.text
    assert wish.show(empty).words == ""


def test_boards_out_of_reach_are_said_and_the_answers_kept(settings: Settings) -> None:
    with boards_serving(settings, remoteok=BoardServer(failing(404))) as own:
        browser = at(own)
        said = browser.post("/start", data={"csrf": token(browser.get("/start").text), "wish": "nurse"})
    assert said.status_code == 503
    assert "What you said is kept" in said.text
    assert wish.show(own).words == "nurse"


DEMONSTRATION = "This is a demo with fictional posts and answers."


def test_a_demonstration_says_so_on_each_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(tmp_path)
    assert DEMONSTRATION not in at(settings).get("/start").text
    assert "serve --demo</code>" in at(settings).get("/start").text
    fill(settings, "nurse")
    monkeypatch.setenv(DEMO_VARIABLE, "1")
    person = at(settings)
    for path in (
        "/",
        "/teach",
        "/training",
        "/settings",
        "/applications",
        "/guide/start",
        "/today?post=nobody:1",
    ):
        assert person.get(path).text.count(DEMONSTRATION) == 1
    assert "Invented Jobs" in person.get("/").text


@pytest.mark.slow
def test_a_demonstration_leaves_nothing_behind(program: Program) -> None:
    with served(program, "--demo") as running:
        page = running.get("/settings").body.decode()
        assert DEMONSTRATION in page
        folder = re.search(r"/[^<>]*jobsearch-demo-\w+", page)
        assert folder is not None
        assert Path(folder[0]).is_dir()
        assert running.end() == 0
    assert not Path(folder[0]).exists()
    assert not program.instance.exists()


@pytest.mark.slow
def test_a_demonstration_that_is_hung_up_while_it_is_prepared_leaves_nothing_behind(
    program: Program, tmp_path: Path
) -> None:
    fresh = replace(program, is_fresh=True)  # a forked one knows the folder for temporary files already
    running = fresh.start("serve", "--demo", TMPDIR=str(tmp_path))
    until(lambda: any(tmp_path.glob("jobsearch-demo-*")), "the folder of the demonstration")
    running.child.kill(signal.SIGHUP)
    running.finish()
    assert not any(tmp_path.glob("jobsearch-demo-*"))


def test_only_a_store_has_a_demonstration(program: Program) -> None:
    done = program.run("serve", "--demo", "--careers", "careers.npz")
    assert done.status == 2
    assert "--demo" in done.err
