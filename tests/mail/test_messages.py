"""Mail as people save it, and what is no mail."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.errors import MailUnreadable
from jobsearch.mail.mailboxes import is_mail, mails
from jobsearch.mail.messages import read_messages

PLAIN = (
    b"From: =?utf-8?q?Ren=C3=A9e?= <Jobs@Acme.example>\r\nSubject: =?utf-8?b?w4RiZXI=?=\r\n"
    b"Date: Mon, 2 Nov 2026 10:00:00 +0100\r\nMessage-ID: <1@acme.example>\r\n"
    b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Gr=FC=DFe\r\n> quoted\r\nOn Mon, 2 Nov 2026, Sam wrote:\r\nthe older mail\r\n"
)
HTML = (
    b"From: a@b.example\nSubject: x\nContent-Type: multipart/alternative; boundary=B\n\n--B\n"
    b"Content-Type: text/html; charset=utf-8\n\n<p>Hello <b>there</b></p><script>no</script>\n--B--\n"
)


def test_a_message_is_decoded_and_what_it_answers_is_left_out() -> None:
    (found,) = read_messages(mails(PLAIN), "x.eml")
    assert (found.sender, found.address, found.domain) == ("Renée", "jobs@acme.example", "acme.example")
    assert (found.subject, found.text) == ("Äber", "Grüße")
    assert found.sent_at is not None
    assert found.sent_at.isoformat() == "2026-11-02T09:00:00+00:00"


def test_a_page_is_read_as_text() -> None:
    (found,) = read_messages(mails(HTML), "x.eml")
    assert "Hello there" in found.text
    assert "script" not in found.text


def test_an_mbox_holds_several() -> None:
    box = b"".join(
        b"From a@b Mon Nov  2 10:00:00 2026\n" + one.replace(b"\r\n", b"\n") + b"\n" for one in (PLAIN, HTML)
    )
    assert [one.address for one in read_messages(mails(box), "x.mbox")] == [
        "jobs@acme.example",
        "a@b.example",
    ]


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"{}", b"%PDF-1.7\n", b"key,label\n1,yes\n", b"\x00" * 99, b"A: b\n\nc"]
)
def test_what_is_no_mail_is_refused(content: bytes) -> None:
    with pytest.raises(MailUnreadable):
        list(read_messages(mails(content), "x.eml"))


def test_nested_and_long_parts_cost_no_more_than_others() -> None:
    nested = b"From: a@b.example\nSubject: x\n"
    for number in range(2_000):
        nested += b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (number, number)
    with suppress(MailUnreadable):
        list(read_messages(mails(nested), "x.eml"))
    (found,) = read_messages(mails(b"From: a@b.example\nSubject: x\n\n" + b"y" * 5_000_000), "x.eml")
    assert len(found.text) <= 100_000


@given(st.binary(max_size=400))
def test_any_bytes_after_a_header_are_a_message_or_refused(content: bytes) -> None:
    with suppress(MailUnreadable):
        list(read_messages(mails(b"From: a@b.example\n" + content), "x.eml"))


def test_a_paragraph_that_begins_with_from_ends_no_mail() -> None:
    mail = b"From a@b.example Mon Nov 23 10:00:00 2026\nFrom: a@b.example\nSubject: x\n\n"
    said = b"Hello.\n\nFrom January 2026 we are closed.\n\nFrom 2026 on, write to us.\n"
    assert len(list(mails(mail + said))) == 1
    assert len(list(mails((mail + said + b"\n") * 3))) == 3
    assert not is_mail(b"From January 2026 we are closed.\n")
    takeout = b"From 1234@xxx Thu Nov 26 10:00:00 +0000 2026\nSubject: x\n\ny\n\n"
    assert len(list(mails(takeout * 2))) == 2
