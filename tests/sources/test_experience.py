"""What a person did, from wherever they keep it."""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from jobsearch.characters import printable
from jobsearch.errors import FileUnreadable
from jobsearch.sources.experience import read_experience


def pdf(text: str) -> bytes:
    """Return a PDF of one page with a line of text (ISO 32000-1, annex H.3), "" for a blank page."""
    stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode() if text else b""
    fonts = b"<< /Font << /F1 5 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources %s >>" % fonts,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return content + head + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(content)


@pytest.mark.parametrize(
    "text",
    [
        "organizing projects with agile methods",
        "SQL",
        "a/b and c.txt too",
        "x" * 5_000,
        "nul\x00 byte",
        "",
        " ",
    ],
)
def test_a_text_is_itself(text: str) -> None:
    assert read_experience(text) == printable(text)


@given(st.text(alphabet=st.characters(exclude_characters="./-"), max_size=100))
def test_any_text_is_itself(text: str) -> None:
    assert read_experience(text) == printable(text)


def test_the_name_of_a_folder_is_a_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "teaching").mkdir()
    monkeypatch.chdir(tmp_path)
    assert read_experience("teaching") == "teaching"


@pytest.mark.parametrize("name", ["cv.txt", "cv.md", "CV.MD", "my cv", "cv"])
def test_reads_a_text_file(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes("\ufeff# CV\n\n- taught *math* \u2013 in Gda\u0144sk\n".encode())
    assert read_experience(str(tmp_path / name)) == "# CV\n\n- taught *math* \u2013 in Gda\u0144sk\n"


@pytest.mark.parametrize("name", ["cv.pdf", "cv", "cv.txt"])
def test_reads_a_pdf_by_what_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(pdf("Taught math to teens"))
    assert read_experience(str(tmp_path / name)) == "Taught math to teens"


def test_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"taught \x1b[31mmath")))
    assert read_experience("-") == "taught [31mmath"


def _encrypted() -> bytes:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "it holds no text"),
        (b" \n", "it holds no text"),
        (b"\xff\xfe\x00", "it is neither a PDF nor a UTF-8 text"),
        (b"%PDF-1.4 and then nothing", "the PDF cannot be read"),
        (pdf("x")[:300], "the PDF cannot be read"),
        (pdf(""), "the PDF holds no text, only pictures"),
        (_encrypted(), "the PDF cannot be read"),
    ],
)
def test_says_what_is_wrong_with_a_file(tmp_path: Path, content: bytes, cause: str) -> None:
    (tmp_path / "cv.pdf").write_bytes(content)
    with pytest.raises(FileUnreadable, match=cause):
        read_experience(str(tmp_path / "cv.pdf"))


def test_a_file_that_does_not_exist_is_not_taken_for_a_text(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match="No such file"):
        read_experience(str(tmp_path / "cv.pdf"))


def test_refuses_a_file_without_end() -> None:
    with pytest.raises(FileUnreadable, match="larger than 16 MiB"):
        read_experience("/dev/zero")
