"""Mails that nobody writes by hand cost no other mail, and no time."""

from datetime import UTC, datetime
from time import monotonic

import pytest

from jobsearch.boards.elsewhere.mails import page_of
from jobsearch.mail.mailboxes import mails

NOW = datetime(2026, 11, 27, tzinfo=UTC)
HEAD = b"From: a@b.c\nSubject: x\n"
HTML = HEAD + b"Content-Type: text/html; charset=x-odd\n\n"
LINK = "<p><a href='https://www.linkedin.com/jobs/view/{0}'>Baker {0}</a><p>Oven</p>"
DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1_000))


@pytest.mark.parametrize(
    ("mail", "posts"),
    [
        (HTML + "".join(LINK.format(10**9 + n) for n in range(1_000)).encode(), 1_000),
        (HEAD + DEEP + b"Content-Type: text/plain\n\nhi\n", 0),
        (HEAD + b"\n" + b"\x00" * 10**6, 0),
        (HTML + b"<script>" + LINK.format(10**9).encode() + b"</script>", 0),
        (HEAD + b"X-A: b\n" * 10**5 + b"\nhi", 0),
        (HEAD + b"\n" + b"a" * 10**7, 0),
    ],
    ids=["links", "deep", "nul", "script", "headers", "huge"],
)
def test_costs_little_and_loses_nothing(mail: bytes, posts: int) -> None:
    begun = monotonic()

    assert len(page_of(mails(mail), NOW).postings) == posts
    assert monotonic() - begun < 20
