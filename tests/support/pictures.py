"""Pictures read back: from places in an SVG to the numbers that its axes say they are."""

import re
from dataclasses import dataclass
from itertools import pairwise
from xml.etree import ElementTree as ET

_UNITS = {"k": 1e3, "M": 1e6, "%": 1e-2}
_PLACE = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


@dataclass(frozen=True)
class Axis:
    """Two marks of an axis: where they are, and what they say."""

    places: tuple[float, float]
    numbers: tuple[float, float]

    def number(self, place: float) -> float:
        """Return the number at a place."""
        (p, q), (a, b) = self.places, self.numbers
        return a + (place - p) / (q - p) * (b - a)


class Picture:
    """An SVG as a reader of XML has it."""

    def __init__(self, svg: str) -> None:
        """Read it; raises ParseError where it is not well-formed."""
        self.root = ET.fromstring(svg.replace(' xmlns="http://www.w3.org/2000/svg"', ""))
        self.width, self.height = map(float, self.root.get("viewBox", "").split()[2:])

    def all(self, tag: str, kind: str = "") -> list[ET.Element]:
        """Return the elements of a tag, with a class."""
        return [one for one in self.root.iter(tag) if kind in {"", *one.get("class", "").split()}]

    @property
    def texts(self) -> list[str]:
        """All that can be read in it."""
        return [one.text or "" for one in self.all("text")]

    def across(self) -> Axis:
        """Return the horizontal axis: texts below vertical lines of the grid."""
        lines = sorted({float(one.get("x1", "")) for one in self.all("line", "grid") if _is_upright(one)})
        ends = [one for one in self.all("text", "tick") if one.get("text-anchor") == "middle"]
        return _axis([(min(lines, key=lambda x: abs(x - _at(one, "x"))), one) for one in ends])

    def down(self) -> Axis:
        """Return the vertical axis: texts beside horizontal lines of the grid."""
        lines = sorted({float(one.get("y1", "")) for one in self.all("line", "grid") if not _is_upright(one)})
        ends = [one for one in self.all("text", "tick") if one.get("text-anchor") == "end"]
        return _axis([(min(lines, key=lambda y: abs(y - _at(one, "y"))), one) for one in ends])

    def line(self, kind: str) -> list[tuple[float, float]]:
        """Return the numbers of the points of a line."""
        across, down = self.across(), self.down()
        (path,) = self.all("path", kind)
        places = _PLACE.findall(path.get("d", ""))
        return [(across.number(float(x)), down.number(float(y))) for x, y in places]


def pictures_of(file: str) -> dict[str, Picture]:
    """Return the pictures of a file, by their titles."""
    root = ET.fromstring(file.replace(' xmlns="http://www.w3.org/2000/svg"', ""))
    found = [Picture(ET.tostring(one, encoding="unicode")) for one in root.findall("svg")]
    return {one.root[0].text or "": one for one in found}


def _is_upright(line: ET.Element) -> bool:
    return line.get("x1") == line.get("x2")


def _at(one: ET.Element, side: str) -> float:
    return float(one.get(side, ""))


def _axis(marks: list[tuple[float, ET.Element]]) -> Axis:
    found = sorted((place, _number(one.text or "")) for place, one in marks)
    assert all(here[1] != there[1] for here, there in pairwise(found))
    return Axis((found[0][0], found[-1][0]), (found[0][1], found[-1][1]))


def _number(text: str) -> float:
    return float(text.rstrip("kM%")) * _UNITS.get(text[-1], 1)
