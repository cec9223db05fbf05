"""Format numbers and names for charts: short, independent of the locale, and limited in width.

The functions are pure.
"""

import unicodedata
from datetime import date

from jobsearch.presentation.charts.figures import Axis, Kind
from jobsearch.text.characters import one_line

FONT = 11.0  # units of the chart
_WIDE, _NARROW, _USUAL = 1.0, 0.35, 0.62  # widths relative to the font size in common fonts
_SLIM, _BROAD = frozenset("iljtfrI.,:;'|!()[] "), frozenset("mwMW@%")
_THOUSAND, _MILLION, _FROM = 1_000, 1_000_000, 10_000
_LARGEST = 1e15  # larger values are not drawn
_LAST_DAY = date.max.toordinal()


def width(text: str, size: float = FONT) -> float:
    """Return an upper bound on the width of a text, in the same units as `size`."""
    return sum(map(_width, text)) * size


def _width(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _SLIM:
        return _NARROW
    if letter in _BROAD or not letter.isascii():  # in other scripts many letters are as wide as they are high
        return _WIDE
    return 0.72 if letter.isupper() else _USUAL


def shortened(text: str, room: float, size: float = FONT) -> str:
    """Return a text on one line, truncated with an ellipsis to fit `room`."""
    text = one_line(text)
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def lines_of(text: str, room: float, size: float = FONT) -> list[str]:
    """Break a text into lines that fit `room`."""
    found = [""]
    for word in one_line(text).split():
        longer = f"{found[-1]} {word}".strip()
        if width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(shortened(word, room, size))
    return [line for line in found if line]


def value(number: float, kind: Kind) -> str:
    """Format a number in full: "1,234", "0.25", "40%", "2024", "2026-11-27"."""
    match kind:
        case "share":
            return f"{number:.0%}" if number in {0.0, 1.0} or abs(number) >= 0.1 else f"{number:.1%}"  # noqa: PLR2004 - 9.5% is not 10%
        case "year":
            return f"{number:.0f}"
        case "day" | "week":
            return date.fromordinal(min(max(round(number), 1), _LAST_DAY)).isoformat()
        case "count" | "money":
            return f"{number:,.0f}"
        case _:
            return f"{number:,.2f}".rstrip("0").rstrip(".")


def mark(number: float, axis: Axis) -> str:
    """Format a number compactly for an axis: "10k", "2.5M", "40%"."""
    if axis.kind in {"share", "year", "day", "week"}:
        return f"{number * 100:.10g}%" if axis.kind == "share" else value(number, axis.kind)
    for size, letter in ((_MILLION, "M"), (_THOUSAND, "k")):
        if abs(number) >= max(size, _FROM):
            return f"{number / size:.10g}{letter}"
    return f"{number:.10g}"


def is_drawn(*numbers: float | None) -> bool:
    """Return whether all numbers can be drawn, that is, are known and finite."""
    return all(number is not None and abs(number) <= _LARGEST for number in numbers)  # NaN compares false
