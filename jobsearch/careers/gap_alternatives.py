"""Recognize requirements with alternatives.

A post that asks for "Python, Go or Rust" is satisfied by a résumé that shows Go.

    words --> runs of names separated only by commas and linking words --> runs that offer a choice --> names

A choice is open if it also accepts tools that it does not list, as in "Jira or similar".

This module is pure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from jobsearch.careers.gap_capitals import is_common
from jobsearch.careers.gap_kinds import has_any_of, is_mentioned, kinds_of
from jobsearch.careers.gap_names import mentions, names_of_tools, plain
from jobsearch.text.phrases import words_as_written

_LINKS = frozenset({"or", "and", "e.g", "i.e", "etc", "preferred", "preferably", "ideally"})
_CHOICE = re.compile(
    r"\b(?:or|such as|e\.g|like|any|either|similar|equivalent|etc)\b|"
    r"\b(?:one|two|some|several|few) (?:or more )?(?:of|from)\b|\bat least (?:one|two)\b",
    re.IGNORECASE,
)
# A choice among all names that follow in the sentence, in any number of lists.
_FOLLOWING = re.compile(
    r"\b(?:one|two|three|some|several|many|most|any|few|number|combination|subset) (?:or more )?of the "
    r"(?:following|below)\b|\b(?:one|any|some|several) (?:or more )?of (?:these|those)\b",
    re.IGNORECASE,
)
# A choice that lists only examples of what it accepts.
_OPEN = re.compile(
    r"\b(?:such as|e\.?g|for (?:example|instance)|like|ideally|preferably|similar|equivalent|comparable|etc|"
    r"including|(?:or|and) (?:any )?(?:an)?other|(?:or|and) related)\b",
    re.IGNORECASE,
)
# The type of the tools before a list: "monitoring (Datadog, Prometheus)", "tools including Tableau".
_KIND_BEFORE = re.compile(
    r"\b[a-z][a-z-]+ \($|"
    r"\b(?:tools?|software|systems?|platforms?|languages?|frameworks?|librar(?:y|ies)|technologies|packages?|"
    r"programs|applications|databases?|suites?|products|clouds?|services|environments|certifications?|"
    r"certificates?)[\s:(\N{EN DASH}\N{EM DASH}-]+"
    r"(?:(?:including|include|like|from|are|is|in|ex)\b[\s:.(]*)?$",
    re.IGNORECASE,
)
# A type of tools as the alternative to a name: "front-end frameworks or Node.js".
_INSTEAD_OF_KIND = re.compile(
    r"\b(?:tools?|software|systems?|platforms?|languages?|frameworks?|librar(?:y|ies)|technologies|packages?|"
    r"programs|applications|databases?)\s+(?:and/)?or\s+$",
    re.IGNORECASE,
)
# A label before a list: "General-purpose code: Python, Java, Rust".
_LABEL_BEFORE = re.compile(r"\A(?P<label>[^.;:]{3,60}):\s*$")
_REQUIRING_LABEL = re.compile(
    r"\b(?:must|requir\w+|skill\w*|experience\w*|knowledge|proficien\w+|need\w*|qualif\w+|nice|bonus|plus|you|"
    r"strong|expert\w*|essential|familiar\w*|prefer\w+|desir\w+)\b",
    re.IGNORECASE,
)
_FEWEST_OF_A_LIST = 3
# A type of tools after a list: "SQL, Tableau, or business intelligence tools".
_KIND_AFTER = re.compile(
    r"\W*(?:and/)?or (?:[\w-]+ ){0,4}?(?:tools?|software|systems?|platforms?|languages?|frameworks?|"
    r"technolog\w+|packages?|programs?|applications?|databases?)\b",
    re.IGNORECASE,
)
_WELCOME = re.compile(
    r"\bothers? (?:\w+ ){1,5}?(?:considered|welcome|accepted|acceptable|fine|ok(?:ay)?)\b", re.IGNORECASE
)
_DEGREES = frozenset("ba bs bsc ma mba md ms msc mph pharmd phd bachelor master degree diploma".split())
_ABBREVIATED = re.compile(r"\b(e\.g|i\.e|etc)\.(?=[\s,])", re.IGNORECASE)  # not the end of a sentence
_BEFORE = 60  # characters before the first name
_AFTER = 16  # characters after the last name
_END = re.compile(r"[;:!?)]|\.\s")  # the end of a list
_CLAUSE = re.compile(r"[;!?]|\.\s")


class _Choice(NamedTuple):
    """A list that offers a choice.

    Attributes:
        names: the names in the list, each in plain form and as written.
        is_open: whether it also accepts tools that it does not list.
        is_vague: whether one of the alternatives is a type of tools.

    """

    names: set[tuple[str, str]]
    is_open: bool = False
    is_vague: bool = False


def may_be_answered(skill: str, sentence: str, resume: str, shown: AbstractSet[str]) -> bool:
    """Return whether a sentence offers a choice between a skill and something that a résumé may show.

    The alternative is another name in the list or, if the list is open, a tool of the type that all listed
    tools have in common. If they have no known type in common, nobody can tell, and the result is True.
    `shown` contains the skills that the résumé shows or suggests, in plain form.
    """
    name, words = plain(skill), frozenset(words_as_written(resume))

    def is_there(one: str, word: str) -> bool:
        if one in _DEGREES:
            return True  # a résumé may state it in other words
        is_named = is_mentioned(one, resume) if one in names_of_tools() else word in words
        return one in shown or is_named

    return any(
        choice.is_vague
        or any(is_there(one, word) for one, word in choice.names if one != name)
        or (choice.is_open and _may_be_alike(name, choice, resume))
        for choice in _choices_with(name, sentence)
    )


def _may_be_alike(name: str, choice: _Choice, resume: str) -> bool:
    names = {one for one, word in choice.names if one in names_of_tools() or not is_common(word)}
    kinds = kinds_of({name, *names})
    return not kinds or has_any_of(kinds, resume)


def _choices_with(name: str, sentence: str) -> Iterator[_Choice]:
    return (one for one in _choices_of(sentence) if name in {other for other, _word in one.names})


@lru_cache(maxsize=64)
def _choices_of(sentence: str) -> tuple[_Choice, ...]:
    return tuple(_choices(_ABBREVIATED.sub(r"\1 ", sentence)))


def _choices(sentence: str) -> Iterator[_Choice]:
    """Yield the lists in a sentence that offer a choice."""
    words = words_as_written(sentence)
    spans = list(_spans(sentence, words))
    named = _names_by_word(sentence)
    if following := _FOLLOWING.search(sentence):
        behind = (place for place, (begin, _end) in enumerate(spans) if begin >= following.end())
        yield _Choice(_names([place for place in behind if _is_name(place, named, words)], named, words))
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
) -> Iterator[_Choice]:
    if not run:
        return
    begin, end = spans[run[0]][0], spans[run[-1]][1]
    before = _CLAUSE.split(sentence[max(0, begin - _BEFORE) : begin])[-1]
    around = before + sentence[begin : end + _AFTER]
    is_open = (
        _OPEN.search(around) is not None
        or _KIND_BEFORE.search(before) is not None
        or _KIND_AFTER.match(sentence, end) is not None
        or _welcomes_others(sentence)
        or (len(run) >= _FEWEST_OF_A_LIST and _is_labeled(sentence[:begin]))
        or _is_uniform(_names(run, named, words))
    )
    is_vague = _INSTEAD_OF_KIND.search(before) is not None
    if is_vague or is_open or _CHOICE.search(around) or before.endswith("("):
        yield _Choice(_names(run, named, words), is_open, is_vague)
    else:
        yield from (_Choice(_names(group, named, words)) for group in _slashed(run, sentence, spans))


@lru_cache(maxsize=64)
def _welcomes_others(sentence: str) -> bool:
    """Return whether a sentence says that other tools are fine too."""
    return _WELCOME.search(sentence) is not None


def _is_labeled(before: str) -> bool:
    """Return whether a list follows the label of its type, rather than "Must have:" or "Skills:"."""
    found = _LABEL_BEFORE.match(before)
    return found is not None and _REQUIRING_LABEL.search(found["label"]) is None


def _is_uniform(names: set[tuple[str, str]]) -> bool:
    """Return whether a list has several tools of a single type, of which nobody needs all."""
    known = {one for one, _word in names if one in names_of_tools()}
    return len(known) >= _FEWEST_OF_A_LIST and bool(kinds_of(known))


def _names(places: Iterable[int], named: dict[int, str], words: Sequence[str]) -> set[tuple[str, str]]:
    return {(named.get(place, plain(words[place])), words[place]) for place in places}


def _slashed(run: Sequence[int], sentence: str, spans: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Split a run of names into groups joined by slashes, such as "Scala/Java" in "Scala/Java, SQL"."""
    group = [run[0]]
    for before, place in pairwise(run):
        if sentence[spans[before][1] : spans[place][0]].strip() != "/":
            yield group
            group = []
        group.append(place)
    yield group


def _ends(sentence: str, spans: Sequence[tuple[int, int]], place: int, word: str) -> bool:
    """Return whether the punctuation before a word ends a list, unlike in "PostgreSQL (or MySQL)"."""
    signs = sentence[spans[place - 1][1] : spans[place][0]]
    return _END.search(signs) is not None or ("(" in signs and word.casefold() not in _LINKS)


def _names_by_word(sentence: str) -> dict[int, str]:
    """Map the index of each word in the name of a known tool or method to that name, in plain form."""
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
