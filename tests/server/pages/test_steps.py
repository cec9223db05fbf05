"""Undo names the newest answer on every page, whichever way it came."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from support.process import Program
from support.reader import Reader

from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings
from jobsearch.store.labels import LabelRecord, put_all
from jobsearch.store.sqlite.engine import connect, writing

PAGES = ("/today", "/teach/answers")
_NAMED = re.compile(r'id="undo".*?<strong>([^<]*)</strong>: <bdi>([^<]*)</bdi>', re.DOTALL)


def offered(reader: Reader) -> set[tuple[str, ...]]:
    """Return what the Undo of each page names."""
    return {found.groups() if (found := _NAMED.search(reader.page(page))) else () for page in PAGES}


def title(reader: Reader, key: str) -> str:
    return str(reader.server.get(f"/posts/{key}").json["post"]["title"])


def undo(reader: Reader, page: str) -> None:
    action = {"/today": "/today/undo", "/teach/answers": "/teach/answers/undo"}[page]
    assert reader.send(action, reader.page(page), action).status == 303


def teach(reader: Reader, answer: str) -> str:
    """Answer the question of Teach, and return its key."""
    page = reader.page("/teach")
    if "<article" not in page:
        reader.send("/teach/begin", page, "/teach/begin", order="newest")
        page = reader.page("/teach")
    key = re.findall(r'<article data-key="([^"]+)"', page)[0]
    assert reader.send("/teach/answer", page, "/teach/answer", answer=answer).status == 303
    return key


def test_answers_from_teach_today_and_a_program_are_undone_from_the_newest_on(own_reader: Reader) -> None:
    first = own_reader.keys("/today?all=true")[0]
    own_reader.answer(own_reader.page("/today?all=true"), "no")
    assert offered(own_reader) == {("No", title(own_reader, first))}
    second = teach(own_reader, "yes")
    assert offered(own_reader) == {("Yes", title(own_reader, second))}
    third = own_reader.keys("/today?all=true")[-1]
    own_reader.server.ask("PUT", f"/posts/{third}/label", {"label": "unsure"})
    assert offered(own_reader) == {("Unsure", title(own_reader, third))}
    for key, page in ((third, "/today"), (second, "/teach/answers"), (first, "/today")):
        assert own_reader.label(key) != ""
        undo(own_reader, page)
        assert own_reader.label(key) == ""
    assert offered(own_reader) == {()}


def test_a_label_that_a_program_removed_comes_back(own_reader: Reader) -> None:
    own_reader.server.ask("DELETE", "/posts/remoteok:5/label")
    assert {name for name, *_title in offered(own_reader)} == {"Taken back"}
    undo(own_reader, "/today")
    assert own_reader.label("remoteok:5") == "no"


def test_an_older_answer_is_not_offered_after_one_from_the_terminal(own_reader: Reader, own: Program) -> None:
    own_reader.answer(own_reader.page("/today?all=true"), "no")
    key = own_reader.keys("/today?all=true")[-1]
    set_label(Settings(own.instance), key, "yes")
    assert offered(own_reader) == {()}
    today = own_reader.page("/today?all=true")
    assert "given elsewhere" in today
    assert title(own_reader, key) in today
    own_reader.answer(own_reader.page("/today?all=true"), "unsure")
    assert {name for name, *_title in offered(own_reader)} == {"Unsure"}


def test_an_answer_from_a_clock_that_was_ahead_hides_no_undo(own_reader: Reader, own: Program) -> None:
    ahead = LabelRecord("remoteok", "900", "no", datetime.now(UTC) + timedelta(days=1))
    with writing(connect(Settings(own.instance).store_path)) as session:
        put_all(session, [ahead])
        session.commit()
    own_reader.answer(own_reader.page("/today?all=true"), "no")
    assert {name for name, *_title in offered(own_reader)} == {"No"}


def test_applied_is_not_offered_once_its_application_went_on(own_reader: Reader) -> None:
    key = own_reader.keys("/today?all=true")[0]
    page = own_reader.page(
        own_reader.answer(own_reader.page("/today?all=true"), "applied").headers["location"]
    )
    event = {"stage": "interview", "at": "2026-12-01T15:00:00+01:00"}
    assert own_reader.server.ask("POST", f"/applications/{key}/events", event).status == 201
    assert offered(own_reader) == {()}
    back = own_reader.send("/today/undo", page, "/today/undo").headers["location"]
    assert "Nothing was undone" in own_reader.page(back)
    assert own_reader.label(key) == "yes"


def test_an_answer_that_the_terminal_removed_is_not_offered(own_reader: Reader, own: Program) -> None:
    first = own_reader.keys("/today?all=true")[0]
    own_reader.answer(own_reader.page("/today?all=true"), "no")
    second = teach(own_reader, "yes")
    set_label(Settings(own.instance), second, "clear")
    assert offered(own_reader) == {("No", title(own_reader, first))}


@pytest.mark.parametrize("page", PAGES)
def test_teach_goes_back_over_what_another_page_undid(own_reader: Reader, page: str) -> None:
    key = teach(own_reader, "yes")
    undo(own_reader, page)
    back = own_reader.send("/teach/undo", own_reader.page("/teach"), "/teach/undo")
    assert "note" not in back.headers["location"]
    assert f'value="{key}"' in own_reader.page("/teach")
    assert own_reader.label(key) == ""


def test_what_teach_undid_is_not_offered_elsewhere(own_reader: Reader) -> None:
    teach(own_reader, "yes")
    own_reader.send("/teach/undo", own_reader.page("/teach"), "/teach/undo")
    assert offered(own_reader) == {()}


def test_an_answer_that_waits_for_its_post_is_undone_too(own_reader: Reader) -> None:
    own_reader.server.ask("PUT", "/posts/remoteok:404404/label", {"label": "yes"})
    page = own_reader.page("/today")
    assert offered(own_reader) == {("Yes", "remoteok:404404")}
    undo(own_reader, "/today")
    assert offered(own_reader) == {()}
    assert 'action="/today/undo"' not in own_reader.page("/today")
    assert own_reader.send("/today/undo", page, "/today/undo").status == 303
