"""Extract text from DOCX (ECMA-376) and ODT (OpenDocument 1.3), which are zipped XML read as a stream.

Entities are not expanded, nothing is fetched, and reading stops at a byte limit, which defeats decompression
bombs.
"""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import IO

from lxml import etree

from jobsearch.errors import ResumeDamaged, ResumeLocked, ResumeUnsupported

_MOST_BYTES = 32 * 1024 * 1024  # per decompressed file
_MOST_FILES = 10_000
_CHUNK = 64 * 1024
_OFFICE_DOCUMENT = re.compile(
    rb'<[^>]*Type="[^"]*/officeDocument"[^>]*?Target="([^"]+)"|<[^>]*Target="([^"]+)"[^>]*?Type="[^"]*/officeDocument"'
)
_ODT_MANIFEST = "META-INF/manifest.xml"
# XML contents that are not part of the text: deletions, replacements, notes, field codes.
_HIDDEN = frozenset(
    "del moveFrom delText instrText Fallback annotation tracked-changes annotation-end".split()
)
_LINES = frozenset("p h tr table-row txbxContent text-box list-item".split())
_BREAKS = frozenset("br cr line-break".split())
_TABS = frozenset("tab tc table-cell".split())


def text_of(content: bytes, most: int) -> str:
    """Return the text of a DOCX or ODT file, cut off shortly after the first `most` characters.

    Raises ResumeLocked, ResumeDamaged, or ResumeUnsupported for any other ZIP file.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if len(names) > _MOST_FILES:
                raise ResumeUnsupported(found="an archive with too many files")
            return _text(archive, names, most)
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
        KeyError,
    ) as error:
        if "encrypted" in str(error):
            raise ResumeLocked from error
        raise ResumeDamaged(format="a DOCX or ODT") from error
    except _folding_errors() as error:
        raise ResumeDamaged(format="a DOCX or ODT") from error


def text_of_flat(content: bytes, most: int) -> str:
    """Return the text of an OpenDocument file in flat XML."""
    return _readable(BytesIO(content), most)


def _folding_errors() -> tuple[type[Exception], ...]:
    import lzma  # noqa: PLC0415 - not on every system, like in zipfile
    import zlib  # noqa: PLC0415 - same

    return zlib.error, lzma.LZMAError


def _text(archive: zipfile.ZipFile, names: set[str], most: int) -> str:
    if "content.xml" in names:
        if _ODT_MANIFEST in names and b"encryption-data" in _start(archive, _ODT_MANIFEST):
            raise ResumeLocked
        return _member(archive, "content.xml", most)
    main = _main_of_docx(archive, names)
    if main is None:
        raise ResumeUnsupported(found=_other(names))
    folder = main.rpartition("/")[0]
    headers = sorted(name for name in names if re.fullmatch(re.escape(folder) + r"/header\d*\.xml", name))
    return "\n".join(_member(archive, name, most) for name in [*headers, main])


def _main_of_docx(archive: zipfile.ZipFile, names: set[str]) -> str | None:
    """Return the path of the main document, which some programs do not call word/document.xml."""
    if "_rels/.rels" in names and (found := _OFFICE_DOCUMENT.search(_start(archive, "_rels/.rels"))):
        named = (found[1] or found[2]).decode("utf-8", "replace").lstrip("/")
        if named in names and named.startswith("word/"):
            return named
    return "word/document.xml" if "word/document.xml" in names else None


def _other(names: set[str]) -> str:
    if any(name.startswith(("xl/", "ppt/")) for name in names):
        return "an Office spreadsheet or presentation"
    if any(name.startswith("Index/") or name.endswith(".iwa") for name in names):
        return "a document of Pages"
    return "a ZIP archive"


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as file:
        return file.read(1024 * 1024)


def _member(archive: zipfile.ZipFile, name: str, most: int) -> str:
    with archive.open(name) as file:
        return _readable(file, most)


def _readable(file: IO[bytes], most: int) -> str:
    reader = _Reader(most)
    parser = etree.XMLParser(
        target=reader,  # type: ignore[arg-type] # comments: optional
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for chunk in _chunks(file):
            parser.feed(chunk)
            if reader.is_full:
                break
        parser.close()
    except etree.XMLSyntaxError:  # damaged: keep the text read so far
        pass
    return "".join(reader.parts)


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    for _number in range(_MOST_BYTES // _CHUNK):
        chunk = file.read(_CHUNK)
        if not chunk:
            return
        yield chunk


class _Reader:
    """A converter of XML events to lines of text; lxml calls start, end, data, and close."""

    def __init__(self, most: int) -> None:
        self.parts: list[str] = []
        self._most = most
        self._length = 0
        self._hidden = 0
        self._within: list[str] = []

    @property
    def is_full(self) -> bool:
        return self._length > self._most

    def start(self, tag: str, _attributes: object) -> None:
        name = tag.rpartition("}")[2]
        self._within.append(name)
        if name in _HIDDEN:
            self._hidden += 1
        elif name in _LINES or name in _BREAKS:
            self._write("\n")
        elif name in _TABS:
            self._write("\t")
        elif name == "s":  # OpenDocument's spaces
            self._write(" ")
        elif name == "noBreakHyphen":
            self._write("-")

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2]
        if self._within:
            self._within.pop()
        if name in _HIDDEN:
            self._hidden -= 1
        elif name in _LINES:
            self._write("\n")

    def data(self, text: str) -> None:
        # In DOCX, text occurs only in w:t; anything between other elements is XML formatting.
        if not self._hidden and (text.strip() or self._within[-1:] == ["t"]):
            self._write(text.replace("\n", " "))

    def close(self) -> None:
        return None

    def _write(self, text: str) -> None:
        if not self._hidden and not self.is_full:
            self.parts.append(text)
            self._length += len(text)
