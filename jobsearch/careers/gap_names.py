"""Recognize the names of tools, methods, and fields of knowledge in a sentence.

This module is pure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jobsearch.careers.common_words import FUNCTION_WORDS
from jobsearch.careers.gap_words import (
    AFTER_NAMES,
    AGILE,
    ALIASES,
    CAPITALIZED,
    CLOUDS,
    DEVICES,
    DOERS,
    FIELDS,
    METHODS,
    NEVER_ALONE,
    PARTS,
    REFUSING,
    SPELLED,
    VENDORS,
)
from jobsearch.careers.occupations.naming import Names
from jobsearch.careers.occupations.skills import skills
from jobsearch.careers.skill_words import KNOWN
from jobsearch.text.phrases import Longest, words_as_written

_BEFORE = 4  # words before a name in which a negation counts
_ACRONYM = 2  # minimum letters
_LONGEST_NAME = 6  # words


def is_name(skill: str) -> bool:
    """Return whether a skill is the name of a tool, product, or certificate, not a field or method."""
    return plain(skill) in names_of_tools()


@dataclass(frozen=True)
class Mention:
    """The name of a tool or method in a sentence.

    Attributes:
        name: the skill.
        said: its words as written.
        following: the next word, in lowercase, or "" at the end of the sentence.
        begins: whether it starts a sentence of several words.
        place: the index of its first word in the sentence.
        of_product: whether it is the end of a cloud product's name, as in "Azure Machine Learning".
        is_whole: whether it is a complete name, unlike "GitHub" in "GitHub Actions".

    """

    name: str
    said: tuple[str, ...]
    following: str
    begins: bool
    place: int
    of_product: bool
    is_whole: bool

    @property
    def is_of_others(self) -> bool:
        """Whether the words refer to something other than a requirement: "our project management team"."""
        if self.name == "agile" and (self.begins or self.said[0].islower()):
            return self.following not in AGILE  # "agile decision-making" is not the method
        by_others = self.name.islower() and self.name not in METHODS and self.following in DOERS
        return by_others or self.of_product


def mentions(sentence: str) -> Iterator[Mention]:
    """Yield the tools and methods mentioned in a sentence, except after a negation."""
    written = words_as_written(sentence)
    folded = [word.casefold() for word in written]
    heading = len(written) > 1 and all(word[0].isupper() for word in written)
    place = 0
    while place < len(written):
        found = _tools().at(folded, place)
        if found is None:
            place += 1
            continue
        end, name = found
        said = tuple(written[place:end])
        refused = not REFUSING.isdisjoint(folded[max(0, place - _BEFORE) : place])
        begins = place == 0 and len(written) > 1
        if (
            not refused
            and _stands_together(said, sentence)
            and _is_meant(said, name, begins=begins, heading=heading)
        ):
            after_cloud = name in PARTS and folded[max(0, place - 1)] in CLOUDS
            of_product = after_cloud and _stands_together(written[place - 1 : end], sentence)
            following = folded[end] if end < len(folded) else ""
            is_whole = not _goes_on(written, place, end, sentence)
            yield Mention(name, said, following, begins, place, of_product, is_whole)
        place = end


def _goes_on(written: Sequence[str], place: int, end: int, sentence: str) -> bool:
    """Return whether the next word continues a name, as in "React Native" or "an Android device"."""
    word = written[end].casefold() if end < len(written) else ""
    if word in DEVICES or not word or not written[end][0].isupper():
        return word in DEVICES
    is_common = word in FUNCTION_WORDS or word in AFTER_NAMES or word in DOERS
    tool = _tools().at([one.casefold() for one in written[end : end + _LONGEST_NAME]], 0)
    of_cloud = tool is not None and tool[1] in PARTS and written[end - 1].casefold() in CLOUDS
    continues = of_cloud if tool else not is_common
    return continues and _stands_together(written[place : end + 1], sentence)


def _stands_together(said: Sequence[str], sentence: str) -> bool:
    """Return whether no punctuation separates the words of a name, unlike in "sets of data, modeling risk".

    Only commas, semicolons, colons, and parentheses count.
    """
    return len(said) == 1 or re.search(r"[^\w,;:()]+".join(map(re.escape, said)), sentence) is not None


def _is_meant(said: Sequence[str], name: str, *, begins: bool, heading: bool) -> bool:
    """Return whether words are used as a name rather than as common words."""
    if len(said) > 1:
        return name not in _without_maker() or all(not word[0].islower() for word in said)
    word = said[0]
    if name.isupper() and name.casefold() not in SPELLED:
        return word.isupper()
    if word.casefold() not in CAPITALIZED:
        return True
    return word[0].isupper() and (word[1:].islower() or name.isupper()) and not begins and not heading


@cache
def _tools() -> Longest[str]:
    found: dict[tuple[str, ...], str] = {}
    for word in sorted(KNOWN - NEVER_ALONE):
        found[word,] = SPELLED.get(word, word)
    for name in skills().hot_tools:
        called = forms(name)
        short = next((form for form in called if form.casefold() not in NEVER_ALONE), name)
        for form in called:
            parts = tuple(word.casefold() for word in words_as_written(form))
            if parts and not (len(parts) == 1 and parts[0] in NEVER_ALONE):
                found.setdefault(parts, SPELLED.get(short.casefold(), short))
    for form, name in ALIASES.items():
        found[tuple(form.split(" "))] = SPELLED.get(name, name)
    return Longest(found)


def is_known(words: Sequence[str]) -> bool:
    """Return whether a sequence of words starts with the name of a known tool or method."""
    return _tools().at([word.casefold() for word in words], 0) is not None


@cache
def names_of_tools() -> frozenset[str]:
    """Return the names of tools, products, and certificates, in plain form, without fields and methods."""
    words = {SPELLED.get(word, word) for word in KNOWN - NEVER_ALONE}
    tools = {form for name in skills().hot_tools if not _is_kind(name) for form in forms(name)}
    others = {SPELLED.get(name, name) for name in ALIASES.values() if " " not in name or not name.islower()}
    return frozenset(map(plain, words | tools | others)) - FIELDS - NEVER_ALONE


def _is_kind(name: str) -> bool:
    """Return whether an O*NET technology is a type of software: "Computer aided design CAD software"."""
    plain = name.removesuffix(" software").removesuffix(" system")
    others = [word for word in plain.split(" ")[1:] if not word.isupper()]
    return plain != name and bool(others) and all(word[0].islower() for word in others)


@cache
def _without_maker() -> frozenset[str]:
    """Return the O*NET names of several words that remain when the vendor is removed.

    Some of these names, such as "Building Systems", are also common words.
    """
    spelled = {*ALIASES.values(), *SPELLED.values()}
    return frozenset(
        called[0]
        for name in skills().hot_tools
        if len(called := forms(name)) > 1 and " " in called[0] and called[0] not in spelled
    )


def forms(name: str) -> list[str]:
    """Return the names that posts use for an O*NET technology, the shortest first.

    These are its acronym and the words that the acronym stands for, or else the name without and with its
    vendor: "Amazon Web Services AWS software" becomes "AWS" and "Amazon Web Services". The list is empty for
    a category of several words without an acronym, such as "Management information systems".
    """
    plain = name.removesuffix(" software")
    written = plain.split(" ")
    letters = [word for word in written if len(word) >= _ACRONYM and word.isupper() and word.isalpha()]
    for word in letters:
        before = written[: written.index(word)]
        if len(before) >= _ACRONYM and [one[:1].casefold() for one in before[-len(word) :]] == list(
            word.casefold()
        ):
            return [word, " ".join(before[-len(word) :])]
    if len(written) > 1 and not any(word[:1].isupper() or word[:1].isdigit() for word in written[1:]):
        return []  # "Management information systems" is a category, and a field of study
    maker = next((maker for maker in VENDORS if plain.startswith(f"{maker} ")), "")
    short = plain.removeprefix(f"{maker} ") if maker else plain
    return [short] if short == plain else [short, plain]


@cache
def knowledge() -> Names:
    """Return a matcher for ESCO's fields of knowledge, which finds their indices in the skill table."""
    table = skills()
    kinds = list(zip(table.names, table.is_knowledge, strict=True))
    to_do, to_know = (
        Counter(name.split(" ")[0] for name, is_one in kinds if is_one == known) for known in (False, True)
    )
    # "Test sensors" is an activity, however ESCO classifies it: "test" starts at least as many activities as
    # fields.
    verbs = {word for word in to_do if to_do[word] >= to_know[word]}
    called = [name if known and name.split(" ")[0] not in verbs else "" for name, known in kinds]
    return Names(called, gaps=False)


class _Phrases:
    """A matcher for learned phrases, word for word, ignoring case."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._found = Longest({tuple(phrase.split(" ")): phrase for phrase in phrases})

    def in_text(self, sentence: str) -> Iterator[str]:
        text = [word.casefold() for word in words_as_written(sentence)]
        place = 0
        while place < len(text):
            found = self._found.at(text, place)
            place = found[0] if found else place + 1
            if found:
                yield found[1]


@cache
def phrases(learned: tuple[str, ...]) -> _Phrases:
    """Return the matcher for learned phrases, which is built only once."""
    return _Phrases(learned)


def plain(text: str) -> str:
    """Return a text in plain form: its words in lowercase, separated by single spaces."""
    return " ".join(re.findall(r"[\w+#.]*[\w+#]", text.casefold()))
