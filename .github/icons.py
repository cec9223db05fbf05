"""Draw the icons of the installed page anew: the mark of icon.svg, as PNG for who takes no SVG.

Run as a script, it writes them; a test compares what is kept with what it draws.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

STATIC = Path(__file__).resolve().parent.parent / "jobsearch" / "server" / "static"
_SIDE = 16.0  # as in the view box of icon.svg
_CORNER = 3.0
_STROKE = 2.0
_MARK = ((3.5, 8.5), (6.5, 11.5), (12.5, 4.5))
_BLUE, _WHITE = (0x0A, 0x58, 0xCA), (0xFF, 0xFF, 0xFF)
_SHADES = 31  # between the two colors: the edges look smooth, and the file stays small


class Icon(NamedTuple):
    """How one is drawn: its side in pixels, the share for the mark, and whether its corners are round."""

    pixels: int
    scale: float = 1.0
    is_round: bool = True


ICONS: Mapping[str, Icon] = {
    "icon-192.png": Icon(192),
    "icon-512.png": Icon(512),
    "icon-maskable.png": Icon(512, scale=0.7, is_round=False),  # of which a circle of 80 % is sure to be seen
}


def drawn(icon: Icon) -> bytes:
    """Return the rows of an icon, each a filter byte, then a byte a pixel: 0 is outside, 1 blue, 32 white."""
    return b"".join(b"\0" + bytes(_row(icon, y)) for y in range(icon.pixels))


def png(icon: Icon) -> bytes:
    """Return an icon as PNG with a palette (ISO/IEC 15948)."""
    shades = [
        tuple(a + (b - a) * step // _SHADES for a, b in zip(_BLUE, _WHITE, strict=True))
        for step in range(_SHADES + 1)
    ]
    palette = bytes(part for color in (_BLUE, *shades) for part in color)
    header = struct.pack(">IIBBBBB", icon.pixels, icon.pixels, 8, 3, 0, 0, 0)
    chunks = (
        (b"IHDR", header),
        (b"PLTE", palette),
        (b"tRNS", b"\0"),
        (b"IDAT", zlib.compress(drawn(icon), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _row(icon: Icon, y: int) -> Iterator[int]:
    size = _SIDE / icon.pixels
    at_y = (y + 0.5) * size
    for x in range(icon.pixels):
        at_x = (x + 0.5) * size
        if icon.is_round and _outside(at_x, at_y) > 0:
            yield 0
            continue
        # The mark alone is smaller; its edge is one pixel wide.
        place = [(one - _SIDE / 2) / icon.scale + _SIDE / 2 for one in (at_x, at_y)]
        edge = (_STROKE / 2 - _from_mark(place[0], place[1])) * icon.scale / size + 0.5
        yield 1 + round(min(max(edge, 0.0), 1.0) * _SHADES)


def _outside(x: float, y: float) -> float:
    """Return how far a point is outside of the rounded square, negative inside."""
    across, down = (max(abs(one - _SIDE / 2) - (_SIDE / 2 - _CORNER), 0.0) for one in (x, y))
    return (across * across + down * down) ** 0.5 - _CORNER


def _from_mark(x: float, y: float) -> float:
    """Return how far a point is from the line of the mark."""
    return min(_from_line(x, y, *start, *end) for start, end in pairwise(_MARK))


def _from_line(x: float, y: float, x1: float, y1: float, x2: float, y2: float) -> float:  # noqa: PLR0913, PLR0917 - three points
    dx, dy = x2 - x1, y2 - y1
    along = min(max(((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy), 0.0), 1.0)
    return float(((x - x1 - along * dx) ** 2 + (y - y1 - along * dy) ** 2) ** 0.5)


if __name__ == "__main__":
    for name, icon in ICONS.items():
        (STATIC / name).write_bytes(png(icon))
