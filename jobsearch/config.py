"""The user's defaults for command-line options, from instance/config.toml.

  [me]
  lives_in = "Portugal"

  [recommend]
  min_salary = 60000
  language = ["en", "pt"]

A value is equivalent to the text of an option, or to several options. Empty text and empty brackets count as
unset.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import Enum, auto
from pathlib import Path
from typing import Any, Self

from jobsearch.domain import query
from jobsearch.domain.query import FILTERS
from jobsearch.errors import ConfigMalformed
from jobsearch.files import regular
from jobsearch.files.atomic import replacing
from jobsearch.files.toml import Value, edited
from jobsearch.text.characters import one_line

USUAL_NUMBER = 20  # the default length of recommend's list

_LARGEST = 1_000_000  # bytes; a settings file has a few hundred
_MOST = 1_000_000_000
_SHOWN = 40
_DEEPEST = 8  # of names and brackets; a settings file needs two
# Each form matches unclosed text to its end, so that no text is scanned twice.
_TEXT_OR_COMMENT = re.compile(
    r"""\"\"\"(?:[^"\\]|\\.|"{1,2}(?!"))*+(?:"{3,5}|\\?\Z)"""
    r"""|'''(?:[^']|'{1,2}(?!'))*+(?:'{3,5}|\Z)"""
    r"""|"(?:[^"\\\n]|\\[^\n])*+"?|'[^'\n]*+'?|(?P<comment>\#[^\n]*+)""",
    re.DOTALL,
)
_DEEP_NAME = re.compile(rf"(?<![\w-])(?:[\w-]++[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")
_BRACKET = re.compile(r"[\[\]{}]")


class Kind(Enum):
    """The kinds of values that a key can have."""

    TEXT = auto()
    TEXTS = auto()
    AMOUNT = auto()
    WHOLE = auto()
    FLAG = auto()


_KINDS_OF_FILTERS = {
    query.Kind.TEXTS: Kind.TEXTS,
    query.Kind.TAGS: Kind.TEXTS,
    query.Kind.SEVERAL_WORDS: Kind.TEXTS,
    query.Kind.LANGUAGES: Kind.TEXTS,
    query.Kind.SALARY: Kind.AMOUNT,
    query.Kind.SCORE: Kind.AMOUNT,
    query.Kind.FLAG: Kind.FLAG,
}
KEYS: Mapping[str, Mapping[str, Kind]] = {
    "me": {"lives_in": Kind.TEXT},
    "recommend": {
        "number": Kind.WHOLE,
        **{one.name: _KINDS_OF_FILTERS.get(one.kind, Kind.TEXT) for one in FILTERS},
        "columns": Kind.TEXT,
    },
}
_IN_WORDS = {
    Kind.TEXT: "text in quotation marks",
    Kind.TEXTS: "text in quotation marks, or several texts in brackets",
    Kind.AMOUNT: "a number, or text as on the command line",
    Kind.WHOLE: "a whole number of at least 1",
    Kind.FLAG: "true or false",
}


@dataclass(frozen=True)
class Config:
    """The path of a config file, and its values by section and key; empty if the file does not exist."""

    path: Path
    sections: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    def get(self, section: str, key: str) -> Value | None:
        """Return a value, or None if it is not set."""
        return self.sections.get(section, {}).get(key)


class _Written(float):
    """A number with a decimal point and its original digits.

    In TOML, 60.000 means 60; on the command line, it means 60000.
    """

    def __new__(cls, text: str) -> Self:
        """Parse a number in TOML."""
        number = super().__new__(cls, text)
        number.text = text if text.replace(".", "", 1).replace("_", "").isdigit() else str(float(text))
        return number

    text: str


def spelled(value: Value | None, between: str) -> str:
    """Return a value as a user would type it, with list items joined by `between`, or "" if it is not set."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return between.join(value)
        case _:
            return str(value)


def read_config(path: Path) -> Config:
    """Read a config file, which may be missing.

    Raises ConfigMalformed if it cannot be read, is not TOML, or has an unknown section or key or an invalid
    value.
    """
    return Config(path, _checked(_parsed(_text(path), path), path))


def content(path: Path) -> bytes:
    """Return the bytes of a config file, or b"" if it is missing, without blocking on a pipe.

    Raises ConfigMalformed if it cannot be read.
    """
    try:
        if not path.exists():
            return b""
        if regular.kind_of(path):
            raise _malformed(path, "it is not a file")
        with regular.opened(path) as file:
            found = file.read(_LARGEST + 1)
    except OSError as error:
        raise _malformed(path, f"it cannot be read ({error.strerror})") from error
    if len(found) > _LARGEST:
        raise _malformed(path, "it is too large for a settings file")
    return found


@dataclass(frozen=True)
class Planned:
    """The new text of a config file, and the resulting values."""

    text: str
    config: Config


def plan(path: Path, changes: Mapping[tuple[str, str], Value | None]) -> Planned:
    """Return the planned contents of a config file, which may be missing, after some changes.

    `changes` maps sections and keys to new values, where None removes a value. Everything else, including
    comments, is unchanged. Raises ConfigMalformed for an invalid file or value.
    """
    before = _text(path)
    _checked(_parsed(before, path), path)
    text = edited(before, changes)
    return Planned(text, Config(path, _checked(tomllib.loads(text, parse_float=_Written), path)))


def write(planned: Planned) -> None:
    """Replace a config file. Raises FileUnwritable."""
    with replacing(planned.config.path, make_folder=True) as beside:
        beside.write_text(planned.text, encoding="utf-8", newline="")


def _text(path: Path) -> str:
    try:
        return content(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _malformed(path, "it is not text in UTF-8") from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    if _is_deep(text):
        raise _malformed(path, "its names or brackets are nested too deeply for a settings file")
    try:
        return tomllib.loads(text, parse_float=_Written)
    except (ValueError, RecursionError) as error:  # a number with 5,000 digits, or nested brackets
        raise _malformed(path, f"it is not TOML ({error})") from error


def _is_deep(text: str) -> bool:
    """Return whether tomllib would take hours because of deeply nested brackets or names of many parts."""
    bare = _TEXT_OR_COMMENT.sub(lambda found: "" if found["comment"] else "_", text)
    depth = deepest = 0
    for bracket in _BRACKET.findall(bare):
        depth = depth + 1 if bracket in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest > _DEEPEST or _DEEP_NAME.search(bare) is not None


def _checked(found: Mapping[str, Any], path: Path) -> dict[str, dict[str, Value]]:
    sections: dict[str, dict[str, Value]] = {}
    for section, values in found.items():
        if section not in KEYS or not isinstance(values, dict):
            raise _malformed(path, _no_section(section, values))
        for key, value in values.items():
            if key not in KEYS[section]:
                raise _malformed(path, f"{_named(section, key)} is unknown; {_nearest(key)}")
            if value in ("", []) and KEYS[section][key] in {Kind.TEXT, Kind.TEXTS, Kind.AMOUNT}:
                continue
            read = _read(value, KEYS[section][key])
            if read is None:
                expected = _IN_WORDS[KEYS[section][key]]
                raise _malformed(path, f"{_named(section, key)} must be {expected}")
            sections.setdefault(section, {})[key] = read
    return sections


def _no_section(name: str, value: object) -> str:
    if not isinstance(value, dict):
        return f"{_short(name)} is outside its section; {_nearest(name)}"
    nearest = get_close_matches(_short(name).casefold(), KEYS, n=1, cutoff=0)[0]
    return f"[{_short(name)}] is unknown; did you mean [{nearest}]?"


def _malformed(path: Path, cause: str) -> ConfigMalformed:
    return ConfigMalformed(path=path, cause=cause if cause.endswith("?") else f"{cause}.")


def _nearest(key: str) -> str:
    sections = {key: section for section, keys in KEYS.items() for key in keys}
    folded = _short(key).casefold().replace("-", "_")
    nearest = get_close_matches(folded, sections, n=1, cutoff=0)[0]
    return f"did you mean {_named(sections[nearest], nearest)}?"


def _named(section: str, key: str) -> str:
    return f"{_short(key)} in [{section}]"


def _short(name: str) -> str:
    return one_line(name)[:_SHOWN]


def _read(value: object, kind: Kind) -> Value | None:
    """Return a value in the form used on the command line, or None if it has the wrong type."""
    if kind is Kind.FLAG or isinstance(value, bool):
        return value if kind is Kind.FLAG and isinstance(value, bool) else None
    if kind is Kind.WHOLE:
        return value if isinstance(value, int) and 1 <= value <= _MOST else None
    if kind is Kind.AMOUNT and isinstance(value, int | float):
        text = value.text if isinstance(value, _Written) else str(value)
        return text if 0 <= value <= _MOST else None
    texts = value if kind is Kind.TEXTS and isinstance(value, list) else [value]
    read = tuple(text for text in texts if isinstance(text, str) and one_line(text))
    if not read or len(read) < len(texts):
        return None
    return read if kind is Kind.TEXTS else read[0]
