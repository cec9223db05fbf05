"""Real answers of boards, where they lie beside the project, and what a reader of them wrote down."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jobsearch.boards.board import Page, Source, saved
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.domain.posting import Posting
from support.sources import followed_name

DATA = Path(__file__).resolve().parents[1] / "data" / "boards"
CAPTURES = Path(__file__).resolve().parents[3] / "shared" / "data" / "feeds"
READ_AT = datetime(2026, 9, 30, tzinfo=UTC)

# What the collectors of some captures wrapped around the board's own answer, or left of it.
_UNWRAPPED: dict[str, Callable[[Any], Any]] = {
    "themuse/": lambda value: {"results": value, "page": 0},
    "greenhouse/catawiki": lambda value: {"jobs": value["jobs"]},
}


@dataclass(frozen=True)
class Capture:
    """A real answer and what a reader found in it."""

    board: str
    name: str
    expected: dict[str, Any]

    def body(self) -> bytes:
        """Return the board's own answer."""
        body = (CAPTURES / self.name).read_bytes()
        for beginning, unwrap in _UNWRAPPED.items():
            if self.name.startswith(beginning):
                return json.dumps(unwrap(json.loads(body))).encode()
        return body

    def page(self) -> Page:
        """Return what the board reads in it, which several tests ask."""
        return _page(self)

    @property
    def account(self) -> str:
        """Return whose board it is, "" where the board is one or the reader did not say."""
        return str(self.expected.get("account", ""))


_PAGES: dict[tuple[str, str], Page] = {}


def _page(capture: Capture) -> Page:
    key = (capture.board, capture.name)
    if key not in _PAGES:
        _PAGES[key] = read(capture.board, capture.body(), capture.name, capture.account)
    return _PAGES[key]


def read(board: str, body: bytes, name: str = "saved", account: str = "") -> Page:
    """Return what a board reads in an answer."""
    return BOARDS[board].parse(body, saved(BOARDS[board], name, Source(board, account)), READ_AT)


def made(board: str) -> Posting:
    """Return the first post of the answer that was made for a board."""
    body = next((DATA / "made").glob(f"{board}.*")).read_bytes()
    return read(board, body, account=source_named(followed_name(board)).account).postings[0]


def captures() -> Iterator[Capture]:
    """Yield the captures that somebody read, whether they are here or not."""
    for file in sorted(DATA.glob("*.json")):
        expectations = json.loads(file.read_bytes())
        for name, expected in expectations.get("captures", {}).items():
            yield Capture(expectations["board"], name, expected)
