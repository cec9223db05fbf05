"""Extract the occupation from a job title.

Seniority levels are extracted in levels.py.

    "Senior Software Engineer II, Payments (Remote, US)" -> "software engineer"

An occupation consists of a noun, such as "engineer", and the words before it. Anything after the noun is a
team, place, or technology, unless the noun stands alone, as in "Engineer, Software". A title without a known
noun yields its first part, and a title in another language is left unchanged.

This module is pure.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from jobsearch.text.phrases import Longest
from jobsearch.titles import tables


@dataclass(frozen=True)
class Title:
    """A parsed title.

    Attributes:
        name: the occupation in lowercase, under its most common name. In a title without a known noun, this
            is the first part, without levels and noise; if nothing is left, or if the title is not in
            English, it is the whole title.

    """

    name: str


def parse(title: str) -> Title:
    """Parse a job title.

    Any text is accepted.
    """
    plain, name = _taken_apart(title)
    return Title(name or plain)


def _without_asides(text: str) -> str:
    return _HANGING.sub(" ", _REFERENCE.sub(" ", _BRACKETS.sub(" ", text)))


def names_an_occupation(title: str) -> bool:
    """Return whether a title names an occupation, not just levels, noise, and a vague noun."""
    _plain, name = _taken_apart(title)
    return name not in {"", *tables.VAGUE} and any(map(str.isalpha, name))


def _taken_apart(title: str) -> tuple[str, str]:
    """Return the normalized title and its occupation, which is "" if nothing is left."""
    plain = _GENDER.sub("", " ".join(unicodedata.normalize("NFKC", title).casefold().split()))
    spelled = _LEVELS.applied(_KEPT.applied(tokens(_without_asides(plain))))
    parts = [_NOISE.applied(part) for part in _parts(spelled)]
    if any(map(_is_foreign, parts)):
        return plain, plain
    read = [_read(part) for part in parts if part]
    name = _name(read).replace(_JOIN, " ")
    return plain, _SYNONYMS.get(name, name)


def tokens(text: str) -> list[str]:
    """Return the lowercase words and separators of a text, with words spelled as in occupation names."""
    return _SPELLINGS.applied(_TOKEN.findall(text.casefold()))


@lru_cache(maxsize=1 << 16)  # most words have been seen before
def singular(word: str) -> str:
    """Return the singular of a noun that denotes a person, or any other word unchanged."""
    return _noun(word) or word


def is_person(word: str) -> bool:
    """Return whether a word is a noun for a person's occupation, either singular or plural."""
    return bool(_noun(word))


def names_of(name: str) -> list[str]:
    """Return all names that parse() maps to the occupation `name`, starting with `name` itself."""
    return [name, *(other for other, common in _SYNONYMS.items() if common == name)]


class _Rewriting:
    """A table of phrase replacements that prefers the longest phrase at each word."""

    def __init__(self, table: Mapping[str, str]) -> None:
        new: dict[tuple[str, ...], list[str]] = {}
        for name, phrase in _each_phrase(table):
            new.setdefault(tuple(_TOKEN.findall(phrase)), name.split(" ") if name else [])
        self._new = Longest(new)

    def applied(self, text: Sequence[str]) -> list[str]:
        done: list[str] = []
        place = 0
        for start in self._new.begins(text):
            if start >= place and (found := self._new.at(text, start)):
                end, new = found
                done += [*text[place:start], *new]
                place = end
        return [*done, *text[place:]]


def _each_phrase(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a (name, phrase) pair for every phrase in a table."""
    return ((name, phrase) for name, phrases in table.items() for phrase in phrases.split(", "))


# Words are those of phrases.words; a dash separates parts only next to a space.
_TOKEN = re.compile(r"[^\W_](?:[\w+#.]*[\w+#])?|[,/|:;•·@&]|(?<=\s)[-\u2013\u2014]+|[-\u2013\u2014]+(?=\s)")
_REFERENCE = re.compile(r"\b(?:job|req|requisition)(?: id)?[ #:]*\d+|(?<=\b[sj]r)\.(?=\w)")
# The German ending for women, which is added with a sign: "Lehrer*in", "Entwickler:in", "Pfleger(in)".
_GENDER = re.compile(
    r"(?<=[^\W\d_]{3})[*:]-?in(?:nen)?(?![\w-])|"
    r"(?:(?<=er)|(?<=or)|(?<=ist)|(?<=ent)|(?<=ant)|(?<=eur))(?:[/_]-?in(?:nen)?(?![\w-])|\(in(?:nen)?\))"
)
_HANGING = re.compile(r"(?<=\w)- (?=(?:und|oder|en|of)\b)")  # "Gesundheits- und Krankenpfleger": no separator
_BRACKETS = re.compile(r"\([^()]*(?:\)|$)|\[[^\[\]]*(?:\]|$)|\{[^{}]*(?:\}|$)")

_SPELLINGS = _Rewriting(tables.SPELLINGS | {"and": "&"})
_JOIN = "\N{NO-BREAK SPACE}"  # joins the words of a kept phrase; parse() leaves none in a title
_KEPT_NOUNS = f"{tables.NO_LEVELS_NOUNS}, {tables.KEPT_NOUNS}".split(", ")
_KEPT = _Rewriting(
    {
        phrase.replace(" ", _JOIN): phrase
        for phrase in (*tables.NO_LEVELS.split(", "), *tables.KEPT.split(", "), *_KEPT_NOUNS)
    }
)
_NOUNS = tables.NOUNS | {phrase.replace(" ", _JOIN) for phrase in _KEPT_NOUNS}
_LEVELS = _Rewriting(tables.LEVELS)
_NOISE = _Rewriting({"": tables.NOISE})
_SYNONYMS = {phrase: name for name, phrase in _each_phrase(tables.SYNONYMS)}
_WORKERS = {phrase: name for name, phrase in _each_phrase(tables.FIELDS)}
_NUMBERS = frozenset(phrase for _name, phrase in _each_phrase(tables.NUMBERS))


@dataclass(frozen=True)
class _Part:
    """The text between two separators, split into the noun and the words before it.

    Without a noun, `words` contains all words.
    """

    words: tuple[str, ...]
    noun: str

    @property
    def is_telling(self) -> bool:
        return bool(self.noun) and (bool(self.words) or self.noun not in tables.VAGUE)


def _parts(tokens: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for token in tokens:
        if token[0].isalnum():
            part.append(token)
        else:
            yield part
            part = []
    yield part


def _is_foreign(part: Sequence[str]) -> bool:
    return any(word in tables.FOREIGN for word in part[1:-1])


def _read(part: Sequence[str]) -> _Part:
    part = _turned([word for word in part if word not in tables.LEVELS or _noun(word)])
    part = _vague_last(_until_preposition(part, _first_noun(part)))
    nouns = [place for place, word in enumerate(part) if _noun(word)]
    while len(nouns) > 1 and part[nouns[-1]] == "lead" and nouns[-2] == nouns[-1] - 1:
        nouns.pop()  # "data scientist lead"
    last = nouns[-1] if nouns else len(part) - (len(part) > 1 and part[-1] in _NUMBERS)
    kept = [word for word in part[:last] if word not in tables.LEVELS and not word.isdigit()]
    while kept[:1] == ["and"]:  # "US and Policy Head", after removing the place
        del kept[0]
    return _Part(tuple(kept), _noun(part[last]) if nouns else "")


def _turned(part: Sequence[str]) -> Sequence[str]:
    """Rewrite "executive director of sales in Europe" as "sales executive director"."""
    place = part.index("of") if "of" in part else 0
    if not place or not _noun(part[place - 1]):
        return part
    return [*_until_preposition(part[place + 1 :]), *part[:place]]


def _vague_last(part: Sequence[str]) -> Sequence[str]:
    """Rewrite "manager business intelligence" as "business intelligence manager"."""
    if not part or _noun(part[0]) not in tables.VAGUE or any(map(_noun, part[1:])):
        return part
    number = part[1:2] if part[1:2] and part[1] in _NUMBERS else []
    return [*part[1 + len(number) :], part[0], *number]


def _until_preposition(part: Sequence[str], start: int = 0) -> Sequence[str]:
    ends = (place for place in range(start, len(part)) if part[place] in tables.PREPOSITIONS)
    return part[: next(ends, len(part))]


def _first_noun(part: Sequence[str]) -> int:
    return next((place for place, word in enumerate(part) if _noun(word)), len(part))


@lru_cache(maxsize=1 << 16)  # most words have been seen before
def _noun(word: str) -> str:
    """Return the singular of a noun that denotes a person, or "" for any other word."""
    return next((form for form in (word, word.removesuffix("s")) if form in _NOUNS), "")


def _name(parts: Sequence[_Part]) -> str:
    """Return the occupation named by the parts of a title, or "" if there is none."""
    for part in parts:
        if part.is_telling:
            return " ".join([*part.words, part.noun])
    fields = [" ".join(part.words) for part in parts if part.words and not part.noun]
    noun = next((part.noun for part in parts if part.noun), "")
    if noun:
        return " ".join([*fields[:1], noun])
    return next((_WORKERS[field] for field in fields if field in _WORKERS), next(iter(fields), ""))
