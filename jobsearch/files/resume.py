"""What a person says of themselves: words on the command line, a text or Markdown file, a PDF, or stdin."""

import io
import logging
import sys
from pathlib import Path

from jobsearch.errors import FileUnreadable
from jobsearch.files.saved import STDIN, name
from jobsearch.text.characters import is_visible, printable

_FILE_ENDINGS = frozenset(".txt .md .markdown .text .pdf .doc .docx .odt .rtf .html .htm".split())
_PDF = b"%PDF-"
_LONGEST = 200_000  # characters; no one's experience is longer
_MOST_PAGES = 100
_MOST_BYTES = 16 * 1024 * 1024


def read_experience(text_or_path: str) -> str:
    """Return the text meant: a file's where one of that name exists, standard input's for "-", else itself.

    The text has no control characters, and is at most 200,000 characters long; "" when nothing is in it. What
    ends like a document, as in .txt, .md, .pdf or .docx, is the name of a file. Raises FileUnreadable for one
    without text, or that is neither PDF nor UTF-8.
    """
    path = Path(text_or_path)
    if not _is_file(path):
        return _cleaned(text_or_path)
    text = _cleaned(_decoded(path, _content(path)))
    if not text:
        raise FileUnreadable(path=name(path), cause="there is no text in it")
    return text


def _cleaned(text: str) -> str:
    text = printable(text[:_LONGEST]).strip()
    return text if is_visible(text) else ""


def _is_file(path: Path) -> bool:
    try:
        named_like_one = path == STDIN or path.suffix.lower() in _FILE_ENDINGS
        return named_like_one or (path.exists() and not path.is_dir())
    except (OSError, ValueError):  # a text is too long for a name, or holds a NUL
        return False


def _content(path: Path) -> bytes:
    try:
        if path == STDIN:
            content = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with path.open("rb") as file:
                content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise FileUnreadable(path=name(path), cause=error.strerror) from error
    except ValueError as error:  # a NUL in the name
        raise FileUnreadable(path=name(path), cause=error) from error
    if len(content) > _MOST_BYTES:
        raise FileUnreadable(path=name(path), cause="it is far too large for one person's experience")
    return content


def _decoded(path: Path, content: bytes) -> str:
    if content.lstrip()[: len(_PDF)] == _PDF:
        return _text_of_pdf(path, content)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileUnreadable(path=name(path), cause="it is neither a PDF nor a UTF-8 text") from error


def _text_of_pdf(path: Path, content: bytes) -> str:
    # pypdf: pure Python, without dependencies, released monthly; pdfminer.six brings cryptography along.
    from pypdf import PdfReader  # noqa: PLC0415 - heavy, and seldom needed

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it tells stderr of every oddity that it can read
    try:
        pages = PdfReader(io.BytesIO(content)).pages[:_MOST_PAGES]
        return "\n".join(page.extract_text() for page in pages)
    except Exception as error:  # whatever a damaged or locked file makes of a parser
        raise FileUnreadable(path=name(path), cause=f"its PDF cannot be read ({error})") from error
