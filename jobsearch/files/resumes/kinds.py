"""Detect the format of a résumé from its content, or from its name if the content is inconclusive.

This module is pure.
"""

import re
from enum import StrEnum

from jobsearch.errors import ResumeLocked, ResumeMisnamed, ResumeUnsupported


class Kind(StrEnum):
    """A supported résumé format."""

    PDF = "pdf"
    ARCHIVE = "archive"  # DOCX or ODT: zipped XML files
    FLAT_ODT = "flat odt"
    RTF = "rtf"
    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"
    TEXT = "text"


_BINARY_NAMES = frozenset(".pdf .docx .docm .dotx .odt .ott".split())
_MARKDOWN_NAMES = frozenset(".md .markdown .mkd .mdown".split())
_HEADER_WITHIN = 1024  # bytes in which viewers search for the start of a PDF
_PICTURE = "a picture"
_REFUSED = {
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\x00": _PICTURE,
    b"MM\x00*": _PICTURE,
    b"%!PS": "PostScript",
    b"{\\pwi": "a Pocket Word document",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"Rar!": "a compressed file",
    b"\x7fELF": "a program",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--[^>]{0,2000}-->\s*){0,5}<(?:!doctype\s+html|(?:html|head|body|title|meta|style)\b)",
    re.IGNORECASE,
)
_BLOCK = re.compile(rb"<(?:h[1-6]|p|div|ul|li|table|section|article|span|br)\b[^<>]{0,300}>", re.IGNORECASE)
_FEWEST_BLOCKS = 5  # elements that make text HTML even if it does not start as such
_FLAT_ODT = re.compile(rb"\s*<\?xml[^>]{0,200}\?>\s*<office:document\b")
_START = 4096  # bytes examined


def recognize(content: bytes, suffix: str) -> Kind:
    """Return the format of a file with a suffix such as ".pdf".

    Raises ResumeMisnamed for a web page or text with a document's suffix, ResumeLocked or ResumeUnsupported.
    """
    kind = _by_content(content)
    if kind is None:
        if suffix in _MARKDOWN_NAMES:
            kind = Kind.MARKDOWN
        elif suffix in {".html", ".htm", ".xhtml"}:
            kind = Kind.HTML
        else:
            kind = Kind.JSON if suffix == ".json" or _is_json(content) else Kind.TEXT
    if suffix in _BINARY_NAMES and content.strip() and kind not in {Kind.PDF, Kind.ARCHIVE}:
        raise ResumeMisnamed(found=_NAMES[kind])
    if suffix == ".pdf" and kind == Kind.ARCHIVE:
        raise ResumeMisnamed(found="a ZIP file, the format of DOCX and ODT")
    return kind


_NAMES = {
    Kind.FLAT_ODT: "an OpenDocument in XML",
    Kind.RTF: "an RTF document",
    Kind.HTML: "a web page (HTML)",
    Kind.MARKDOWN: "a text",
    Kind.JSON: "JSON",
    Kind.TEXT: "a text",
}


def _by_content(content: bytes) -> Kind | None:
    start = content[:_START]
    if b"%PDF-" in start[:_HEADER_WITHIN]:
        return Kind.PDF
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Kind.ARCHIVE
    _refuse(content)
    start = start.removeprefix(b"\xef\xbb\xbf")
    if start.lstrip().startswith(b"{\\rtf"):
        return Kind.RTF
    if _FLAT_ODT.match(start):
        return Kind.FLAT_ODT
    if start[:2] in {b"\xff\xfe", b"\xfe\xff"}:  # UTF-16: its zeros are skipped
        start = start[2:].replace(b"\x00", b"")
    if _HTML.match(start) or len(_BLOCK.findall(start)) >= _FEWEST_BLOCKS:
        return Kind.HTML
    return None


def _refuse(content: bytes) -> None:
    """Raise ResumeUnsupported for recognized but unsupported formats."""
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            raise ResumeLocked
        raise ResumeUnsupported(found="a Word 97-2003 document (.doc)")
    found = next((name for signature, name in _REFUSED.items() if content.startswith(signature)), "")
    if content[4:8] == b"ftyp" or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        found = _PICTURE
    if found:
        raise ResumeUnsupported(found=found)


def _is_json(content: bytes) -> bool:
    start = content[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    return re.match(rb'\{\s*"[^"\n]{1,80}"\s*:', start) is not None
