"""Separate a résumé's headings from its contents, and its work-related contents from the rest.

"EDUCATION" does not indicate a teacher, and the school below it does not indicate a field of work; they
indicate only a résumé. headings.tsv contains the headings, in several languages.

This module is pure.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from jobsearch.text.folding import fold

_AROUND = frozenset({"between", "beside"})
_TITLE = "title"
_OF_WORK = frozenset({"work", "skills"})
_PASSED_OVER = frozenset({"education", "training", "languages", "interests", "aside"})
_OF_USE = frozenset({"training", "languages"})
_UNKNOWN = "unknown"
_NO_LETTERS = re.compile(r"[\W\d_]+")
_MARKS = re.compile(r"^[\W_]*?(?=\w|$)")
_LEVEL = re.compile(r"\s*(#{1,6})\s")
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}|[ivx]{1,4})[.)]\s+", re.IGNORECASE)
_LABEL = re.compile(r"(?P<label>[^:–—|]{2,60}?)\s*(?::|\s[-–—|]\s)\s*(?P<matter>\S.*)")
_MOST_WORDS = 8  # maximum words of a heading
_LONGEST_LINE = 100  # characters; longer lines are not considered headings
_FEWEST_LINES = 4  # minimum lines with contents of a short résumé
_FEWEST_WORDS = 12  # minimum words for a remaining text to be used on its own
_SCHOOL = re.compile(
    r"univers|scho+l|colle?g|institut|academ|akadem|hochschul|gymnas|lyc[ée]e|liceo|faculty|facult|facolt|polit"
    r"|escola|escuela|scuola|[ée]cole|uczelnia|szko[łl]a|degree|bachelor|master|diplom",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Line:
    """A line of a résumé without its heading.

    Attributes:
        text: the line.
        kind: the topic of its heading; "work" if there is no heading.

    """

    text: str
    kind: str = "work"

    @property
    def of_work(self) -> bool:
        """Whether the line may indicate the user's field of work."""
        return self.kind not in _PASSED_OVER

    @property
    def of_use(self) -> bool:
        """Whether its words may match a post's requirements, such as a certificate or a language."""
        return self.of_work or self.kind in _OF_USE


@dataclass(frozen=True)
class _Heading:
    kind: str
    shape: str = ""
    matter: str = ""  # the contents after it on the same line


def is_resume(text: str) -> bool:
    """Return whether text has the structure of a résumé: some lines, and a clear heading or two headings."""
    lines = [line for line in text.splitlines() if line.strip()]
    headings = [line for line in lines if _kind_of_line(line)]
    return len(lines) >= _FEWEST_LINES and (len(headings) > 1 or any(map(_shape, headings)))


def matter(text: str) -> list[Line]:
    """Return the lines of a résumé without its headings; all lines if there is nothing else."""
    lines = list(_matter(text.splitlines()))
    if any(line.text.strip() for line in lines):
        return lines
    return [Line(line) for line in text.splitlines()]


def about_work(text: str) -> str:
    """Return a résumé's work-related text, without headings, schools, and interests.

    Text that is not a résumé is returned unchanged, as is a résumé of which almost nothing would be left.
    """
    if not is_resume(text):
        return text
    lines = matter(text)
    for kept in ([line.text for line in lines if line.of_use], [line.text for line in lines]):
        if len(" ".join(kept).split()) >= _FEWEST_WORDS:
            return "\n".join(kept)
    return text


def _matter(lines: Iterable[str]) -> Iterator[Line]:
    """Yield the lines with the kinds of their headings; an inline heading applies only to its paragraph."""
    section, inline = _Heading("work"), ""
    for line in lines:
        heading = _heading(line) or _unknown_heading(line, section)
        if not line.strip():
            inline = ""
        if heading is None:
            yield Line(line, inline or section.kind)
        elif heading.kind == _TITLE:
            yield Line(heading.matter, section.kind)
        elif heading.matter:
            # In a list of skills, other skills follow "Languages: Python, Go".
            inline = "" if section.kind == "skills" else heading.kind
            yield Line(heading.matter, heading.kind)
        else:
            section, inline = heading, ""
            if heading.kind == _UNKNOWN:
                yield Line(line)


def _heading(line: str) -> _Heading | None:
    kind = _kind_of_line(line)
    return _Heading(kind, _shape(line)) if kind else _titled(line) or _labeled(line)


def _kind_of_line(line: str) -> str:
    return _kind(line.strip()) if len(line) <= _LONGEST_LINE else ""


def _labeled(line: str) -> _Heading | None:
    found = _LABEL.match(_MARKS.sub("", line))
    kind = found and _kind(found["label"])
    return _Heading(kind, matter=found["matter"]) if found and kind and kind != _TITLE else None


def _titled(line: str) -> _Heading | None:
    """Return the heading in a line that combines a title and a person's name: "Lebenslauf Ann Example"."""
    words = [word for word in re.split(r"[\s|:,–—-]+", line) if word]
    if not 1 < len(words) <= _MOST_WORDS:
        return None
    for length in (2, 1):
        for named, rest in ((words[:length], words[length:]), (words[-length:], words[:-length])):
            if _kind(" ".join(named)) == _TITLE:
                return _Heading(_TITLE, matter=" ".join(rest))
    return None


def _unknown_heading(line: str, section: _Heading) -> _Heading | None:
    """Return the heading that ends an ignored section: a line of unknown words formatted like its heading."""
    shape = _shape(line)
    if section.kind not in _PASSED_OVER or not shape or shape == ":":
        return None
    is_one = shape <= section.shape if shape[0] == "#" else shape == section.shape and _is_short(line)
    return _Heading(_UNKNOWN, shape) if is_one and not _SCHOOL.search(line) else None


def _is_short(line: str) -> bool:
    return len(line.split()) <= _MOST_WORDS // 2 and not re.search(r"[\d,;.]", line)


def _shape(line: str) -> str:
    """Return the formatting that marks a line as a heading: its "#" level, capitals, a colon; "" for none."""
    if level := _LEVEL.match(line):
        return level[1]
    letters = _NO_LETTERS.sub("", line)
    if len(letters) > 1 and letters.isupper():
        return "CAPITALS"
    return ":" if line.rstrip().endswith(":") else ""


@lru_cache(maxsize=4096)
def _kind(line: str) -> str:
    """Return the kind of a heading; "" for a line that is not a heading."""
    words = tuple(_folded(_NUMBERED.sub("", line)))
    if len(words) > _MOST_WORDS:
        return ""
    kinds = _kinds(words)
    # Of several kinds, as in "Skills and interests", prefer the work-related: ignoring it would cost more.
    return next((kind for kind in kinds if kind in _OF_WORK), kinds[0]) if kinds else ""


def _kinds(words: tuple[str, ...]) -> list[str]:
    """Return the kinds of the phrases that together make up the words; empty if any word is left over."""
    table, longest = _table(), max(map(len, _table()))
    found: dict[int, list[str]] = {0: []}
    for end in range(1, len(words) + 1):
        for start in range(max(0, end - longest), end):
            phrase = words[start:end]
            if start in found and phrase in table:
                found[end] = [*found[start], table[phrase]]
                break
    kinds = found.get(len(words), [])
    telling = [kind for kind in kinds if kind not in _AROUND]
    return telling or ([_alone()[word] for word in words if word in _alone()] if kinds else [])


def _folded(text: str) -> list[str]:
    """Return the words of a text, ignoring case and accents."""
    return _NO_LETTERS.sub(" ", fold(text)).split()


@lru_cache(maxsize=1)
def _rows() -> list[tuple[str, list[tuple[str, ...]]]]:
    """Read headings.tsv, returning the kind and the phrases of each line."""
    text = resources.files("jobsearch.files.resumes").joinpath("headings.tsv").read_text("utf-8")
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return [(kind, [tuple(one.split()) for one in phrases.split(",")]) for kind, _language, phrases in rows]


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, ...], str]:
    """Return the kind of each phrase, with and without spaces, from the first line that contains it."""
    table: dict[tuple[str, ...], str] = {}
    for kind, phrases in _rows():
        for phrase in phrases:
            table.setdefault(phrase, kind)
    squashed = {("".join(phrase),): kind for phrase, kind in table.items() if len(phrase) > 1}
    return squashed | table


@lru_cache(maxsize=1)
def _alone() -> dict[str, str]:
    """Return the words that occur next to headings and are also headings themselves, such as "summary"."""
    return {
        phrase[0]: kind
        for kind, phrases in reversed(_rows())
        for phrase in phrases
        if kind not in _AROUND and len(phrase) == 1 and _table()[phrase] in _AROUND
    }
