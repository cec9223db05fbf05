"""Applications by stage, moved by forms, keys and drags; and what they teach, as pictures."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient
from support.browser import Watched, browsing
from support.pictures import Picture
from support.serving import in_thread

from jobsearch.domain.answers import LabelSetting
from jobsearch.domain.application import Event
from jobsearch.server.app import create_app
from jobsearch.services.applications.listing import list_applications, show_application
from jobsearch.services.applications.recording import add_note, record, set_stage
from jobsearch.services.applications.stats import application_stats
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.posts.full import show
from jobsearch.services.recommend.options import Query
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Access, Settings

HTML = {"Accept": "text/html"}
KEY = "remoteok:1"


@pytest.fixture
def person(forty_posts: Settings) -> TestClient:
    """Somebody at a browser, who applied to one post."""
    set_stage(forty_posts, KEY, "applied")
    return client(forty_posts)


def client(settings: Settings) -> TestClient:
    app = create_app(settings, Access())
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=HTML)


def hidden(page: str, form: str) -> dict[str, str]:
    found = re.search(rf'<form[^>]*action="{form}".*?</form>', page, re.DOTALL)
    assert found is not None
    return dict(re.findall(r'name="(\w+)" value="([^"]*)"', found[0]))


def stage_of(settings: Settings) -> str:
    return show_application(settings, KEY).application.stage


MOVE, BACK = "/pages/applications/board/move", "/pages/applications/board/take-back"


def test_a_card_is_moved_and_taken_back(person: TestClient, forty_posts: Settings) -> None:
    page = person.get("/applications/board").text
    assert '<section class="column" data-stage="applied"' in page
    moved = person.post(MOVE, data={**hidden(page, MOVE), "stage": "interview"})
    assert "is now at interview" in moved.text
    assert stage_of(forty_posts) == "interview"
    assert show_application(forty_posts, KEY).application.interview == 1
    back = person.post(BACK, data=hidden(moved.text, BACK))
    assert back.url.path == "/applications/board"
    assert stage_of(forty_posts) == "applied"
    assert len(show_application(forty_posts, KEY).events) == 3  # nothing that was recorded is gone


def test_a_form_that_is_sent_twice_records_once(person: TestClient, forty_posts: Settings) -> None:
    fields = {**hidden(person.get("/applications/board").text, MOVE), "stage": "screening"}
    person.post(MOVE, data=fields)
    again = person.post(MOVE, data=fields)
    assert again.status_code == 409
    assert "nothing was recorded" in again.text
    assert len(show_application(forty_posts, KEY).events) == 2


def test_what_happened_elsewhere_meanwhile_stays(person: TestClient, forty_posts: Settings) -> None:
    fields = {**hidden(person.get("/applications/board").text, MOVE), "stage": "screening"}
    set_stage(forty_posts, KEY, "rejected")
    assert person.post(MOVE, data=fields).status_code == 409
    assert stage_of(forty_posts) == "rejected"


def test_a_move_is_taken_back_once(person: TestClient, forty_posts: Settings) -> None:
    page = person.get("/applications/board").text
    moved = person.post(MOVE, data={**hidden(page, MOVE), "stage": "offer"}).text
    fields = hidden(moved, BACK)
    person.post(BACK, data=fields)
    assert person.post(BACK, data=fields).status_code == 409
    assert stage_of(forty_posts) == "applied"


def listed(settings: Settings) -> set[str]:
    return {post.key for post in recommend(settings, Query(everything=True)).posts}


@pytest.mark.parametrize("answer", ["", "yes", "no", "unsure"])
def test_what_a_move_answered_is_taken_back_with_it(forty_posts: Settings, answer: LabelSetting) -> None:
    person = client(forty_posts)
    if answer:
        set_label(forty_posts, KEY, answer)
    add_note(forty_posts, KEY, "look at it")
    before = listed(forty_posts)
    page = person.get("/applications/board").text
    moved = person.post(MOVE, data={**hidden(page, MOVE), "stage": "applied"})
    assert show(forty_posts, KEY).label == "yes"
    person.post(BACK, data=hidden(moved.text, BACK))
    assert show(forty_posts, KEY).label == answer
    assert stage_of(forty_posts) == "saved"
    assert listed(forty_posts) == before


def test_only_the_move_itself_can_be_taken_back(person: TestClient, forty_posts: Settings) -> None:
    page = person.get("/applications/board").text
    moved = person.post(MOVE, data={**hidden(page, MOVE), "stage": "interview"})
    assert BACK in person.get(str(moved.url)).text
    add_note(forty_posts, KEY, "phoned with Ann")
    assert BACK not in person.get(str(moved.url)).text
    assert BACK not in person.get(f"/applications/board?moved={KEY}").text
    person.post(BACK, data=hidden(moved.text, BACK))  # in a window that is open still
    assert stage_of(forty_posts) == "applied"
    assert show_application(forty_posts, KEY).events[-2].note == "phoned with Ann"


def test_what_was_accepted_goes_nowhere(person: TestClient, forty_posts: Settings) -> None:
    fields = {**hidden(person.get("/applications/board").text, MOVE), "stage": "offer"}
    set_stage(forty_posts, KEY, "accepted")
    page = person.get("/applications/board").text
    assert MOVE not in page
    number = str(show_application(forty_posts, KEY).events[-1].number)
    refused = person.post(MOVE, data={**fields, "seen": number})
    assert refused.status_code == 409
    assert 'role="alert"' in refused.text
    assert stage_of(forty_posts) == "accepted"


@pytest.mark.parametrize("changes", [{"stage": "promoted"}, {"seen": "x"}, {"seen": "9" * 40}, {"key": "no"}])
def test_a_form_that_makes_no_sense_is_refused(
    person: TestClient, forty_posts: Settings, changes: dict[str, str]
) -> None:
    fields = {**hidden(person.get("/applications/board").text, MOVE), "stage": "screening"}
    answered = person.post(MOVE, data={**fields, **changes})
    assert answered.status_code in {400, 422}
    assert answered.headers["content-type"].startswith("text/html")
    assert stage_of(forty_posts) == "applied"


def test_a_move_without_its_token_is_refused(person: TestClient, forty_posts: Settings) -> None:
    fields = {**hidden(person.get("/applications/board").text, MOVE), "stage": "screening"}
    del fields["csrf"]
    assert person.post(MOVE, data=fields).status_code == 403
    assert stage_of(forty_posts) == "applied"


def test_a_column_of_very_many_says_how_many_more(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobsearch.server.pages.board._MOST", 5)
    now = datetime.now(UTC)
    for number in range(1, 39):
        record(forty_posts, f"remoteok:{number}", Event(0, "saved", now, now))
    page = client(forty_posts).get("/applications/board").text
    assert page.count('class="card"') == 5
    assert '<data value="33">33</data> more' in page
    assert 'Saved <span class="dim">38</span>' in page


@pytest.fixture
def many(forty_posts: Settings) -> Settings:
    """Thirty applications of the last ten weeks, every third of which was answered after five days."""
    now = datetime.now(UTC)
    for number in range(1, 31):
        at = now - timedelta(weeks=number % 10 + 1)
        record(forty_posts, f"remoteok:{number}", Event(0, "applied", at, at))
        if number % 3 == 0:
            answered = at + timedelta(days=5)
            record(forty_posts, f"remoteok:{number}", Event(0, "rejected", answered, answered))
    return forty_posts


def test_the_pictures_say_what_the_statistics_say(many: Settings) -> None:
    page = client(many).get("/applications/stats").text
    found = [Picture(one) for one in re.findall(r"<svg class=\"chart\".*?</svg>", page, re.DOTALL)]
    stats = application_stats(many)
    assert len(found) == 4
    assert "The median time to the first reply is 5 days" in page
    weeks = [float(one.get("cy", "")) for one in found[0].all("circle")]
    down = found[0].down()
    assert [round(down.number(y), 1) for y in weeks] == [3.0] * len(stats.by_week)
    steps, boards = found[1], found[2]
    (box,) = boards.all("rect", "box")
    assert boards.across().number(float(box.get("width", ""))) == pytest.approx(1 / 3, abs=0.005)
    across = steps.across()
    lengths = [across.number(float(one.get("width", ""))) for one in steps.all("rect", "box")]
    assert lengths == pytest.approx([one.rate for one in stats.steps if one.rate is not None], abs=0.005)
    ends = [line.get("x1") for line in boards.all("line", "interval")][1:]
    rate = stats.by_board[0]
    assert [boards.across().number(float(x or "")) for x in ends] == pytest.approx(
        [rate.low, rate.high], abs=0.005
    )


def test_few_cases_have_no_rate(person: TestClient) -> None:
    page = person.get("/applications/stats").text
    assert "0 of 1" in page
    assert 'class="box"' not in page


def test_a_program_gets_the_statistics_as_json(many: Settings) -> None:
    data = client(many).get("/applications/stats", headers={"Accept": "application/json"})
    assert data.headers["content-type"] == "application/json"
    assert data.json()["applications"] == 30
    assert data.json()["steps"][0]["hits"] == 10


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser of all tests of this module."""
    with browsing() as running:
        yield running


def test_keys_and_drags_move_cards(browser: Any, forty_posts: Settings) -> None:
    for number in (1, 2):
        set_stage(forty_posts, f"remoteok:{number}", "applied")
    with in_thread(forty_posts.instance) as server:
        window = Watched(browser, server.url)
        page = window.page
        page.goto("/applications/board")
        card = "[id='remoteok:1']"
        page.focus(f"{card} a")
        with page.expect_navigation():
            page.keyboard.press("Shift+ArrowRight")
        assert page.eval_on_selector(f"{card} a", "one => one === document.activeElement")
        page.keyboard.press("ArrowRight")  # without Shift it moves nothing
        with page.expect_navigation():
            page.drag_and_drop("[id='remoteok:2']", ".column[data-stage=offer]")
        assert page.locator(".column[data-stage=offer] .card").count() == 1
        assert window.complaints == []
        window.context.close()
    assert {one.key: one.stage for one in list_applications(forty_posts)} == {
        "remoteok:1": "acknowledged",
        "remoteok:2": "offer",
    }
