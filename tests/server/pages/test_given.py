"""Your answers: found again, looked through, changed and taken back; Undo wherever one goes."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from support.process import Program
from support.reader import Reader
from support.serving import Server, in_thread

from jobsearch.domain.posting import parse_key
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.labels.given import Wanted, answers_given
from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings
from jobsearch.store.labels import LabelRecord, put_all
from jobsearch.store.models import Label
from jobsearch.store.posts import get
from jobsearch.store.sqlite.engine import connect, reading, writing

PAGE = "/teach/answers"
CHANGE = "/teach/answers/change"
UNDO = "/teach/answers/undo"


def keys(page: str) -> list[str]:
    """Return the keys of the answers of a page."""
    return re.findall(r'<li id="([^"]+)" tabindex', page)


def form_of(page: str, key: str) -> str:
    """Return the form of an answer alone."""
    start = page.index(f'<li id="{key}" ')
    return page[start : page.index("</li>", start)]


def press(reader: Reader, key: str, answer: str, address: str = PAGE, **changes: str) -> str:
    """Press a button of an answer, and return the page that follows."""
    sent = reader.send(CHANGE, form_of(reader.page(address), key), CHANGE, answer=answer, **changes)
    assert sent.status == 303
    return reader.page(sent.headers["location"].partition("#")[0])


def test_the_newest_answer_is_on_top_whichever_way_it_came(own_reader: Reader, own: Program) -> None:
    settings = Settings(own.instance)
    set_label(settings, "remoteok:27", "no")
    set_label(settings, "remoteok:28", "unsure", way="agent")
    page = own_reader.page(PAGE)
    assert keys(page)[:2] == ["remoteok:28", "remoteok:27"]
    assert len(keys(page)) == 23
    ways = [
        re.findall(r"an agent answered|with a command|read from a file", form_of(page, key))
        for key in keys(page)[:3]
    ]
    assert ways == [["an agent answered"], ["with a command"], ["read from a file"]]
    assert page.count("from Remote OK") == 23


@pytest.mark.parametrize("answer", ["no", "unsure"])
def test_an_application_that_stays_active_after_another_answer_is_named(
    own_reader: Reader, own: Program, answer: str
) -> None:
    settings, key = Settings(own.instance), "remoteok:27"
    set_label(settings, key, "applied")
    said = f'Your application is still active: <a href="/applications/{key}">'
    assert said not in own_reader.page(PAGE)
    page = press(own_reader, key, answer)
    assert said in page.partition('id="undo"')[2].partition("</form>")[0]
    assert said in form_of(page, key)
    only_applied = own_reader.page(f"{PAGE}?given=applied")
    assert said in only_applied  # where the answer itself is gone from
    set_stage(settings, key, "withdrawn")
    assert said not in own_reader.page(PAGE)


def test_answers_are_found_by_kind_and_words(own_reader: Reader, own: Program) -> None:
    every = answers_given(Settings(own.instance), Wanted(100))
    assert len(keys(own_reader.page(f"{PAGE}?given=yes"))) == every.counts["yes"] == 10
    one = every.answers[3]
    found = own_reader.page(f"{PAGE}?q={one.title.upper().replace(' ', '+')}")
    assert one.key in keys(found)
    assert keys(own_reader.page(f"{PAGE}?q=qzxv")) == []


def test_an_answer_is_changed_and_undone(own_reader: Reader) -> None:
    after = press(own_reader, "remoteok:5", "yes")
    assert keys(after)[0] == "remoteok:5"
    assert own_reader.label("remoteok:5") == "yes"
    own_reader.send(UNDO, after, UNDO)
    assert own_reader.label("remoteok:5") == "no"


def test_an_answer_is_taken_back_and_undone_with_all_that_was_kept_of_it(
    own_reader: Reader, own: Program
) -> None:
    with reading(connect(Settings(own.instance).store_path)) as session:
        before = session.get_one(Label, ("remoteok", "5"))
        kept = (before.label, before.labeled_at, before.score_before, before.asked)
    after = press(own_reader, "remoteok:5", "clear")
    assert "remoteok:5" not in keys(after)
    assert own_reader.label("remoteok:5") == ""
    assert "Taken back" in after
    own_reader.send(UNDO, after, UNDO)
    with reading(connect(Settings(own.instance).store_path)) as session:
        now = session.get_one(Label, ("remoteok", "5"))
        assert (now.label, now.labeled_at, now.score_before, now.asked) == kept


def test_what_changed_elsewhere_stays(own_reader: Reader, own: Program) -> None:
    page = form_of(own_reader.page(PAGE), "remoteok:5")
    set_label(Settings(own.instance), "remoteok:5", "unsure")
    for answer in ("yes", "clear"):
        sent = own_reader.send(CHANGE, page, CHANGE, answer=answer)
        assert "note=elsewhere" in sent.headers["location"]
    assert own_reader.label("remoteok:5") == "unsure"


def test_the_same_form_sent_twice_changes_nothing_more(own_reader: Reader) -> None:
    page = form_of(own_reader.page(PAGE), "remoteok:5")
    for _press in range(2):
        sent = own_reader.send(CHANGE, page, CHANGE, answer="clear")
        assert "note" not in sent.headers["location"]
    assert own_reader.label("remoteok:5") == ""


@pytest.mark.parametrize("other", ["/health-report", "/teach/answers", "/today?search=engineer", "/sources"])
def test_undo_is_there_after_a_look_at_another_page(own_reader: Reader, other: str) -> None:
    page = own_reader.page("/today?all=true&post=remoteok:28")
    own_reader.answer(page, "no")
    own_reader.page(other)
    today = own_reader.page("/today")
    assert 'id="undo"' in today
    own_reader.send("/today/undo", today, "/today/undo")
    assert own_reader.label("remoteok:28") == ""
    assert 'id="undo"' not in own_reader.page("/today")


@pytest.mark.parametrize("page", ["/today", "/teach", "/training"])
def test_the_answers_are_one_press_away(reader: Reader, page: str) -> None:
    assert f'href="{PAGE}"' in reader.page(page)


def test_the_answer_to_a_post_that_is_not_stored_is_shown_and_can_be_taken_back(
    own_reader: Reader, own: Program
) -> None:
    set_label(Settings(own.instance), "remoteok:900", "no")
    assert "its post is not stored" in form_of(own_reader.page(PAGE), "remoteok:900")
    assert "remoteok:900" not in keys(press(own_reader, "remoteok:900", "clear"))


@pytest.fixture
def many(own: Program) -> Iterator[Server]:
    """A server of an instance with ten thousand answers besides, whose posts are not stored."""
    now = datetime.now(UTC)
    given = [
        LabelRecord("remoteok", f"9{number:05}", "no", now - timedelta(minutes=number))
        for number in range(10_000)
    ]
    with writing(connect(Settings(own.instance).store_path)) as session:
        put_all(session, given)
        session.commit()
    with in_thread(own.instance) as running:
        yield running


def test_ten_thousand_answers_are_paged_quickly(many: Server) -> None:
    reader = Reader(many)
    first = keys(reader.page(PAGE))
    second = keys(reader.page(f"{PAGE}?offset=50"))
    assert (len(first), len(second), set(first) & set(second)) == (50, 50, set())
    begun = time.perf_counter()
    assert len(keys(reader.page(f"{PAGE}?q=remoteok:900&offset=50"))) == 50
    assert time.perf_counter() - begun < 2  # measured: .15 s


@pytest.mark.parametrize("address", [f"{PAGE}?given=maybe", f"{PAGE}?offset=-1", f"{PAGE}?offset=x"])
def test_an_address_that_means_nothing_is_refused(reader: Reader, address: str) -> None:
    assert reader.server.get(address).status == 422


def test_answers_say_which_posts_are_closed_and_can_be_only_the_open_ones(
    own_reader: Reader, own: Program
) -> None:
    first, second, *_others = keys(own_reader.page(f"{PAGE}?given=yes"))
    source, external_id = parse_key(first)
    with writing(connect(Settings(own.instance).store_path)) as session:
        post = get(session, source, external_id)
        assert post is not None
        post.closed_at = datetime(2026, 11, 5, tzinfo=UTC)
        session.commit()
    page = own_reader.page(f"{PAGE}?given=yes")
    assert 'closed</span> since <time datetime="2026-11-05' in entry(page, first)
    assert "still listed, seen" in entry(page, second)
    shown = own_reader.page(f"{PAGE}?given=yes&open=yes")
    assert keys(shown) == [key for key in keys(page) if key != first]
    own_reader.send(CHANGE, shown, CHANGE, key=second, seen="yes", answer="unsure")
    assert second not in keys(own_reader.page(f"{PAGE}?given=yes&open=yes"))


def entry(page: str, key: str) -> str:
    """Return the entry of an answer."""
    return page.partition(f'<li id="{key}"')[2].partition("</li>")[0]
