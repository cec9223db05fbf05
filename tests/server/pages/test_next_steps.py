"""Where a terminal names a command, a page has a link or a button."""

import html
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from support.process import Program

from jobsearch.domain.advice import Advice, Step
from jobsearch.errors import ApplicationOver, ApplicationUnknown, EventUnknown, JobSearchError, StoreBusy
from jobsearch.server.app import create_app
from jobsearch.server.guard import Access
from jobsearch.server.pages.addresses import NAVIGATION, is_page
from jobsearch.server.pages.next_steps import PLACES, WITHOUT_COMMANDS, Said, failure_of, told
from jobsearch.services.apart import Apart, WorkState
from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings

_COMMANDS = "|".join(sorted({step.value for step in Step} | {"careers train", "sources", "labels"}))
NAMED = re.compile(rf"\b(?:run|then|let) `?(?:{_COMMANDS})\b", re.IGNORECASE)
PAGES = [link.path for link in NAVIGATION if link.path != "/guide"]  # which teaches the commands
ELSEWHERE = (
    "/careers?title=accountant",
    "/careers?title=qzxv",
    "/today/why?of=nothing",
    "/applications/stats",
)


def at(settings: Settings) -> TestClient:
    """Return somebody at a browser."""
    app = create_app(settings, Access())
    headers = {"Accept": "text/html"}
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=headers)


def text_of(page: str) -> str:
    """Return a page's words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


@pytest.fixture
def outdated(own: Program) -> Settings:
    """An instance whose labels changed since it was trained."""
    settings = Settings(own.instance)
    set_label(settings, "remoteok:27", "no")
    return settings


@pytest.mark.parametrize("path", [*PAGES, *ELSEWHERE])
def test_no_page_tells_a_person_to_run_a_command(
    tmp_path: Path, forty_posts: Settings, outdated: Settings, path: str
) -> None:
    for one in (Settings(tmp_path / "none"), forty_posts, outdated):
        assert not NAMED.search(text_of(at(one).get(path).text))


def test_today_begins_a_training_with_one_press(outdated: Settings) -> None:
    page = at(outdated).get("/today").text
    assert re.search(
        r'labels have changed since[^<]*<form method="post" action="/training".*?>Train now</button>', page
    )


def test_before_any_training_today_leads_to_teach(forty_posts: Settings) -> None:
    assert re.search(r'no model yet[^<]*<a href="/teach">Teach</a>', at(forty_posts).get("/today").text)


@pytest.mark.parametrize("step", Step)
def test_every_step_has_a_command_and_a_page(step: Step) -> None:
    assert is_page(PLACES[step].path)
    assert str(Advice(step, ".")) == f"Run `{step.value}`."


# What their sentences advise is done where they are shown, or on the page of a post.
ON_THE_SAME_PAGE = {ApplicationUnknown, ApplicationOver, EventUnknown}


@pytest.mark.parametrize("kind", sorted(WITHOUT_COMMANDS, key=lambda kind: kind.__name__))
def test_an_error_has_links_in_the_place_of_the_commands(kind: type[JobSearchError]) -> None:
    of_the_store = ("path", "cause", "needed", "missing", "titles", "posts", "found", "instance")
    of_an_application = ("key", "number", "stage")
    said = told(kind(**dict.fromkeys((*of_the_store, *of_an_application), "x")))
    assert said.places or kind in ON_THE_SAME_PAGE
    assert not NAMED.search(said.sentence)


def test_a_failure_has_a_sentence_even_if_a_new_run_has_begun_since() -> None:
    work = Apart(WorkState("running"))  # whose state is no longer the one that the page shows
    assert failure_of(work, WorkState("failed", error="No board responded.")) == Said("No board responded.")
    work.failure = StoreBusy(path="jobposts.db")
    assert failure_of(work, WorkState("failed", error="x")) == told(work.failure)
    assert failure_of(work, WorkState("done")) is None
