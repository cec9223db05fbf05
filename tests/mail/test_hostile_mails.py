"""Mails that nobody writes by hand cost no other mail, and no time."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from support.process import ROOT

from jobsearch.boards.elsewhere.mails import page_of
from jobsearch.mail.mailboxes import mails, mbox

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


def test_a_mailbox_of_them_takes_no_300_mib_and_costs_no_good_mail(tmp_path: Path) -> None:
    good = HTML + LINK.format(10**9).encode()
    links = HTML + "".join(LINK.format(2 * 10**9 + n) for n in range(1_000)).encode()
    nested = HTML + b"<div>" * 300_000
    tables = HTML + b"<table><tr><td>" * 100_000
    odd = (
        HEAD + b"Content-Type: text/html; charset=utf-7\nContent-Transfer-Encoding: base64\n\n" + b"A" * 10**6
    )
    script = HTML + b"<script>" + b"x" * 10**6 + b"</script>"
    parts = HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nhi\n" * 100_000
    huge = HEAD + b"\n" + (b"a" * 76 + b"\n") * 1_000_000
    box = mbox([links, nested, tables, odd, script, parts, huge, HEAD + DEEP, b"\x00" * 10**6, good])
    (tmp_path / "all.mbox").write_bytes(box)
    program = [sys.executable, str(ROOT / "main.py"), "--instance", str(tmp_path / "instance")]
    measured = [
        sys.executable,
        str(ROOT / "tests" / "support" / "measured.py"),
        str(tmp_path / "used"),
        "100",
    ]
    done = subprocess.run(
        [*measured, *program, "fetch-new", "--from", str(tmp_path / "all.mbox")],
        check=False,
        capture_output=True,
        text=True,
    )
    used = json.loads((tmp_path / "used").read_text())

    assert used["status"] == 0, done.stderr
    assert used["mebibytes"] < 300, used
    assert done.stderr.splitlines() == [
        "Mail: 10 emails, 1001 received, 1001 new, 0 changed, 0 unchanged, 0 rejected"
    ]
