"""A PDF written by hand: pages with some lines of text, in columns, or a picture (ISO 32000-1, 7.5)."""

import io
from collections.abc import Iterable

_PICTURE = b"q %d 0 0 %d %d %d cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q"


def pdf(*lines: str) -> bytes:
    """Return the bytes of a document of one page that shows these lines of Latin-1."""
    return document(shown((72, 720 - 20 * number, line) for number, line in enumerate(lines)))


def shown(placed: Iterable[tuple[float, float, str]]) -> bytes:
    """Return what shows lines, each at a place in points from the left and the bottom of a page."""
    drawn = [b"1 0 0 1 %d %d Tm (%s) Tj" % (x, y, _escaped(line)) for x, y, line in placed]
    return b"BT /F1 11 Tf\n" + b"\n".join(drawn) + b"\nET"


def picture(width: int = 500, height: int = 700, x: int = 50, y: int = 50) -> bytes:
    """Return what fills a page, or this part of it, with a picture."""
    return _PICTURE % (width, height, x, y)


def document(*pages: bytes) -> bytes:
    """Return the bytes of a document whose pages have these contents."""
    numbers = range(5, 5 + 2 * len(pages), 2)
    kids = b" ".join(b"%d 0 R" % number for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Font << /F1 3 0 R >> >>",
    ]
    for number, content in zip(numbers, pages, strict=True):
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R /Resources 4 0 R >>"
            % (number + 1),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _written(objects)


def locked(content: bytes, algorithm: str, *, to_open: str = "") -> bytes:
    """Return a document that asks for a password: to be changed, or also to be opened."""
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - a second of import

    writer = PdfWriter(PdfReader(io.BytesIO(content)))
    writer.encrypt(to_open, owner_password="owner", algorithm=algorithm)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def _escaped(line: str) -> bytes:
    return line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _written(objects: list[bytes]) -> bytes:
    written, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, len(written))
    return written + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, trailer)
