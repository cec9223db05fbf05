"""Extract text from a PDF in reading order.

This module uses PDFium, Chrome's PDF library, which is continuously fuzzed, takes milliseconds where a Python
parser took minutes, opens documents that are protected only against editing, and reports which hyphens split
a word. PDFium is not thread-safe and runs in a separate process.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING

from jobsearch.errors import ResumeDamaged, ResumeGarbled, ResumeLocked, ResumeScanned
from jobsearch.files.resumes.columns import Piece, in_reading_order
from jobsearch.files.resumes.lines import LINE_END_HYPHEN

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_Box = tuple[float, float, float, float]  # left, bottom, right and top, in points
_Sides = tuple[ctypes.c_double, ctypes.c_double, ctypes.c_double, ctypes.c_double]

MOST_PAGES = 100
_PASSWORD, _UNKNOWN_LOCK = 4, 5  # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY, fpdfview.h
_HYPHEN = 0x02  # PDFium's code for a hyphen that splits a word
_SCAN_COVERS = 0.25  # minimum share of a page that an image covers
_WORDS_OF_SCAN = 30  # distinct words on all pages: fewer on a stamp, more in a résumé
_WORDS_OF_PAGE = 8  # mean number of distinct words per page
_GARBLED = 0.3  # maximum share of characters that represent no letter
_NO_LETTER = re.compile("[\ufffd\ufffe\uffff\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_ACCENTS = {"´": "\u0301", "¨": "\u0308", "ˆ": "\u0302", "˜": "\u0303", "˚": "\u030a", "ˇ": "\u030c"}
_ACCENTED = re.compile("([´¨ˆ˜˚ˇ]) ?([A-Za-zı])")
_WIDE_GAP = 2.0  # minimum gap between two columns, in letter heights
_SAME_LINE = 0.6  # maximum vertical offset from the previous letter, in letter heights


def text_of(content: bytes, most: int) -> str:
    """Return the text of a PDF, or only of its first pages if it exceeds `most` characters.

    Raises ResumeLocked, ResumeDamaged, ResumeScanned, or ResumeGarbled.
    """
    from pypdfium2 import PdfDocument, PdfiumError  # noqa: PLC0415 - only in the process that reads a PDF

    try:
        document = PdfDocument(content)
        pages, covered = _pages(document, most)
    except PdfiumError as error:
        if getattr(error, "err_code", None) in {_PASSWORD, _UNKNOWN_LOCK}:
            raise ResumeLocked from error
        raise ResumeDamaged(format="a PDF") from error
    if _is_scan(pages, covered):
        raise ResumeScanned
    text = "\n".join(pages)
    visible = len("".join(text.split()))
    if len(_NO_LETTER.findall(text)) > _GARBLED * visible:
        raise ResumeGarbled
    return unicodedata.normalize("NFC", _ACCENTED.sub(_composed, text))


def _composed(found: re.Match[str]) -> str:
    """Move an accent that TeX wrote before its letter to after the letter."""
    return found[2].replace("ı", "i") + _ACCENTS[found[1]]


def _pages(document: "PdfDocument", most: int) -> tuple[list[str], int]:
    """Return the text of each page and the number of pages covered by images."""
    texts: list[str] = []
    covered = 0
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        try:
            texts.append(_text(page.get_textpage(), most))
            covered += _is_covered(page)
        finally:
            page.close()
        if sum(map(len, texts)) >= most:
            break
    return texts, covered


def _text(page: "PdfTextPage", most: int) -> str:
    return "\n".join(in_reading_order(list(_pieces(page, most))))


def _pieces(page: "PdfTextPage", most: int) -> Iterator[Piece]:
    """Yield the runs of letters on a line that are not separated by wide gaps, in document order."""
    letters: list[str] = []
    box: _Box | None = None
    sides = (ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double())
    for number in range(min(page.count_chars(), most)):
        sign, at = _letter(page, number, sides)
        if at is None:  # a space that PDFium added between words, or a line end
            letters.append(sign)
            continue
        if box is not None and _is_apart(box, at):
            yield Piece(_joined(letters), *box)
            letters, box = [], None
        letters.append(sign)
        box = at if box is None else _around(box, at)
    if letters:
        yield Piece(_joined(letters), *(box or (0.0, 0.0, 0.0, 0.0)))


def _joined(letters: list[str]) -> str:
    return "".join(letters).replace("\r", "").replace("\n", " ").strip(" ")


def _letter(page: "PdfTextPage", number: int, sides: _Sides) -> tuple[str, _Box | None]:
    """Return a letter and its box, or None for a space or an invalid position; `sides` is overwritten."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - same

    code = pdfium.FPDFText_GetUnicode(page, number)
    if pdfium.FPDFText_IsGenerated(page, number) == 1:
        return ("" if code == 0 else chr(code)), None
    sign = LINE_END_HYPHEN[0] if code == _HYPHEN else chr(code).replace("\0", "")
    if sign.isspace():
        return sign, None
    left, right, bottom, top = sides
    pdfium.FPDFText_GetCharBox(page, number, left, right, bottom, top)
    box = (left.value, bottom.value, right.value, top.value)
    return sign, (box if all(map(isfinite, box)) else None)


def _is_apart(box: _Box, at: _Box) -> bool:
    left, bottom, right, top = at
    height = max(box[3] - box[1], top - bottom, 1.0)
    middle, before = (bottom + top) / 2, (box[1] + box[3]) / 2
    return (
        abs(middle - before) > _SAME_LINE * height
        or left - box[2] > _WIDE_GAP * height
        or right < box[0] - height
    )


def _around(box: _Box, at: _Box) -> _Box:
    return min(box[0], at[0]), min(box[1], at[1]), max(box[2], at[2]), max(box[3], at[3])


def _is_covered(page: "PdfPage") -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - same

    width, height = page.get_size()
    filled = 0.0
    for found in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, bottom, right, top = found.get_bounds()
        wide, high = min(right, width) - max(left, 0), min(top, height) - max(bottom, 0)
        filled += max(wide, 0) * max(high, 0)
    return bool(filled >= _SCAN_COVERS * width * height)


def _is_scan(pages: list[str], covered: int) -> bool:
    """Return whether the pages are covered by images and have no more words than a stamp or page number."""
    if not covered or 2 * covered < len(pages):
        return False
    words = {word for page in pages for word in re.findall(r"[^\W\d_]{2,}", page.casefold())}
    return len(words) < max(_WORDS_OF_SCAN, _WORDS_OF_PAGE * len(pages))
