"""`notify` as a person uses it: to a webhook, to ntfy, and to a real server of mail."""

import email
import email.policy
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage

import pytest
from support.process import Program
from support.receivers import webhook

from jobsearch.services import wish
from jobsearch.settings import Settings

pytest.importorskip("apprise")
SECRET = "hunter2secret"


@pytest.fixture
def sought(forty_posts: Settings, program: Program) -> Program:
    """Forty posts and a wish."""
    wish.keep(forty_posts, "python engineer")
    return program


def test_from_adding_to_removing(sought: Program) -> None:
    with webhook() as hook:
        added = sought.run("notify", "add", "-", "--name", "hook", stdin=f"{hook.url}\n".encode())
        assert (added.status, added.out) == (0, "")
        assert "hook was added" in added.err
        assert "hook: sent." in sought.run("notify", "test").err
        dry = sought.run("notify", "send", "--dry-run")
        assert "hook: would receive" in dry.err
        assert len(hook.took) == 1
        sent = replace(sought, is_fresh=True).run("notify", "send")  # whose sender is a new interpreter, too
        assert "hook: received" in sent.err
        assert "There is nothing new to send." in sought.run("notify", "send").err
        listed = sought.run("notify", "list")
        assert "hook" in listed.out
        said = "".join(one.out + one.err for one in (added, dry, sent, listed))
        assert SECRET not in said
        assert sought.run("notify", "remove", "hook").status == 0
        assert "no receivers yet" in sought.run("notify", "list").out


def test_a_receiver_that_fails_is_said_in_status_and_in_the_exit(sought: Program) -> None:
    with webhook(lambda: True) as hook:
        sought.run("notify", "add", hook.url, "--name", "hook")
        failed = sought.run("notify", "send", "-q")
    assert failed.status == 1
    assert "hook: not sent" in failed.err
    status = sought.run("status")
    assert "hook" in status.out
    assert SECRET not in failed.err + status.out + sought.run("status", "-o", "json").out


def test_ntfy_gets_the_text(sought: Program) -> None:
    with webhook() as hook:
        address = f"ntfy://me:{SECRET}@127.0.0.1:{hook.port}/jobs"
        assert sought.run("notify", "add", address).status == 0
        assert sought.run("notify", "send").status == 0
        assert {one["topic"] for one in hook.took} == {"jobs"}
        assert "remoteok:" in hook.texts()


def test_a_mail_has_a_page_and_its_text(sought: Program) -> None:
    pytest.importorskip("aiosmtpd")
    with mail_server() as (port, mails):
        address = f"mailto://127.0.0.1:{port}/?from=jobs@example.org&to=me@example.org&mode=insecure"
        assert sought.run("notify", "add", address).status == 0
        done = sought.run("notify", "send")
        assert done.status == 0, done.err
    (mail,) = mails
    assert "worth reading" in str(mail["Subject"])
    text, page = (mail.get_body((kind,)) for kind in ("plain", "html"))
    assert text is not None
    assert page is not None
    assert "remoteok:" in text.get_content()
    assert '<a href="https://' in page.get_content()


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def mail_server() -> Iterator[tuple[int, list[EmailMessage]]]:
    """Serve SMTP until the end of the block; give its port and the mails that came."""
    from aiosmtpd.controller import Controller  # noqa: PLC0415 - not everybody has it

    mails: list[EmailMessage] = []

    class Handler:
        async def handle_DATA(self, _server: object, _session: object, envelope: object) -> str:  # noqa: N802 - aiosmtpd's name
            content = envelope.content  # type: ignore[attr-defined]
            parsed = email.message_from_bytes(content, policy=email.policy.default)
            assert isinstance(parsed, EmailMessage)
            mails.append(parsed)
            return "250 OK"

    controller = Controller(Handler(), hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield controller.port, mails
    finally:
        controller.stop()
