import io
import os
import sys
from pathlib import Path

import pytest
from support.office import docx, odt, paragraph
from support.pdf import document, locked, pdf, picture

from jobsearch.errors import (
    FileError,
    FileUnreadable,
    ResumeDamaged,
    ResumeEmpty,
    ResumeLocked,
    ResumeMisnamed,
    ResumeNoFile,
    ResumeScanned,
    ResumeTooLarge,
    ResumeUnsupported,
)
from jobsearch.files.resume import read_experience


def test_words_are_themselves() -> None:
    assert read_experience("  python backend, remote europe ") == "python backend, remote europe"


@pytest.mark.parametrize("name", ["resume.txt", "resume.text", "resume"])
def test_a_file_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("\ufeff# Jane\nPython\n", encoding="utf-8")
    assert read_experience(str(tmp_path / name)) == "# Jane\nPython"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("cv.PDF", pdf("Accountant in Por-", "to")),
        ("cv.docx", docx(paragraph("Accountant in Porto"))),
        ("cv.odt", odt("<text:p>Accountant in Porto</text:p>")),
        ("cv.rtf", rb"{\rtf1\ansi Accountant in Porto}"),
        ("cv.html", b"<html><style>margin</style><p>Accountant in Porto</p>"),
        ("cv.md", b"# Accountant in **Porto**"),
        ("cv.json", b'{"work": [{"position": "Accountant in Porto"}]}'),
        ("cv.txt", "Accountant\xa0in Por-\r\nto".encode("utf-16")),
        ("cv", docx(paragraph("Accountant in Porto"))),
    ],
)
def test_a_resume_of_any_format_is_read(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    assert read_experience(str(tmp_path / name)).split()[-3:] == ["Accountant", "in", "Porto"]


def test_the_text_of_a_pdf_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "resume").write_bytes(pdf("Senior Python Developer", "Lisbon"))
    assert read_experience(str(tmp_path / "resume")).split("\n") == ["Senior Python Developer", "Lisbon"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"python")))
    assert read_experience("-") == "python"


def test_control_characters_are_dropped() -> None:
    assert read_experience("py\x1b[31mthon\u202e") == "py[31mthon"


def test_a_resume_of_standard_input_is_read_as_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pdf("Accountant"))))
    assert read_experience("-") == "Accountant"


@pytest.mark.parametrize(
    ("name", "content", "error", "sentence"),
    [
        ("cv.txt", None, FileUnreadable, "No such file"),
        ("cv.txt", b"", ResumeEmpty, "cv.txt contains no text. Use a file whose text can be selected"),
        ("cv.txt", b" \n\x00", ResumeEmpty, "contains no text"),
        ("cv.pdf", b" \n", ResumeEmpty, "contains no text"),
        ("cv.pdf", pdf(), ResumeEmpty, "contains no text"),
        ("cv.pdf", document(picture()), ResumeScanned, "cv.pdf may be a scan, because it contains images"),
        (
            "cv.pdf",
            b"<html>Log in</html>",
            ResumeMisnamed,
            r"is actually a web page \(HTML\), despite its name",
        ),
        (
            "cv.pdf",
            b"%PDF-1.4 and nothing more",
            ResumeDamaged,
            "looks like a PDF but cannot be opened",
        ),
        ("cv.docx", b"PK\x03\x04", ResumeDamaged, "looks like a DOCX or ODT but cannot be opened"),
        (
            "cv.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            ResumeUnsupported,
            r"a Word 97-2003 document \(.doc\), which is not supported",
        ),
        (
            "cv.jpg",
            b"\xff\xd8\xff",
            ResumeUnsupported,
            "cv.jpg is a picture, which is not supported. Save it as PDF",
        ),
        (
            "cv.pdf",
            locked(pdf("x"), "AES-256", to_open="x"),
            ResumeLocked,
            "cv.pdf is password-protected",
        ),
        ("cv.txt", b"x" * (16 * 1024 * 1024 + 1), ResumeTooLarge, "cv.txt exceeds the 16 MiB limit"),
    ],
)
def test_what_cannot_be_read_is_said(
    tmp_path: Path, name: str, content: bytes | None, error: type[FileError], sentence: str
) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(error, match=sentence) as raised:
        read_experience(str(file))
    assert ("Choose an existing file" in str(raised.value)) == (content is None)


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_a_text_without_text_is_empty(text: str) -> None:
    assert read_experience(text) == ""


def test_the_name_of_a_folder_is_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "teaching").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_experience("teaching") == "teaching"


@pytest.mark.parametrize(
    ("name", "kind"), [("/dev/zero", "a device"), ("pipe.pdf", "a pipe"), ("cv.pdf", "a folder")]
)
def test_only_a_regular_file_is_read(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "cv.pdf").mkdir()
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(ResumeNoFile, match=f"is {kind}, not a file"):
        read_experience(str(tmp_path / name))


@pytest.mark.parametrize("text", ["a\0b", "word " * 5_000, "x" * 300_000])
def test_any_text_is_a_text_and_no_name_of_a_file(text: str) -> None:
    assert len(read_experience(text)) <= 200_000
