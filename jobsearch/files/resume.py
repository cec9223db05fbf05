"""Read the user's experience from the command line, a résumé in any common format, or stdin."""

import sys
from pathlib import Path

from jobsearch.errors import FileUnreadable, ResumeEmpty, ResumeError, ResumeNoFile, ResumeTooLarge
from jobsearch.files.regular import is_handed_over, kind_of, opened_or_handed_over
from jobsearch.files.resumes.child_process import text_of_apart
from jobsearch.files.resumes.kinds import Kind, recognize
from jobsearch.files.resumes.lines import rejoined
from jobsearch.files.resumes.read import LONGEST, text_of
from jobsearch.files.saved import STDIN, name
from jobsearch.text.characters import is_visible, printable

_FILE_ENDINGS = frozenset(
    ".txt .text .md .markdown .pdf .doc .docx .docm .odt .fodt .rtf .html .htm .xhtml .json .pages".split()
)
_MOST_MIB = 16
_MOST_BYTES = _MOST_MIB * 1024 * 1024


def read_experience(text_or_path: str) -> str:
    """Return the contents of the named file, of standard input for "-", or else the text itself.

    Control characters are removed, hyphenated words are rejoined, and the result is limited to 200,000
    characters; it is "" if nothing is left. An argument that names an existing file or ends in a document
    suffix, such as .txt, .pdf, or .docx, is a file name. Raises FileUnreadable if that file cannot be read,
    and subclasses of ResumeError.
    """
    path = Path(text_or_path)
    if not _is_file(path):
        return cleaned(text_or_path)
    content = _content(path)
    suffix = "" if path == STDIN else path.suffix.lower()
    try:
        text = cleaned(_text(content, suffix))
        if not text:
            raise ResumeEmpty
    except ResumeError as error:
        error.details["path"] = name(path)
        raise
    return text


def cleaned(text: str) -> str:
    """Remove control characters and rejoin hyphenated words; return "" if no visible text is left.

    The result is truncated to LONGEST characters.
    """
    text = printable(rejoined(text[:LONGEST]))[:LONGEST].strip()
    return text if is_visible(text) else ""


def _text(content: bytes, suffix: str) -> str:
    is_plain = recognize(content, suffix) == Kind.TEXT
    return text_of(content, suffix) if is_plain else text_of_apart(content, suffix)


def _is_file(path: Path) -> bool:
    try:
        named_like_one = path == STDIN or path.suffix.lower() in _FILE_ENDINGS
        return named_like_one or (path.exists() and not path.is_dir())
    except (OSError, ValueError):  # text is too long for a name, or contains a NUL
        return False


def _content(path: Path) -> bytes:
    try:
        content = _stdin() if path == STDIN else _regular(path)
    except OSError as error:
        raise FileUnreadable(path=name(path), cause=error.strerror) from error
    except ValueError as error:  # a NUL in the name
        raise FileUnreadable(path=name(path), cause=error) from error
    if len(content) > _MOST_BYTES:
        raise ResumeTooLarge(path=name(path), limit=_MOST_MIB)
    return content


def _stdin() -> bytes:
    if sys.stdin is None:
        raise OSError(None, "it is closed")
    return sys.stdin.buffer.read(_MOST_BYTES + 1)


def _regular(path: Path) -> bytes:
    if (kind := kind_of(path)) and not is_handed_over(path):
        raise ResumeNoFile(path=name(path), kind=kind)
    with opened_or_handed_over(path) as file:
        return file.read(_MOST_BYTES + 1)
