"""Arrange the pieces of text on a page in reading order.

Most documents store their text in reading order. Some store two columns row by row, which would separate
hyphenated words at line ends, and headings from the text below them.

This module is pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

_FEWEST_ROWS = 4  # minimum rows in each of two columns
_GUTTER = 8.0  # minimum points between two columns
_MOST_PIECES = 2_000  # on a page; more are not typical of a résumé
_FULL = 0.6  # minimum rows of the shorter column, as a share of the longer one's
_LETTERS = 10  # mean length of a column's pieces: dates and bullets next to text are not a column


@dataclass(frozen=True)
class Piece:
    """A run of text, and its edges in points from the left and bottom of the page."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> float:
        """The vertical center."""
        return (self.bottom + self.top) / 2


def in_reading_order(pieces: Sequence[Piece]) -> list[str]:
    """Return the lines of a page in document order, or by column if the document stores rows."""
    shown = [piece for piece in pieces if piece.text]
    gutter = _gutter(shown) if len(shown) <= _MOST_PIECES else None
    if gutter is None:
        return _lines(shown)
    across = [piece for piece in shown if piece.left < gutter < piece.right]
    bounds = sorted((piece.middle for piece in across), reverse=True)
    lines: list[str] = []
    for _band, within in groupby(_by_band(shown, bounds), key=lambda placed: placed[0]):
        band = [piece for _number, piece in within]
        lines += _lines(sorted(band, key=lambda piece: piece.left >= gutter))  # the sort is stable
    return lines


def _by_band(pieces: Sequence[Piece], bounds: Sequence[float]) -> list[tuple[int, Piece]]:
    """Pair each piece with its band, numbered from the top; pieces that span both columns separate bands."""
    numbered = []
    for piece in pieces:
        above = sum(bound > piece.middle for bound in bounds)
        numbered.append((2 * above + (piece.middle in bounds), piece))
    return sorted(numbered, key=lambda placed: placed[0])


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Return the position of the gap between two full columns stored row by row; None if there is none."""
    lefts = sorted({round(piece.left) for piece in pieces})
    for left in lefts[1:]:
        gutter = left - _GUTTER / 2
        before = [piece for piece in pieces if piece.right <= gutter - _GUTTER / 2]
        behind = [piece for piece in pieces if piece.left >= gutter]
        across = len(pieces) - len(before) - len(behind)
        rows = sorted((_rows(before), _rows(behind)))
        is_full = rows[0] >= max(_FEWEST_ROWS, _FULL * rows[1]) and across < rows[0]
        if is_full and _is_text(before) and _is_text(behind) and _alternates(pieces, gutter):
            return gutter
    return None


def _is_text(pieces: Sequence[Piece]) -> bool:
    letters = sum(letter.isalpha() for piece in pieces for letter in piece.text)
    return letters >= _LETTERS * len(pieces)


def _rows(pieces: Sequence[Piece]) -> int:
    return len({round(piece.middle) for piece in pieces})


def _alternates(pieces: Sequence[Piece], gutter: float) -> bool:
    """Return whether the document switches columns at least every two pieces, on average."""
    sides = [piece.left >= gutter for piece in pieces]
    return sum(one != other for one, other in pairwise(sides)) * 2 >= len(sides)


def _lines(pieces: Sequence[Piece]) -> list[str]:
    """Join consecutive pieces on the same line."""
    lines: list[str] = []
    before: Piece | None = None
    for piece in pieces:
        if (
            before
            and abs(before.middle - piece.middle) < (piece.top - piece.bottom) / 2
            and piece.left > before.left
        ):
            lines[-1] += f"  {piece.text}"
        else:
            lines.append(piece.text)
        before = piece
    return lines
