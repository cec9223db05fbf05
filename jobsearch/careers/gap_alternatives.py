"""Alternatives: a post that asks for "Python, Go or Rust" is satisfied by a résumé that shows Go.

    words --> runs of names with only commas and links between --> is it a choice? --> the names of the run

This module is pure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise

from jobsearch.careers.gap_names import mentions, plain
from jobsearch.text.phrases import words_as_written

_LINKS = frozenset({"or", "and", "e.g", "i.e", "etc", "preferred", "preferably", "ideally"})
_CHOICE = re.compile(
    r"\b(?:or|such as|e\.g|like|any|either|similar|equivalent|etc)\b|"
    r"\b(?:one|two|some|several|few) (?:or more )?(?:of|from)\b|\bat least (?:one|two)\b",
    re.IGNORECASE,
)
# A choice of everything that the sentence names behind it, in however many lists.
_FOLLOWING = re.compile(
    r"\b(?:one|two|three|some|several|many|most|any|few|number|combination|subset) (?:or more )?of the "
    r"(?:following|below)\b",
    re.IGNORECASE,
)
_BEFORE = 60  # characters before the first name
_AFTER = 16  # characters after the last name
_END = re.compile(r"[;:!?)]|\.\s")  # of a list
_CLAUSE = re.compile(r"[;!?]|\.\s")


def is_answered(skill: str, sentence: str, shown: AbstractSet[str]) -> bool:
    """Return whether a sentence offers a skill as one of several to choose from, of which one is in `shown`.

    `shown` contains names in plain form, and capitalized words as written.
    """
    name = plain(skill)
    return any(
        name in {one for one, _word in run} and any({one, word} & shown for one, word in run if one != name)
        for run in _choices_of(sentence)
    )


@lru_cache(maxsize=64)
def _choices_of(sentence: str) -> tuple[set[tuple[str, str]], ...]:
    return tuple(_choices(sentence))


def _choices(sentence: str) -> Iterator[set[tuple[str, str]]]:
    """Yield each list in a sentence that offers a choice: its names, in plain form and as written."""
    words = words_as_written(sentence)
    spans = list(_spans(sentence, words))
    named = _names_by_word(sentence)
    if following := _FOLLOWING.search(sentence):
        behind = (place for place, (begin, _end) in enumerate(spans) if begin >= following.end())
        yield _names([place for place in behind if _is_name(place, named, words)], named, words)
    run: list[int] = []
    for place, word in enumerate(words):
        is_name = _is_name(place, named, words)
        if run and (not (is_name or word.casefold() in _LINKS) or _ends(sentence, spans, place, word)):
            yield from _of_run(run, sentence, spans, named, words)
            run = []
        if is_name:
            run.append(place)
    yield from _of_run(run, sentence, spans, named, words)


def _is_name(place: int, named: dict[int, str], words: Sequence[str]) -> bool:
    return place in named or not words[place].islower()


def _of_run(
    run: Sequence[int],
    sentence: str,
    spans: Sequence[tuple[int, int]],
    named: dict[int, str],
    words: Sequence[str],
) -> Iterator[set[tuple[str, str]]]:
    if not run:
        return
    begin, end = spans[run[0]][0], spans[run[-1]][1]
    before = _CLAUSE.split(sentence[max(0, begin - _BEFORE) : begin])[-1]
    is_choice = _CHOICE.search(before + sentence[begin : end + _AFTER]) is not None or before.endswith("(")
    for group in [run] if is_choice else _slashed(run, sentence, spans):
        yield _names(group, named, words)


def _names(places: Iterable[int], named: dict[int, str], words: Sequence[str]) -> set[tuple[str, str]]:
    return {(named.get(place, plain(words[place])), words[place]) for place in places}


def _slashed(run: Sequence[int], sentence: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Yield the parts of a run joined by slashes, as in "Scala/Java, SQL"."""
    group = [run[0]]
    for before, place in pairwise(run):
        if sentence[spans[before][1] : spans[place][0]].strip() != "/":
            yield group
            group = []
        group.append(place)
    yield group


def _ends(sentence: str, spans: Sequence[tuple[int, int]], place: int, word: str) -> bool:
    """Return whether a sign before a word ends a list, unlike in "PostgreSQL (or MySQL)"."""
    signs = sentence[spans[place - 1][1] : spans[place][0]]
    return _END.search(signs) is not None or ("(" in signs and word.casefold() not in _LINKS)


def _names_by_word(sentence: str) -> dict[int, str]:
    """Return the plain names of the known tools, under each of their words."""
    return {
        place: plain(one.name)
        for one in mentions(sentence)
        for place in range(one.place, one.place + len(one.said))
    }


def _spans(sentence: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    end = 0
    for word in words:
        begin = sentence.index(word, end)
        end = begin + len(word)
        yield begin, end
