"""Teach: the label session of the terminal, in a browser."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from httpx import Response
from starlette.testclient import TestClient
from support.process import Program
from support.reader import token

from jobsearch.server.app import create_app
from jobsearch.server.guard import Access
from jobsearch.services.instance.status import status
from jobsearch.services.labels import session as sessions
from jobsearch.services.labels.transfer import export, set_label
from jobsearch.services.training.background import TrainingState
from jobsearch.settings import Settings

ENDED = datetime(2026, 11, 27, 20, tzinfo=UTC)
HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


def at(settings: Settings) -> TestClient:
    """Return somebody at a browser, of a server that was started just now."""
    app = create_app(settings, Access())
    return TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50_000), headers=HTML)


@pytest.fixture
def browser(forty_posts: Settings) -> Iterator[TestClient]:
    """Somebody at a browser, on forty posts, who has begun a session without a process that learns."""
    with at(forty_posts) as somebody:
        begin(somebody)
        yield somebody


def begin(browser: TestClient, order: str = "newest", **fields: str) -> Response:
    form = {"csrf": token(browser.get("/teach").text), "order": order, **fields}
    return browser.post("/teach/begin", data=form)


def at_hand(page: str) -> str:
    """Return the key of the post that a page asks about, "" for none."""
    found = re.search(r'<article data-key="([^"]+)"', page)
    return found[1] if found else ""


def fields(page: str, form: str) -> dict[str, str]:
    """Return what the hidden fields of a form hold."""
    found = re.search(rf'<form[^>]* action="{form}".*?</form>', page, re.DOTALL)
    assert found is not None, page
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', found[0]))


def press(browser: TestClient, page: str, button: str) -> str:
    """Press a button of the post of a page; return the page that follows."""
    answered = browser.post("/teach/answer", data=fields(page, "/teach/answer") | {"answer": button})
    assert answered.status_code == 200
    return answered.text


def undo(browser: TestClient, page: str) -> str:
    return browser.post("/teach/undo", data=fields(page, "/teach/undo")).text


def stored(settings: Settings) -> dict[str, str]:
    rows = [line.split(",") for line in export(settings).text.splitlines()[1:]]
    return {row[0]: row[1] for row in rows}


def test_posts_are_asked_about_one_by_one_and_each_answer_is_stored(
    browser: TestClient, forty_posts: Settings
) -> None:
    page, given = browser.get("/teach").text, {}
    for word in ("yes", "no", "unsure", "applied"):
        given[at_hand(page)] = "yes" if word == "applied" else word
        page = press(browser, page, word)
        assert stored(forty_posts).items() >= given.items()
    skipped = at_hand(page)
    page = press(browser, page, "skip")
    assert at_hand(page) not in {*given, skipped}
    assert skipped not in stored(forty_posts)
    assert "Undo" in page


def test_steps_are_taken_back_one_by_one_to_the_first(browser: TestClient, forty_posts: Settings) -> None:
    before, page, seen = stored(forty_posts), browser.get("/teach").text, []
    for word in ("yes", "skip", "no"):
        seen.append(at_hand(page))
        page = press(browser, page, word)
    for key in reversed(seen):
        page = undo(browser, page)
        assert at_hand(page) == key
    assert stored(forty_posts) == before
    assert 'action="/teach/undo"' not in page


def test_a_form_sent_twice_or_by_a_tab_that_is_behind_changes_nothing(
    browser: TestClient, forty_posts: Settings
) -> None:
    first = browser.get("/teach").text
    second = press(browser, first, "yes")
    for word in ("yes", "no", "skip"):
        again = press(browser, first, word)
        assert at_hand(again) == at_hand(second)
        assert "Nothing was changed" in again
    assert stored(forty_posts)[at_hand(first)] == "yes"
    assert at_hand(second) not in stored(forty_posts)
    third = press(browser, second, "no")
    back = undo(browser, third)
    twice = undo(browser, third)
    assert at_hand(back) == at_hand(twice) == at_hand(second)
    assert stored(forty_posts)[at_hand(first)] == "yes"


def test_what_was_answered_elsewhere_meanwhile_stays(browser: TestClient, forty_posts: Settings) -> None:
    page = browser.get("/teach").text
    set_label(forty_posts, at_hand(page), "no")  # in the terminal
    refused = press(browser, page, "yes")
    assert at_hand(refused) == at_hand(page)
    assert "answered elsewhere in the meantime" in refused
    assert stored(forty_posts)[at_hand(page)] == "no"
    press(browser, refused, "yes")
    assert stored(forty_posts)[at_hand(page)] == "yes"


def test_a_page_that_is_loaded_again_passes_over_what_was_answered_elsewhere(
    browser: TestClient, forty_posts: Settings
) -> None:
    page = browser.get("/teach").text
    set_label(forty_posts, at_hand(page), "no")
    assert at_hand(browser.get("/teach").text) not in {"", at_hand(page)}


def test_an_answer_taken_back_that_changed_elsewhere_stays(
    browser: TestClient, forty_posts: Settings
) -> None:
    first = browser.get("/teach").text
    page = press(browser, first, "yes")
    set_label(forty_posts, at_hand(first), "unsure")
    assert "Nothing was undone" in undo(browser, page)
    assert stored(forty_posts)[at_hand(first)] == "unsure"


def test_a_restart_in_the_middle_loses_no_answer(browser: TestClient, forty_posts: Settings) -> None:
    page = browser.get("/teach").text
    after = at(forty_posts)
    form = fields(page, "/teach/answer") | {"answer": "yes", "csrf": token(after.get("/teach").text)}
    answered = after.post("/teach/answer", data=form)
    assert stored(forty_posts)[at_hand(page)] == "yes"
    assert "a new one began" in answered.text
    assert at_hand(answered.text) not in {"", at_hand(page)}
    assert fields(answered.text, "/teach/answer")["order"] == "newest"  # as it was
    assert "csrf" in fields(
        after.post("/teach/answer", data=form | {"csrf": "of before"}).text, "/teach/answer"
    )


def test_taking_back_after_the_session_ended_is_answered_plainly(browser: TestClient) -> None:
    page = press(browser, browser.get("/teach").text, "yes")
    browser.post("/teach/end", data={"csrf": token(page)})
    answered = browser.post("/teach/undo", data=fields(page, "/teach/undo"))
    assert answered.url.path == "/teach"
    assert "nothing was changed" in answered.text


def test_the_end_says_what_the_session_came_to_and_trains(browser: TestClient) -> None:
    page = browser.get("/teach").text
    for _answer in range(6):
        word = "yes" if int(at_hand(page).partition(":")[2]) % 2 else "no"
        page = press(browser, page, word)
    ended = browser.post("/teach/end", data={"csrf": token(page)}).text
    assert "6 answered: 3 yes, 3 no" in ended
    assert "Train now" in ended
    trainer = browser.app.state.trainer  # type: ignore[attr-defined] # of the application
    started = browser.post("/teach/train", data={"csrf": token(ended)})
    assert trainer.state.lesson == "taste"
    assert "Learning:" in started.text
    assert browser.post("/teach/train", data={"csrf": token(ended)}).status_code == 200  # it goes on
    trainer.close()


def test_the_queue_ends_and_its_last_answer_can_be_taken_back(
    browser: TestClient, forty_posts: Settings
) -> None:
    before, page = stored(forty_posts), browser.get("/teach").text
    while key := at_hand(page):
        last, page = key, press(browser, page, "no")
    assert "You have been asked about every stored post" in page
    assert not re.search(r"<summary>\s*</summary>", page)
    assert len(stored(forty_posts)) == 40
    page = undo(browser, page)
    assert at_hand(page) == last
    assert len(stored(forty_posts)) == 39
    assert before.items() <= stored(forty_posts).items()


def test_earlier_answers_are_gone_through_again(forty_posts: Settings) -> None:
    set_label(forty_posts, "remoteok:7", "yes")
    with at(forty_posts) as browser:
        page = begin(browser, again="true").text
        assert at_hand(page) == "remoteok:7"
        assert 'value="yes" class="answer yes" aria-pressed="true"' in page
        press(browser, page, "no")
    assert stored(forty_posts)["remoteok:7"] == "no"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"order": "wrong"}, "is not an order"),
        ({"order": "newest", "wish": "python"}, "smart order"),
        ({"order": "smart", "wish": "python", "again": "true"}, "smart order"),
    ],
)
def test_what_no_session_can_be_is_explained(
    browser: TestClient, form: dict[str, str], sentence: str
) -> None:
    page = browser.get("/teach").text
    answered = browser.post("/teach/begin", data={"csrf": token(page), **form})
    assert answered.status_code == 422
    assert sentence in answered.text
    assert at_hand(browser.get("/teach").text) == at_hand(page)  # the session goes on


def test_forms_without_their_token_do_nothing(browser: TestClient, forty_posts: Settings) -> None:
    page, before = browser.get("/teach").text, stored(forty_posts)
    for path in ("begin", "answer", "undo", "end", "train"):
        form = fields(page, "/teach/answer") | {"answer": "yes", "csrf": "x"}
        assert browser.post(f"/teach/{path}", data=form).status_code == 403
    assert stored(forty_posts) == before
    assert at_hand(browser.get("/teach").text) == at_hand(page)


def test_an_empty_instance_leads_to_the_first_questions(settings: Settings) -> None:
    assert at(settings).get("/teach").url.path == "/start"


def test_a_learner_that_has_no_room_or_dies_leaves_a_plain_order(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_of: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(sessions, "Advising", no_room)
    with at(forty_posts) as browser:
        page = begin(browser, "smart").text
        assert "Learning has stopped" in page
        key = at_hand(page)
        press(browser, page, "yes")
    assert stored(forty_posts)[key] == "yes"


def test_a_session_that_nobody_answers_ends_and_says_so(browser: TestClient, forty_posts: Settings) -> None:
    page = browser.get("/teach").text
    timer = browser.app.state.teaching._timer  # type: ignore[attr-defined] # noqa: SLF001 - waiting would take long
    assert timer.is_alive()
    assert timer.interval == 15 * 60
    timer.function(*timer.args)
    assert timer.finished.is_set()
    ended = browser.get("/teach").text
    assert "nothing was answered for a while" in ended
    assert at_hand(ended) == ""
    assert "a new one began" in press(browser, page, "yes")
    assert stored(forty_posts)[at_hand(page)] == "yes"


def test_one_process_learns_and_ends_with_the_session_and_the_server(forty_posts: Settings) -> None:
    with at(forty_posts) as browser:
        begin(browser, "smart")
        first = learner(browser)
        assert first.is_alive()
        begin(browser, "smart")
        second = learner(browser)
        assert not first.is_alive()
        assert second.is_alive()
        page = browser.get("/teach").text
        second.kill()
        second.join()
        page = press(browser, page, "yes")
        assert "Learning has stopped" in page
        begin(browser, "smart")
        third = learner(browser)
    assert not third.is_alive()
    assert status(forty_posts).labels.yes >= 1


def learner(browser: TestClient):  # type: ignore[no-untyped-def] # noqa: ANN201 - a process of the session's
    running = browser.app.state.teaching._running  # type: ignore[attr-defined] # noqa: SLF001 - no face shows it
    return running.session._advising._process  # noqa: SLF001 - same


def page_after(settings: Settings, state: TrainingState) -> str:
    """Return Teach as it is after a training of this server."""
    browser = at(settings)
    browser.app.state.trainer.state = state  # type: ignore[attr-defined] # of the application
    return browser.get("/teach").text


def test_the_line_about_the_order_is_asked_for_again_until_the_posts_are_read(forty_posts: Settings) -> None:
    again = 'hx-trigger="load delay:1s"'
    with at(forty_posts) as browser:
        reading = begin(browser, "smart").text
        assert "still being read" in reading
        assert again in reading
        learner(browser).kill()
        learner(browser).join()
        line = browser.get("/teach/learned").text
    assert "Learning has stopped" in line
    assert again not in line


def test_what_was_learned_is_said_until_there_are_new_answers(own: Program) -> None:
    trained = Settings(own.instance)
    done = TrainingState("done", lesson="taste", started_at=ENDED, ended_at=ENDED)
    page = page_after(trained, done)
    assert "The model learned from your answers" in page
    assert "Train now" not in page
    set_label(trained, "remoteok:27", "yes")
    set_label(trained, "remoteok:28", "no")
    page = page_after(trained, done)
    assert "The model learned from your answers" not in page
    assert re.search("Train now</button> to learn from 2 new answers", page)


def test_while_a_training_runs_teach_offers_no_other(own: Program) -> None:
    trained = Settings(own.instance)
    set_label(trained, "remoteok:27", "yes")
    page = page_after(trained, TrainingState("running", "Saving", lesson="taste", started_at=ENDED))
    assert "Saving" in page
    assert "Train now" not in page


@pytest.mark.parametrize("answers", [{}, {"remoteok:27": "yes"}])
def test_every_page_names_the_same_next_step(own: Program, answers: dict[str, str]) -> None:
    trained = Settings(own.instance)
    for key, word in answers.items():
        set_label(trained, key, word)
    advice = status(trained).advice
    assert advice is not None
    for path in ("/teach", "/training", "/health-report"):
        assert f"{advice.why}" in at(trained).get(path).text
