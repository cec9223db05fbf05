"""The pages of the wish and of applications, which share their addresses with JSON."""

import asyncio
import html
import re
from contextlib import suppress
from datetime import datetime, timedelta
from urllib.parse import quote

import pytest
from httpx import Response
from starlette.testclient import TestClient
from support.clock import stop
from support.reader import token

from jobsearch.domain.application import effective
from jobsearch.server.app import create_app
from jobsearch.server.guard import Access
from jobsearch.server.pages import board, tracked, wished
from jobsearch.server.pages.seen import stage_named
from jobsearch.services import wish
from jobsearch.services.applications import listing, recording
from jobsearch.services.applications.listing import show_application
from jobsearch.services.applications.recording import add_note, set_stage
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
KEY = "remoteok:1"
NOON = datetime.now().astimezone().replace(hour=12)
HOSTILE = '<script>alert("x")</script>'


@pytest.fixture
def browser(forty_posts: Settings) -> TestClient:
    """Somebody at a browser, on forty posts."""
    app = create_app(forty_posts, Access())
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=HTML)


@pytest.mark.parametrize("path", ["/wish", "/applications"])
def test_a_browser_gets_the_page_and_a_program_the_json(browser: TestClient, path: str) -> None:
    page, data = browser.get(path), browser.get(path, headers={"Accept": "*/*"})
    assert page.headers["content-type"].startswith("text/html")
    assert data.headers["content-type"] == "application/json"
    assert "Accept" in page.headers["vary"]
    assert "Accept" in data.headers["vary"]
    assert "script-src 'self'" in page.headers["content-security-policy"]


def test_a_wish_is_tried_kept_and_forgotten(browser: TestClient, forty_posts: Settings) -> None:
    form = token(browser.get("/wish").text)
    tried = browser.post("/pages/wish/try", data={"csrf": form, "text": "python engineer, no sales"})
    assert tried.url.query == b""
    assert "which is not saved" in tried.text
    assert "Python" in tried.text.partition("<ol")[2]
    assert "sales" in tried.text.partition("Treated as exclusions")[2][:60]
    assert wish.show(forty_posts).words == ""
    kept = browser.post("/pages/wish", data={"csrf": token(tried.text), "text": "python engineer"})
    assert kept.url.path == "/wish"
    assert wish.show(forty_posts).words == "python engineer"
    assert "The next training will use it" in kept.text
    train(forty_posts)
    assert re.search("The training of .* used it together with your answers", browser.get("/wish").text)
    asked = kept.text.partition("<summary>Delete what is saved</summary>")[2].partition("</details>")[0]
    assert "for good" in asked
    gone = browser.post("/pages/wish", data={"csrf": token(asked), "do": "clear"})
    assert "were deleted" in gone.text
    assert wish.show(forty_posts).words == ""


@pytest.mark.parametrize(
    ("page", "name", "header"),
    [
        ("/today", "jobs.csv", "key,"),
        ("/teach/answers", "answers.csv", "key,label"),
        ("/applications", "applications.csv", "key,"),
    ],
)
def test_the_data_is_downloaded_from_its_page(
    browser: TestClient, forty_posts: Settings, page: str, name: str, header: str
) -> None:
    set_stage(forty_posts, KEY, "applied", note="=1+1")
    link = re.search(r'href="([^"]+csv[^"]*)" download', browser.get(page).text)
    assert link is not None
    found = browser.get(html.unescape(link[1]))
    assert found.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert found.text.startswith(header)
    assert (f"{KEY}," in found.text) == (page != "/today")
    assert ",=1+1" not in found.text
    assert found.text.count("\n") == (40 if page == "/today" else 2)


@pytest.mark.parametrize(
    ("address", "reason"),
    [("/pages/wish", "There is nothing to keep."), ("/pages/wish/try", "There is nothing to try.")],
)
def test_an_empty_wish_is_refused_beside_its_field(
    browser: TestClient, forty_posts: Settings, address: str, reason: str
) -> None:
    wish.keep(forty_posts, "python engineer")
    answered = browser.post(address, data={"csrf": token(browser.get("/wish").text), "text": " "})
    assert answered.status_code == 422
    assert f'role="alert" id="text-invalid" dir="auto">{reason}' in answered.text
    assert 'aria-invalid="true" aria-describedby="reading text-invalid"' in answered.text
    assert wish.show(forty_posts).words == "python engineer"


@pytest.mark.parametrize("name", ["show", "refused", "cleaned"])
def test_no_text_is_read_where_all_requests_wait(
    browser: TestClient, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = wished if name == "cleaned" else wish
    read, on_loop = getattr(place, name), []

    def reading(*given: object) -> object:
        with suppress(RuntimeError):
            on_loop.append(asyncio.get_running_loop())
        return read(*given)

    monkeypatch.setattr(place, name, reading)
    form = token(browser.get("/wish").text)
    tried = browser.post("/pages/wish/try", data={"csrf": form, "text": "engineer, no sales"})
    assert "which is not saved" in tried.text
    assert on_loop == []


def test_a_form_without_its_token_keeps_nothing(browser: TestClient, forty_posts: Settings) -> None:
    assert browser.post("/pages/wish", data={"text": "python"}).status_code == 403
    assert browser.post(f"/pages/applications/{KEY}", data={"stage": "applied"}).status_code == 403
    assert wish.show(forty_posts).words == ""


def test_what_was_typed_before_a_restart_is_sent_again_by_one_press(
    browser: TestClient, forty_posts: Settings
) -> None:
    asked = browser.post("/pages/wish?x=1", data={"csrf": "0" * 64, "text": "python <b>"})
    assert asked.status_code == 403
    action = re.search(r'<form method="post" action="([^"]+)"', asked.text)
    assert action is not None
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', asked.text)
    sent = browser.post(html.unescape(action[1]), data={name: html.unescape(text) for name, text in fields})
    assert (action[1], sent.status_code) == ("/pages/wish?x=1", 200)
    assert wish.show(forty_posts).words == "python <b>"


def test_an_application_is_listed_shown_and_goes_on(browser: TestClient, forty_posts: Settings) -> None:
    assert "to start one" in browser.get("/applications").text
    set_stage(forty_posts, KEY, "applied", note=HOSTILE)
    listed = browser.get("/applications")
    assert f"/applications/{KEY}" in listed.text
    assert "<script>alert" not in listed.text
    shown = browser.get(f"/applications/{KEY}")
    assert "<script>alert" not in shown.text
    after = record(browser, shown.text, stage="interview", at="2026-12-01 15:00", note="bring it")
    assert after.url.path == f"/applications/{KEY}"
    assert "bring it" in after.text
    assert show_application(forty_posts, KEY).application.stage == "interview"
    record(browser, after.text, stage="rejected")
    assert KEY not in browser.get("/applications").text
    assert KEY in browser.get("/applications?ended=yes").text


def test_what_is_typed_is_answered_by_the_list_alone(browser: TestClient, forty_posts: Settings) -> None:
    form = {"csrf": token(browser.get("/wish").text), "text": "python engineer, no sales"}
    part = browser.post("/pages/wish/try", data=form, headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "which is not saved" in part
    assert part.count("<li>") == 10
    assert wish.show(forty_posts).words == ""


def test_a_text_of_any_length_that_can_be_kept_can_be_tried(
    browser: TestClient, forty_posts: Settings
) -> None:
    form = {"csrf": token(browser.get("/wish").text), "text": "python engineer " * 1_000}
    tried = browser.post("/pages/wish/try", data=form)
    assert tried.status_code == 200
    assert "which is not saved" in tried.text
    browser.post("/pages/wish", data=form)
    assert len(wish.show(forty_posts).resume) > 5_000
    assert browser.get("/pages/wish/try").url.path == "/wish"


def record(browser: TestClient, page: str, **fields: str) -> Response:
    """Send the form of an application's page."""
    seen = re.findall(r'name="seen" value="(\d+)"', page)[0]
    return browser.post(f"/pages/applications/{KEY}", data={"csrf": token(page), "seen": seen, **fields})


@pytest.mark.parametrize("fields", [{"stage": "interview", "at": "2026-12-01 15:00"}, {"note": "call them"}])
def test_a_form_sent_twice_records_once(
    browser: TestClient, forty_posts: Settings, fields: dict[str, str]
) -> None:
    set_stage(forty_posts, KEY, "applied")
    page = browser.get(f"/applications/{KEY}").text
    record(browser, page, **fields)
    again = record(browser, page, **fields)
    assert "was not recorded again" in again.text
    assert again.url.path == f"/applications/{KEY}"  # so that a reload sends nothing
    assert len(show_application(forty_posts, KEY).events) == 2


def test_a_form_older_than_the_history_records_nothing_and_keeps_what_was_typed(
    browser: TestClient, forty_posts: Settings
) -> None:
    set_stage(forty_posts, KEY, "applied")
    page = browser.get(f"/applications/{KEY}").text
    set_stage(forty_posts, KEY, "rejected")  # in the terminal, say
    answered = record(browser, page, stage="interview", note="bring <it>")
    assert answered.status_code == 409
    assert "nothing was recorded" in " ".join(answered.text.split())
    assert "bring &lt;it&gt;</textarea>" in answered.text
    assert show_application(forty_posts, KEY).application.stage == "rejected"
    record(browser, answered.text, stage="interview", note="bring <it>")
    assert show_application(forty_posts, KEY).application.stage == "interview"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"stage": "applied", "at": "31 Feb"}, "31 Feb"),
        ({"stage": "promoted"}, "promoted"),
        ({"stage": "", "note": " "}, "neither a stage nor a note to record"),
        ({"stage": "applied", "seen": ""}, "which event it saw last"),
    ],
)
def test_what_cannot_be_recorded_is_said_on_a_page(
    browser: TestClient, forty_posts: Settings, data: dict[str, str], sentence: str
) -> None:
    set_stage(forty_posts, KEY, "applied")
    form = token(browser.get("/wish").text)
    answered = browser.post(f"/pages/applications/{KEY}", data={"csrf": form, "seen": "1", **data})
    assert answered.status_code in {400, 422}
    assert sentence in answered.text
    assert answered.headers["content-type"].startswith("text/html")


def around(page: str, field: str, tag: str = "input") -> str:
    """Return the reason that a page gives for not using a field; it is tied to the field."""
    assert re.search(
        rf'<{tag} id="{field}"[^>]* aria-invalid="true" aria-describedby="{field}-invalid"', page
    )
    found = re.search(rf'<p class="warning" role="alert" id="{field}-invalid"[^>]*>(.*?)</p>', page)
    assert found is not None, page
    return html.unescape(found[1])


@pytest.mark.parametrize("stage", ["", "applied", "interview"])
@pytest.mark.parametrize(("at", "reason"), [("garbage!!", "is not a date"), ("2099-01-01", "ahead|future")])
def test_a_time_that_cannot_be_read_keeps_the_form_as_it_was_typed(
    browser: TestClient, forty_posts: Settings, stage: str, at: str, reason: str
) -> None:
    set_stage(forty_posts, KEY, "applied")
    page = browser.get(f"/applications/{KEY}").text
    answered = record(browser, page, stage=stage, at=at, note="bring <it>")
    assert answered.status_code == 422
    assert re.search(reason, around(answered.text, "at"))
    assert f'name="at" maxlength="100" autocomplete="off" value="{at}"' in answered.text
    assert "bring &lt;it&gt;</textarea>" in answered.text
    assert not stage or f"<option selected>{stage}</option>" in answered.text
    assert len(show_application(forty_posts, KEY).events) == 1


def test_what_cannot_follow_is_said_without_a_command(browser: TestClient, forty_posts: Settings) -> None:
    assert "Choose “Applied” on the post" in browser.get(f"/applications/{KEY}").text
    set_stage(forty_posts, KEY, "accepted")
    answered = record(browser, browser.get(f"/applications/{KEY}").text, stage="rejected")
    assert "take that event back" in around(answered.text, "stage", tag="select")
    unknown = put_right(browser, number="7", note="x")
    assert f"The application for {KEY} has no event 7.<" in unknown.text
    for page in (answered, unknown):
        assert "applications correct" not in page.text
        assert "applications show" not in page.text


def test_a_note_has_the_time_that_was_typed_for_it(browser: TestClient, forty_posts: Settings) -> None:
    set_stage(forty_posts, KEY, "applied")
    record(browser, browser.get(f"/applications/{KEY}").text, at="2026-01-05 9:30", note="phoned")
    found = show_application(forty_posts, KEY)
    assert found.events[-1].at.astimezone().strftime("%Y-%m-%d %H:%M") == "2026-01-05 09:30"
    assert found.application.stage == "applied"


def test_a_correction_that_cannot_be_used_is_shown_again_in_its_place(
    browser: TestClient, forty_posts: Settings
) -> None:
    set_stage(forty_posts, KEY, "applied")
    answered = put_right(browser, number="1", stage="applied", at="garbage!!", note="with Bo")
    assert answered.status_code == 422
    assert "is not a date" in around(answered.text, "at-1")
    assert "<details open><summary>Correct" in answered.text
    assert 'value="garbage!!"' in answered.text
    assert "with Bo</textarea>" in answered.text
    assert len(show_application(forty_posts, KEY).events) == 1


def test_what_is_unknown_is_a_page_too(browser: TestClient) -> None:
    answered = browser.get("/applications/remoteok:999")
    assert answered.status_code == 404
    assert answered.headers["content-type"].startswith("text/html")


def test_an_event_is_corrected_and_taken_back_on_its_page(browser: TestClient, forty_posts: Settings) -> None:
    set_stage(forty_posts, KEY, "applied")
    set_stage(forty_posts, KEY, "interview", note="with <b>Ann</b>")
    corrected = put_right(browser, number="2", stage="offer", note="with Bo", at="2026-12-01 15:00")
    assert "with Bo" in corrected.text
    application = show_application(forty_posts, KEY).application
    assert (application.stage, application.note) == ("offer", "with Bo")
    put_right(browser, number="2", do="take-back")
    assert show_application(forty_posts, KEY).application.stage == "applied"
    assert len(show_application(forty_posts, KEY).events) == 4  # the history keeps all


def test_what_is_taken_back_is_named_and_comes_back_with_undo(
    browser: TestClient, forty_posts: Settings
) -> None:
    set_stage(forty_posts, KEY, "applied")
    set_stage(forty_posts, KEY, "interview", at="2026-01-05 9:30", note="with <b>Ann</b>", interview=2)
    assert "Taken back" not in browser.get(f"/applications/{KEY}").text
    before = effective(show_application(forty_posts, KEY).events)
    told = put_right(browser, number="2", do="take-back").text
    assert "<strong>Taken back</strong>: interview 2, " in told
    assert ">2026-01-05 09:30</time>. The stored history keeps it, and Undo records it again." in told
    assert "Your answer to the post" not in told
    again = put_right(browser, told, number="2", do="undo")
    assert "Taken back" not in again.text
    assert "with &lt;b&gt;Ann&lt;/b&gt;" in again.text
    assert effective(show_application(forty_posts, KEY).events) == before
    assert "Nothing was changed" in put_right(browser, number="2", do="undo").text


def test_a_note_that_was_taken_back_comes_back_and_an_older_form_changes_nothing(
    browser: TestClient, forty_posts: Settings
) -> None:
    set_stage(forty_posts, KEY, "applied")
    add_note(forty_posts, KEY, "called <Bo>")
    told = put_right(browser, number="2", do="take-back").text
    assert "<strong>Taken back</strong>: note, " in told
    set_stage(forty_posts, KEY, "screening")
    assert put_right(browser, told, number="2", do="undo").status_code == 409
    assert [one.note for one in effective(show_application(forty_posts, KEY).events)] == ["", ""]
    put_right(browser, number="4", do="take-back")
    assert "Taken back</strong>: screening" in browser.get(f"/applications/{KEY}").text
    put_right(browser, number="2", note="called <Bo>")
    assert [one.note for one in effective(show_application(forty_posts, KEY).events)] == ["", "called <Bo>"]


def test_an_answer_that_stays_once_nothing_of_its_application_is_left_is_named(
    browser: TestClient, forty_posts: Settings
) -> None:
    set_label(forty_posts, KEY, "applied")
    told = put_right(browser, number="1", do="take-back").text
    assert "Your answer to the post is still yes" in told
    assert f'href="/teach/answers?q={quote(KEY, safe="")}"' in told
    put_right(browser, told, number="1", do="undo")
    assert show_application(forty_posts, KEY).application.stage == "applied"


def test_what_says_so_already_and_what_is_behind_change_nothing(
    browser: TestClient, forty_posts: Settings
) -> None:
    set_stage(forty_posts, KEY, "applied")
    assert "Nothing was changed" in put_right(browser, number="1", stage="applied").text
    page = browser.get(f"/applications/{KEY}").text
    set_stage(forty_posts, KEY, "rejected")
    late = put_right(browser, page, number="1", do="take-back")
    assert late.status_code == 409
    assert len(show_application(forty_posts, KEY).events) == 2


def test_a_form_with_numbers_that_are_none_is_refused_and_changes_nothing(
    browser: TestClient, forty_posts: Settings
) -> None:
    set_stage(forty_posts, KEY, "applied")
    assert put_right(browser, number="abc", stage="offer").status_code == 422
    assert put_right(browser, number="abc", stage="offer", seen="7").status_code == 422
    page = browser.get(f"/applications/{KEY}").text
    answered = record(browser, page, number="abc", at="garbage!!", note="phoned")
    assert answered.status_code == 422
    assert "is not a date" in around(answered.text, "at")
    assert len(show_application(forty_posts, KEY).events) == 1


def put_right(browser: TestClient, page: str = "", **fields: str) -> Response:
    """Send the form that corrects an event."""
    page = page or browser.get(f"/applications/{KEY}").text
    seen = re.findall(r'name="seen" value="(\d+)"', page)[0]
    return browser.post(
        f"/pages/applications/{KEY}/correct", data={"csrf": token(page), "seen": seen, **fields}
    )


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no midnight pass during a test."""
    stop(monkeypatch, NOON, listing, recording, board, tracked)


@pytest.mark.usefixtures("noon")
@pytest.mark.parametrize(
    ("stage", "days", "is_marked"),
    [("applied", -40, True), ("interview", 0, True), ("applied", 0, False), ("interview", 14, False)],
)
def test_only_what_is_due_by_today_is_marked(
    browser: TestClient, forty_posts: Settings, stage: str, days: int, *, is_marked: bool
) -> None:
    at = NOON + timedelta(days=days)
    at = at if stage == "applied" else at.replace(hour=23, minute=59)
    set_stage(forty_posts, KEY, stage_named(stage), at=f"{at:%Y-%m-%d %H:%M}")
    assert show_application(forty_posts, KEY).application.due
    marked = [
        'class="due"' in browser.get("/applications").text,
        '<span class="new">' in browser.get("/applications/board").text,
        '<p class="new">Due' in browser.get(f"/applications/{KEY}").text,
    ]
    assert marked == [is_marked] * 3


def test_an_application_says_when_something_last_happened_and_one_form_of_dates(
    browser: TestClient, forty_posts: Settings
) -> None:
    days = [f"{datetime.now().astimezone() + timedelta(days=days):%Y-%m-%d}" for days in (1, -2)]
    for day in days:
        set_stage(forty_posts, KEY, "interview", at=day)
    row = browser.get("/applications").text.partition("<tbody>")[2]
    assert re.search(r'data-label="Last event"><time [^>]*>2d</time> ago</td>', row)
    assert 'data-label="Stage">interview 2</td>' in row
    for path in ("/applications", "/applications/board", f"/applications/{KEY}"):
        page = browser.get(path).text
        assert f'interview <time datetime="{days[0]}" data-form="day">{days[0]}</time> (in ' in page
        assert "00:00</time>" not in page


@pytest.mark.parametrize("path", ["/applications", "/applications/board", "/applications/stats"])
def test_the_calendar_says_that_it_is_a_file(browser: TestClient, path: str) -> None:
    assert re.search(r"\.ics\" download>Calendar \(downloads a file\)</a>", browser.get(path).text)


@pytest.mark.parametrize("path", ["/today", "/applications", "/applications/board"])
def test_what_is_due_within_two_days_is_said_first(
    browser: TestClient, forty_posts: Settings, path: str
) -> None:
    assert "Due:" not in browser.get(path).text
    later = (datetime.now().astimezone() + timedelta(days=3)).strftime("%Y-%m-%d")
    set_stage(forty_posts, "remoteok:2", "interview", at=later)
    assert "Due:" not in browser.get(path).text
    set_stage(forty_posts, KEY, "interview", at="tomorrow 15:00")
    set_stage(forty_posts, "remoteok:3", "offer", at="today")
    set_stage(forty_posts, "remoteok:4", "applied", at="2026-01-05")
    line = re.search(r"<strong>Due:</strong>.*?</p>", browser.get(path).text, re.DOTALL)
    assert line is not None
    keys = re.findall(r'href="/applications/(remoteok:\d)">(follow up|interview|offer) ', line[0])
    assert keys == [("remoteok:4", "follow up"), ("remoteok:3", "offer"), (KEY, "interview")]
    set_stage(forty_posts, "remoteok:5", "applied", at="2026-01-06")
    assert '<a href="/applications"><data value="1">1</data> more</a>' in browser.get(path).text


def test_every_appointment_of_an_application_that_is_due_is_shown(
    browser: TestClient, forty_posts: Settings
) -> None:
    set_stage(forty_posts, KEY, "interview", at="tomorrow 15:00")
    set_stage(forty_posts, KEY, "task", at="today")
    line = re.search(r"<strong>Due:</strong>.*?</p>", browser.get("/today").text, re.DOTALL)
    assert line is not None
    assert re.findall(rf'href="/applications/{KEY}">(\w+) ', line[0]) == ["task", "interview"]


def test_the_line_of_what_is_due_shows_titles_as_text(browser: TestClient, forty_posts: Settings) -> None:
    set_stage(forty_posts, KEY, "task", at="today", note=HOSTILE)
    page = browser.get("/today").text
    assert "<strong>Due:</strong>" in page
    assert HOSTILE not in page
