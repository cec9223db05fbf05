"""Each item reaches each receiver once; what fails is tried again; no address is shown anywhere."""

import re
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.feeds import body, tasteful
from support.receivers import Webhook, webhook

from jobsearch.errors import ReceiverMalformed, ReceiversUnreadable, ReceiverUnknown, StoreBusy
from jobsearch.presentation.messages import TEST, compose, trouble_sentences
from jobsearch.services import wish
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.backup import back_up
from jobsearch.services.notify import courier
from jobsearch.services.notify.courier import Message
from jobsearch.services.notify.news import News
from jobsearch.services.notify.receivers import _write, add, listed, receivers, remove
from jobsearch.services.notify.sending import SendResult, send, send_test
from jobsearch.settings import Settings
from jobsearch.store import deliveries
from jobsearch.store.sqlite.engine import connect, writing
from jobsearch.store.sqlite.lock import exclusive

pytest.importorskip("apprise")

SECRET = "hunter2secret"
TEXT = st.characters(codec="utf-8")
KEYS = re.compile(r"remoteok:\d+")


@pytest.fixture
def sought(forty_posts: Settings) -> Settings:
    """Forty posts and a wish, by which ten of them reach the cut or more."""
    wish.keep(forty_posts, "python engineer")
    return forty_posts


@pytest.fixture
def hook() -> Iterator[Webhook]:
    """A receiver that takes everything."""
    with webhook() as found:
        yield found


def sending(settings: Settings) -> SendResult:
    return send(settings, compose)


def more_posts(settings: Settings, count: int) -> None:
    posts = tasteful(40 + count)[0][40:]
    file = settings.instance.with_name("more.json")
    file.write_bytes(body(posts))
    fetch_new(settings, [file])


def test_what_is_new_reaches_a_receiver_once(sought: Settings, hook: Webhook) -> None:
    add(sought, hook.url)
    first = sending(sought).sent[0]
    keys = KEYS.findall(hook.texts())
    assert first.posts == len(keys) == len(set(keys)) > 0
    assert "https://" in hook.texts()
    assert "Remote OK" in hook.texts()
    assert sending(sought).sent[0].posts == 0
    more_posts(sought, 8)
    assert sending(sought).sent[0].posts > 0
    keys = KEYS.findall(hook.texts())
    assert len(keys) == len(set(keys))


def test_one_that_fails_keeps_no_other_waiting_and_is_tried_again(sought: Settings, hook: Webhook) -> None:
    failing = True
    with webhook(lambda: failing) as other:
        add(sought, hook.url, "good")
        add(sought, other.url, "bad")
        sent = {one.receiver: one for one in sending(sought).sent}
        assert sent["good"].posts > 0
        assert sent["bad"].posts == 0
        assert "503" in sent["bad"].problem
        state = next(one.state for one in listed(sought) if one.name == "bad")
        assert state is not None
        assert (state.failures, state.sent_at) == (1, None)
        failing = False
        sent = {one.receiver: one for one in sending(sought).sent}
        assert sent["good"].posts == 0
        assert sent["bad"].posts > 0
        assert KEYS.findall(other.texts()) == KEYS.findall(hook.texts())
        state = next(one.state for one in listed(sought) if one.name == "bad")
        assert state is not None
        assert (state.failures, state.problem) == (0, "")


def test_what_a_killed_sender_left_open_is_said_and_not_sent_again(sought: Settings, hook: Webhook) -> None:
    add(sought, hook.url, "hook")
    with writing(connect(sought.store_path)) as session:
        deliveries.claim(session, "hook", ["post remoteok:4"], datetime.now(UTC))
        session.commit()
    result = sending(sought)
    assert result.sent[0].unknown == 1
    assert "was interrupted" in " ".join(trouble_sentences(result))
    assert "remoteok:4" not in KEYS.findall(hook.texts())
    assert sending(sought).sent[0].unknown == 0


def test_what_is_due_is_said_once(sought: Settings, hook: Webhook) -> None:
    add(sought, hook.url)
    sending(sought)
    tomorrow = (datetime.now().astimezone() + timedelta(days=1)).strftime("%Y-%m-%d 15:00")
    set_stage(sought, "remoteok:1", "interview", at=tomorrow)
    set_stage(
        sought, "remoteok:2", "applied", at=(datetime.now(UTC) - timedelta(days=20)).strftime("%Y-%m-%d")
    )
    set_stage(
        sought, "remoteok:3", "interview", at=(datetime.now(UTC) + timedelta(days=9)).strftime("%Y-%m-%d")
    )
    assert sending(sought).sent[0].others == 2
    assert "Interview 1 due" in hook.took[-1]["message"]
    assert "Follow-up due" in hook.took[-1]["message"]
    assert "remoteok:3" not in hook.took[-1]["message"]
    assert sending(sought).sent[0].others == 0


def test_a_silent_feed_is_said_once(sought: Settings, hook: Webhook) -> None:
    add(sought, hook.url)
    sending(sought)
    with closing(sqlite3.connect(sought.store_path)) as connection, connection:
        connection.execute("UPDATE fetches SET origin = '', fetched_at = datetime(fetched_at, '-4 days')")
    assert sending(sought).sent[0].others == 1
    assert "No fetch has succeeded since" in hook.took[-1]["message"]
    assert sending(sought).sent[0].others == 0


def test_without_a_model_and_a_wish_the_reason_is_said(forty_posts: Settings, hook: Webhook) -> None:
    add(forty_posts, hook.url)
    result = sending(forty_posts)
    assert (result.sent[0].posts, hook.took) == (0, [])
    assert "no model yet" in result.problem


def test_a_dry_run_sends_and_remembers_nothing(sought: Settings, hook: Webhook) -> None:
    add(sought, hook.url)
    dry = send(sought, compose, dry_run=True)
    assert dry.sent[0].posts > 0
    assert hook.took == []
    assert sending(sought).sent == dry.sent


def test_receivers_are_named_and_their_addresses_stay_where_they_are(sought: Settings, hook: Webhook) -> None:
    assert [add(sought, hook.url), add(sought, hook.url), add(sought, hook.url, "work")] == [
        "json",
        "json-2",
        "work",
    ]
    assert sought.receivers_path.stat().st_mode & 0o777 == 0o600
    sending(sought)
    assert SECRET not in f"{listed(sought)}{receivers(sought)}"
    stored = [file.read_bytes() for file in sought.instance.glob("jobposts.db*")]
    assert stored
    assert not any(SECRET.encode() in content for content in stored)
    remove(sought, "work")
    with pytest.raises(ReceiverUnknown, match="work"):
        remove(sought, "work")
    assert [one.name for one in listed(sought)] == ["json", "json-2"]


def test_one_of_the_same_name_gets_nothing_twice(sought: Settings, hook: Webhook) -> None:
    add(sought, hook.url, "phone")
    sending(sought)
    remove(sought, "phone")
    add(sought, hook.url, "phone")
    assert sending(sought).sent[0].posts == 0


def test_the_environment_names_receivers(
    sought: Settings, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JOBSEARCH_NOTIFY_PHONE", hook.url)
    assert [(one.name, one.from_environment) for one in listed(sought)] == [("phone", True)]
    assert sending(sought).sent[0].posts > 0
    assert not sought.receivers_path.exists()


@pytest.mark.parametrize("url", ["", "nothing", f"nosuch://{SECRET}@host", f"tgram://{SECRET}", "http://"])
def test_an_address_that_is_none_is_refused_without_being_repeated(settings: Settings, url: str) -> None:
    with pytest.raises(ReceiverMalformed) as raised:
        add(settings, url)
    assert SECRET not in str(raised.value)
    assert not settings.receivers_path.exists()


@pytest.mark.parametrize("content", ["[receivers", "receivers = 1", "[receivers]\na = 1\n", "\x00"])
def test_a_file_that_is_no_list_of_receivers_is_said_and_left(settings: Settings, content: str) -> None:
    settings.instance.mkdir(mode=0o700)
    settings.receivers_path.touch(mode=0o600)
    settings.receivers_path.write_text(content)
    with pytest.raises(ReceiversUnreadable):
        add(settings, "json://localhost")
    assert settings.receivers_path.read_text() == content


def test_a_file_that_others_may_read_is_not_used(settings: Settings) -> None:
    add(settings, f"json://me:{SECRET}@127.0.0.1:9")
    settings.receivers_path.chmod(0o644)
    with pytest.raises(ReceiversUnreadable, match="chmod 600") as raised:
        receivers(settings)
    assert SECRET not in str(raised.value)


def test_a_test_says_which_of_them_work(settings: Settings, hook: Webhook) -> None:
    add(settings, hook.url, "good")
    add(settings, "json://127.0.0.1:9", "bad")
    problems = send_test(settings, (), TEST)
    assert problems["good"] == ""
    assert problems["bad"]
    assert hook.took[0]["message"] == TEST.text
    assert set(send_test(settings, ("good",), TEST)) == {"good"}


def test_a_backup_holds_no_address(sought: Settings, hook: Webhook, tmp_path: Path) -> None:
    add(sought, hook.url)
    sending(sought)
    back_up(sought, tmp_path / "copy.db")
    assert SECRET.encode() not in (tmp_path / "copy.db").read_bytes()


def test_none_of_several_that_are_added_at_once_is_lost(settings: Settings) -> None:
    with ThreadPoolExecutor(6) as pool:
        names = list(pool.map(lambda number: add(settings, f"json://127.0.0.1/{number}"), range(6)))
    assert sorted(one.name for one in receivers(settings)) == sorted(names)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda name: remove(settings, name), names[:4]))
    assert sorted(one.name for one in receivers(settings)) == sorted(names[4:])


def test_a_file_that_another_program_changes_is_waited_for_and_then_left(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(settings, "json://127.0.0.1/1", "one")
    monkeypatch.setattr("jobsearch.services.notify.receivers._LOCK_SECONDS", 0.01)
    with exclusive(settings.receivers_path.with_suffix(".lock"), 1), pytest.raises(StoreBusy):
        add(settings, "json://127.0.0.1/2", "two")
    assert [one.name for one in receivers(settings)] == ["one"]


@given(st.dictionaries(st.text(TEXT, max_size=20), st.text(TEXT, max_size=20), max_size=4))
def test_what_a_person_wrote_into_the_file_by_hand_stays_as_it_is_when_another_is_added(
    found: dict[str, str],
) -> None:
    with TemporaryDirectory() as folder:
        settings = Settings(Path(folder))
        _write(settings, found)
        assert {one.name: one.url for one in receivers(settings, {})} == found


def test_a_name_in_quotes_stays_when_another_is_added(settings: Settings) -> None:
    settings.instance.mkdir(mode=0o700)
    settings.receivers_path.touch(mode=0o600)
    settings.receivers_path.write_text('[receivers]\n"My mail" = "json://127.0.0.1/\\u007f"\n')
    add(settings, "json://127.0.0.1/other", "other")
    assert [(one.name, one.url) for one in receivers(settings)] == [
        ("My mail", "json://127.0.0.1/\x7f"),
        ("other", "json://127.0.0.1/other"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        '# mine\n[other]\n\n\n[receivers]\n# by mail\nmail = "json://127.0.0.1/1" # home\n\n[last]\n',
        'receivers = {mail = "json://127.0.0.1/1"} # home\n',
        'receivers.mail = "json://127.0.0.1/1" # home\n[last]\n',
        '[receivers]\r\nmail = "json://127.0.0.1/1" # home\r\n',
    ],
)
def test_comments_and_other_tables_of_the_file_stay_when_receivers_change(
    settings: Settings, content: str
) -> None:
    settings.instance.mkdir(mode=0o700)
    settings.receivers_path.touch(mode=0o600)
    settings.receivers_path.write_bytes(content.encode())
    add(settings, "json://127.0.0.1/other", "other")
    assert [one.name for one in receivers(settings)] == ["mail", "other"]
    remove(settings, "other")
    left = settings.receivers_path.read_bytes().decode()
    assert [line for line in left.split("\n") if line] == [line for line in content.split("\n") if line]


@pytest.mark.parametrize("odd", ["\x7f", "\udcff", "\n", "\x1b", "\u202e"])
def test_an_address_that_cannot_be_printed_is_refused(settings: Settings, odd: str) -> None:
    with pytest.raises(ReceiverMalformed) as raised:
        add(settings, f"json://127.0.0.1/{SECRET}{odd}b")
    assert SECRET not in str(raised.value)
    assert not settings.receivers_path.exists()


def test_a_variable_that_is_no_utf_8_is_a_problem_of_its_own(
    sought: Settings, hook: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(sought, hook.url, "good")
    monkeypatch.setenv("JOBSEARCH_NOTIFY_ODD", "json://127.0.0.1/\udcff")
    assert [(one.name, bool(one.service)) for one in listed(sought)] == [("good", True), ("odd", False)]
    sent = {one.receiver: one for one in sending(sought).sent}
    assert sent["good"].posts > 0
    assert sent["odd"].problem


def test_what_makes_a_file_usable_again_is_said_by_what_is_wrong(settings: Settings, tmp_path: Path) -> None:
    add(settings, "json://127.0.0.1/1")
    settings.instance.chmod(0o777)
    with pytest.raises(ReceiversUnreadable, match="run chmod 700 on its folder"):
        receivers(settings)
    settings.instance.chmod(0o700)
    settings.receivers_path.rename(tmp_path / "elsewhere.toml")
    settings.receivers_path.symlink_to(tmp_path / "elsewhere.toml")
    with pytest.raises(ReceiversUnreadable, match="replace the link"):
        receivers(settings)


def test_what_could_not_be_written_is_sent_the_next_time(sought: Settings, hook: Webhook) -> None:
    def broken(_news: News) -> Message:
        raise ValueError

    add(sought, hook.url)
    failed = send(sought, broken).sent[0]
    assert (failed.posts, hook.took) == (0, [])
    assert "could not be written" in failed.problem
    sent = sending(sought).sent[0]
    assert (sent.posts > 0, sent.unknown) == (True, 0)


def test_no_receiver_is_said_to_have_failed_as_another_did() -> None:
    with webhook(lambda: True) as refusing, socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"json://127.0.0.1:{silent.getsockname()[1]}/"
        with ThreadPoolExecutor(1) as pool:
            cut_off = pool.submit(courier.send, url, TEST)
            waiting = [silent.accept()[0]]
            assert "503" in courier.send(refusing.url, TEST)  # while the other waits for its answer
            waiting[0].close()
            silent.close()
            assert cut_off.result() == "it could not be reached or rejected the message"


def test_what_apprise_logs_is_shown_nowhere(capfd: pytest.CaptureFixture[str]) -> None:
    assert courier.send(f"json://me:{SECRET}@127.0.0.1:9/", TEST)
    assert tuple(capfd.readouterr()) == ("", "")
