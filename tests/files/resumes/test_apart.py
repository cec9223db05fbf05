import contextlib
import os
import subprocess
import sys
import time
import zlib
from pathlib import Path

import pytest
from support.pdf import document, pdf

from jobsearch.errors import ResumeError, ResumeLocked, ResumeTooCostly
from jobsearch.files.resumes import apart
from jobsearch.files.resumes.apart import text_of_apart

POSIX = pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has no limits of memory and of processors"
)


def children() -> set[str]:
    """Return the processes that this one has started and that are still there."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    ).stdout
    return {line for line in found.splitlines() if "ps -o" not in line}


def instead(monkeypatch: pytest.MonkeyPatch, work: str) -> None:
    """Let the process do other work under the same limits."""
    monkeypatch.setattr(
        apart,
        "_MAIN",
        "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
        f" from jobsearch.files.resumes import apart; apart.text_of = lambda _content, _suffix: {work};"
        " apart.main(sys.argv[2])",
    )


def test_it_reads_as_the_reader_does_and_raises_as_it_does() -> None:
    assert text_of_apart(pdf("Accountant", "Porto"), ".pdf") == "Accountant\nPorto"
    with pytest.raises(ResumeLocked):
        text_of_apart(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), ".docx")


def test_what_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    before = children()
    monkeypatch.setattr(apart, "LIMIT_SECONDS", 1)
    instead(monkeypatch, "__import__('time').sleep(60)")
    start = time.monotonic()
    with pytest.raises(ResumeTooCostly, match="takes longer than 20 seconds"):
        _named(text_of_apart, b"", ".pdf")
    assert time.monotonic() - start < 5
    assert children() <= before


@POSIX
@pytest.mark.parametrize("work", ["bytearray(900_000_000)", "'x' * 900_000_000", "__import__('os').abort()"])
def test_what_takes_too_much_or_crashes_is_ended(monkeypatch: pytest.MonkeyPatch, work: str) -> None:
    before = children()
    instead(monkeypatch, work)
    with pytest.raises(ResumeTooCostly, match="more than 512 MiB of memory"):
        _named(text_of_apart, b"", ".pdf")
    assert children() <= before


@POSIX
def test_no_file_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    instead(monkeypatch, f"open({str(tmp_path / 'evil')!r}, 'wb', 0).write(b'x')")
    with pytest.raises(ResumeTooCostly):
        text_of_apart(b"", ".pdf")
    assert not (tmp_path / "evil").read_bytes()


def test_a_program_that_is_interrupted_leaves_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    before = children()
    instead(monkeypatch, "__import__('time').sleep(60)")

    def interrupted(*_arguments: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(subprocess.Popen, "communicate", interrupted)
        with pytest.raises(KeyboardInterrupt):
            text_of_apart(b"", ".pdf")
    assert children() <= before


def test_no_module_of_the_folder_at_hand_is_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(9)")
    (tmp_path / "pypdfium2.py").write_text("raise SystemExit(9)")
    monkeypatch.chdir(tmp_path)
    assert text_of_apart(pdf("Accountant"), ".pdf") == "Accountant"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), extra, packed)


def bomb(kind: str) -> bytes:
    """Return a small PDF that keeps some readers busy for minutes, or fills the memory."""
    page = pdf("Accountant")
    if kind == "operators":
        return document(b"BT /F1 11 Tf " + b"(a) Tj " * 500_000 + b"ET")
    if kind == "nesting":
        return document(b"q " * 3_000_000)
    if kind == "arrays":
        return page.replace(b"[0 0 612 792]", b"[" * 500_000)
    if kind == "deflated":
        blown = stream(b"BT /F1 11 Tf " + b"(a) Tj T* " * 5_000_000 + b"ET")
        return page.replace(page[page.index(b"<< /Length") : page.index(b"endstream") + 9], blown)
    loop = b"<< /Type /Pages /Kids [2 0 R 2 0 R 2 0 R] /Count 900000 >>"
    return page.replace(b"<< /Type /Pages /Kids [5 0 R] /Count 1 >>", loop)


@pytest.mark.parametrize(
    "kind",
    [
        "arrays",
        "loop",
        *(pytest.param(kind, marks=pytest.mark.slow) for kind in ("operators", "nesting", "deflated")),
    ],
)
def test_a_small_file_that_takes_long_is_bounded(kind: str) -> None:
    start = time.monotonic()
    with contextlib.suppress(ResumeError):
        text_of_apart(bomb(kind), ".pdf")
    assert time.monotonic() - start < apart.LIMIT_SECONDS + 5


def _named(read: object, *arguments: object) -> None:
    try:
        read(*arguments)  # type: ignore[operator]
    except ResumeError as error:
        error.details["path"] = "cv.pdf"
        raise
