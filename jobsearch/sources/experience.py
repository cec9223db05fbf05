"""What a person did, in their own words: a text, or a file that holds it."""

import sys
from pathlib import Path

from jobsearch.characters import printable
from jobsearch.errors import FileUnreadable
from jobsearch.sources.saved import STDIN, name

_LIMIT_MIB = 16
_MOST_PAGES = 200
_KINDS = (".md", ".markdown", ".pdf", ".text", ".txt")
_PDF = b"%PDF-"


def read_experience(text_or_path: str) -> str:
    """Return the text of a file (PDF, Markdown, plain), of standard input for "-", else the text itself.

    It is free of control characters. What looks like the name of such a file is taken for one. Raises
    FileUnreadable.
    """
    path = Path(text_or_path)
    if path != STDIN and not _is_file(path):
        return printable(text_or_path)
    content = _content(path)
    text = _pdf_text(content, path) if content.startswith(_PDF) else _decoded(content, path)
    if not text.strip():
        raise FileUnreadable(path=name(path), cause="it holds no text")
    return printable(text)


def _is_file(path: Path) -> bool:
    try:
        named_like_one = path.suffix.lower() in _KINDS and not any(map(str.isspace, str(path)))
        return named_like_one or (path.exists() and not path.is_dir())
    except (OSError, ValueError):  # a text too long to be a name, or one with a NUL
        return False


def _content(path: Path) -> bytes:
    limit = _LIMIT_MIB * 1024 * 1024
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read(limit + 1)
        else:
            with path.open("rb") as file:
                content = file.read(limit + 1)
    except OSError as error:
        raise FileUnreadable(path=name(path), cause=error.strerror) from error
    if len(content) > limit:
        raise FileUnreadable(path=name(path), cause=f"it is larger than {_LIMIT_MIB} MiB")
    return content


def _decoded(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadable(path=name(path), cause="it is neither a PDF nor a UTF-8 text") from error


def _pdf_text(content: bytes, path: Path) -> str:
    import io  # noqa: PLC0415 - with pypdf
    import logging  # noqa: PLC0415 - with pypdf

    from pypdf import PdfReader  # noqa: PLC0415 - heavy, and few experiences are PDF; reads the text of a PDF

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells stderr of every oddity that it can read
    try:
        pages = PdfReader(io.BytesIO(content)).pages
        text = "\n\n".join(page.extract_text() for page in pages[:_MOST_PAGES])
    except Exception as error:  # whatever a hostile or broken PDF brings about in a foreign parser
        raise FileUnreadable(path=name(path), cause=f"the PDF cannot be read ({error})") from error
    if not text.strip():
        raise FileUnreadable(path=name(path), cause="the PDF holds no text, only pictures")
    return text
