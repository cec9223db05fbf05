import io
import sys
from pathlib import Path

import pytest
from pypdf import PdfWriter
from support.pdf import pdf

from jobsearch.errors import FileUnreadable
from jobsearch.files.resume import read_experience


def test_words_are_themselves() -> None:
    assert read_experience("  python backend, remote europe ") == "python backend, remote europe"


@pytest.mark.parametrize("name", ["resume.txt", "resume.md", "resume"])
def test_a_file_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("\ufeff# Jane\nPython\n", encoding="utf-8")
    assert read_experience(str(tmp_path / name)) == "# Jane\nPython"


def test_the_text_of_a_pdf_is_read_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "resume").write_bytes(pdf("Senior Python Developer", "Lisbon"))
    assert read_experience(str(tmp_path / "resume")).split("\n") == ["Senior Python Developer", "Lisbon"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"python")))
    assert read_experience("-") == "python"


def test_control_characters_are_dropped() -> None:
    assert read_experience("py\x1b[31mthon\u202e") == "py[31mthon"


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (None, "No such file"),
        (b"", "no text in it"),
        (b" \n\x00", "no text in it"),
        (b"\xff\xfe\x00", "neither a PDF nor a UTF-8 text"),
        (b"%PDF-1.4 and nothing more", "its PDF cannot be read"),
        (b"x" * (16 * 1024 * 1024 + 1), "far too large"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path: Path, content: bytes | None, cause: str) -> None:
    file = tmp_path / "resume.pdf"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileUnreadable, match=cause):
        read_experience(str(file))


@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_a_text_without_text_is_empty(text: str) -> None:
    assert read_experience(text) == ""


def test_the_name_of_a_folder_is_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "teaching").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_experience("teaching") == "teaching"


def test_a_file_without_end_is_refused() -> None:
    with pytest.raises(FileUnreadable, match="far too large"):
        read_experience("/dev/zero")


def test_an_encrypted_pdf_is_said(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(FileUnreadable, match="its PDF cannot be read"):
        read_experience(str(tmp_path / "locked.pdf"))


@pytest.mark.parametrize("text", ["a\0b", "word " * 5_000, "x" * 300_000])
def test_any_text_is_a_text_and_no_name_of_a_file(text: str) -> None:
    assert len(read_experience(text)) <= 200_000


def test_a_pdf_without_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf())
    with pytest.raises(FileUnreadable, match="no text in it"):
        read_experience(str(tmp_path / "scan.pdf"))
