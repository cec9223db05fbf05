"""DOCX and ODT written by hand: the fewest files that a word processor opens."""

import io
import zipfile

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{}"/>'
    "</Relationships>"
)
_WORD = (
    '<?xml version="1.0" encoding="UTF-8"?>{}<w:document xmlns:w="{}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{}</w:body></w:document>'
)
WORD_NAMES = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document{} '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">'
    "<office:body><office:text>{}</office:text></office:body></office:document{}>"
)


def zipped(files: dict[str, str | bytes]) -> bytes:
    """Return a ZIP of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(
    body: str, *, main: str = "word/document.xml", names: str = WORD_NAMES, doctype: str = "", **more: str
) -> bytes:
    """Return a DOCX of this WordprocessingML; `more` are other files in word/."""
    files = {"_rels/.rels": _RELATIONS.format(main), main: _WORD.format(doctype, names, body)}
    return zipped(files | {f"word/{name}.xml": content for name, content in more.items()})


def paragraph(text: str) -> str:
    """Return a paragraph of WordprocessingML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def odt(body: str, manifest: str = "") -> bytes:
    """Return an ODT of this OpenDocument text."""
    files = {"mimetype": "application/vnd.oasis.opendocument.text"}
    return zipped(
        files
        | {"content.xml": _OFFICE.format("-content", body, "-content"), "META-INF/manifest.xml": manifest}
    )


def flat_odt(body: str) -> bytes:
    """Return the same as one XML file."""
    return _OFFICE.format("", body, "").encode()
