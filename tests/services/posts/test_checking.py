"""Whether a post's own page closes it: proof at once, words when found twice, nothing else at all."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import select
from support.feeds import body, element
from support.server import FeedServer, Reply

from jobsearch.errors import KeyMalformed, PostUnknown
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.posts.checking import Checked, check
from jobsearch.services.posts.full import show
from jobsearch.settings import Settings
from jobsearch.store.closed.page_checks import to_visit
from jobsearch.store.models import PageCheck
from jobsearch.store.posts import everything
from jobsearch.store.sqlite.engine import connect, reading, writing

KEY = "remoteok:5"
WORDS = Reply(b"<html><body><h1>This job post is closed.</h1></body></html>")
OPEN = Reply(
    b"<html><body><h1>Engineer</h1><p>You build.</p><a href='/l/5'>Apply for this job</a></body></html>"
)


@pytest.fixture
def stored(settings: Settings, server: FeedServer) -> Settings:
    """An instance with one post of Remote OK, whose pages the server stands for."""
    settings.instance.mkdir(parents=True, exist_ok=True)
    file = settings.instance / "feed.json"
    file.write_bytes(body([element(5)]))
    own = Settings(instance=settings.instance, remoteok_url=server.url.removesuffix("/api"))
    fetch_new(own, [file])
    return own


def checked(settings: Settings, server: FeedServer, reply: Reply) -> Checked:
    server.answer(reply)
    (found,) = check(settings, [KEY])
    return found


def is_closed(settings: Settings) -> bool:
    return show(settings, KEY).post.closed_at is not None


def hours_pass(settings: Settings) -> None:
    """Move all checks to an earlier day."""
    with writing(connect(settings.store_path)) as session:
        for found in session.scalars(select(PageCheck)):
            found.checked_at -= timedelta(days=1)
        session.commit()


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_closes_its_post_at_once(
    stored: Settings, server: FeedServer, status: int
) -> None:
    found = checked(stored, server, Reply(b"gone", status))
    assert (found.says, found.proof) == ("closed", "status")
    assert is_closed(stored)


def test_words_close_a_post_when_a_second_visit_finds_them(stored: Settings, server: FeedServer) -> None:
    first = checked(stored, server, WORDS)
    assert (first.says, first.proof, first.words) == ("suspected", "words", "This job post is closed.")
    assert not is_closed(stored)
    hours_pass(stored)
    assert checked(stored, server, WORDS).says == "closed"
    assert is_closed(stored)


def test_words_found_twice_within_minutes_close_nothing(stored: Settings, server: FeedServer) -> None:
    for _time in range(3):
        assert checked(stored, server, WORDS).says == "suspected"
    assert not is_closed(stored)


def test_a_good_page_between_two_strikes_takes_the_first_back(stored: Settings, server: FeedServer) -> None:
    for reply in (WORDS, OPEN, WORDS):
        checked(stored, server, reply)
        hours_pass(stored)
    assert not is_closed(stored)


@pytest.mark.parametrize("reply", [Reply(b"", 403), Reply(b"<h1>This job is closed.</h1>", 401), OPEN])
def test_a_page_that_says_nothing_closes_nothing(stored: Settings, server: FeedServer, reply: Reply) -> None:
    for _time in range(3):
        assert checked(stored, server, reply).says in {"open", "unknown"}
    assert not is_closed(stored)


def test_a_post_that_its_page_had_closed_is_open_again_when_the_page_is_back(
    stored: Settings, server: FeedServer
) -> None:
    checked(stored, server, Reply(b"gone", 404))
    assert checked(stored, server, OPEN).says == "open"
    assert not is_closed(stored)


def test_a_redirect_to_the_list_closes_it(stored: Settings, server: FeedServer) -> None:
    away = Reply(b"", 302, {"Location": "/remote-jobs"})
    server.answer(away, Reply(b"<h1>Remote jobs</h1>"))
    (found,) = check(stored, [KEY])
    assert (found.says, found.proof) == ("closed", "redirect")


def test_an_unknown_key_is_told_before_any_page_is_asked(stored: Settings, server: FeedServer) -> None:
    with pytest.raises(PostUnknown):
        check(stored, [KEY, "remoteok:404"])
    with pytest.raises(KeyMalformed):
        check(stored, ["?"])
    assert server.asked == []


def test_boards_that_forbid_programs_are_asked_only_where_the_person_says_so(
    settings: Settings, tmp_path: Path
) -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"] = "Alerts <jobs@linkedin.com>", "1 new job"
    links = (
        "https://www.linkedin.com/comm/jobs/view/4012345678/?trk=x",
        "https://www.linkedin.com/e/v2?e=abc",
    )
    for number, link in enumerate(links):
        mail.set_content(
            f"<a href='{link}'>Baker {number}</a><p>Oven</p><p>Porto, Portugal</p>", subtype="html"
        )
        (tmp_path / f"{number}.eml").write_bytes(bytes(mail))
    fetch_new(settings, [tmp_path / "0.eml", tmp_path / "1.eml"])
    engine, later = connect(settings.store_path), datetime.now(UTC) + timedelta(days=9)
    with reading(engine) as session:
        stored = {one.external_id: one for one in everything(session)}
    for external_id in stored:
        set_label(settings, f"linkedin:{external_id}", "yes")
    with reading(engine) as session:
        wanted = to_visit(session, 0.0, unseen_since=later, unchecked_since=later, limit=9)
    opaque = next(key for key in stored if key.startswith("mail-"))

    assert sorted(stored) == ["4012345678", opaque]
    assert wanted == []
    assert [one.words for one in check(settings, [f"linkedin:{opaque}"])] == ["the post has no page"]
