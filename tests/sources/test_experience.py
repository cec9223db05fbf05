import io
import sys
from pathlib import Path

import pytest
from support.pdf import pdf

from jobsearch.errors import FileUnreadable
from jobsearch.sources.experience import read_experience


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


@pytest.mark.parametrize("text", ["a\0b", "word " * 5_000, "x" * 300_000])
def test_any_text_is_a_text_and_no_name_of_a_file(text: str) -> None:
    assert len(read_experience(text)) <= 200_000


def test_a_pdf_without_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf())
    with pytest.raises(FileUnreadable, match="no text in it"):
        read_experience(str(tmp_path / "scan.pdf"))
