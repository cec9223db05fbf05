"""Lists of sources in files: one address per line, CSV, or OPML from feed readers."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from jobsearch.boards.board import Source
from jobsearch.boards.registry import source_named
from jobsearch.errors import FileUnreadable, JobSearchError
from jobsearch.files import saved
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.sources.finding import is_address
from jobsearch.services.sources.followed import as_source, begin
from jobsearch.settings import Settings
from jobsearch.store.sqlite.engine import writing
from jobsearch.text.characters import one_line
from jobsearch.text.xml import NotXmlError, name_of, parse_xml

MOST = 2_000
_HEADERS = frozenset({"address", "careers", "company", "link", "source", "url", "website"})
_ADDRESSES = ("xmlUrl", "htmlUrl", "url")


@dataclass(frozen=True)
class Listed:
    """An entry in a list: the text that identifies a source, and the source's company, if given."""

    text: str
    company: str = ""


def read_list(path: Path) -> list[Listed]:
    """Return the entries of a list without duplicates; "-" is standard input.

    Lines that begin with "#" are comments. In a line of CSV, the first cell that identifies a source is used
    as the source, and the first other cell as the company. A line with a single cell is always an entry.
    Raises FileUnreadable for a file without entries.
    """
    body = saved.read(path)
    entries = (
        _opml(body, path) if body.lstrip()[:1] == b"<" else list(_lines(body.decode("utf-8-sig", "replace")))
    )
    found = list({entry.text: entry for entry in entries}.values())[:MOST]
    if not found:
        raise FileUnreadable(path=saved.name(path), cause="it contains no source")
    return found


def export_list(settings: Settings, cache: NoCache = UNCACHED) -> str:
    """Return the followed sources, one per line, in the format of read_list."""
    with writing(cache.open_store(settings)) as session:
        found = [as_source(one) for one in begin(session, settings, datetime.now(UTC))]
        session.commit()
    return "".join(f"{_line(source)}\n" for source in found)


def _line(source: Source) -> str:
    name = source.account if source.board == "feed" else source.name
    return f"{name},{_cell(source.company)}" if source.company and "," not in name else name


def _cell(text: str) -> str:
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if {",", '"'} & set(text) else text


def _lines(text: str) -> Iterator[Listed]:
    for line in text.splitlines():
        whole = one_line(line)
        if not whole or whole.startswith("#"):
            continue
        if (
            " " not in whole
            and "://" in whole
            and '"' not in whole
            and whole.count("://") == 1
            and "," not in whole
        ):
            yield Listed(whole)
        elif entry := _of_cells(whole):
            yield entry


def _of_cells(line: str) -> Listed | None:
    delimiter = max(",;\t", key=line.count)
    cells = [one_line(cell) for cell in next(csv.reader([line], delimiter=delimiter), [])]
    if len(cells) == 1 and cells[0].lower() not in _HEADERS:
        return Listed(cells[0])
    named = [cell for cell in cells if _names_a_source(cell)]
    others = [cell for cell in cells if cell and cell not in named]
    return Listed(named[0], others[0] if others else "") if named else None


def _names_a_source(cell: str) -> bool:
    if is_address(cell) and " " not in cell:
        return True
    try:
        return bool(source_named(cell))
    except JobSearchError:
        return False


def _opml(body: bytes, path: Path) -> list[Listed]:
    try:
        root = parse_xml(body).root
    except NotXmlError as error:
        raise FileUnreadable(path=saved.name(path), cause=str(error)) from error
    found = []
    for outline in root.iter():
        if name_of(outline) == "outline":
            address = next((str(outline.get(name)) for name in _ADDRESSES if outline.get(name)), "")
            if address:
                found.append(
                    Listed(
                        one_line(address), one_line(str(outline.get("title") or outline.get("text") or ""))
                    )
                )
    return found
