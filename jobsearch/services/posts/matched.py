"""Locate the words that affected a post's score in its text."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jobsearch.domain.listing import Reason
from jobsearch.learning.vocabulary.described import NAMED
from jobsearch.text.denied import places_denied
from jobsearch.text.phrases import placed_words, words
from jobsearch.text.tool_names import ORDINARY, places_of_the_tool


class Match(NamedTuple):
    """A part of a text from `start` to `end` (exclusive), and whether it counts in favor of the post."""

    start: int
    end: int
    speaks_for: bool


def matched(text: str, reasons: Iterable[Reason]) -> list[Match]:
    """Return the parts of a text that match the reasons, in order; longer terms take precedence.

    A term matches its words; a skill group or an industry matches the phrases that name it. Reasons not based
    on words, such as a region, match nothing. Words that the text negates ("no sales calls") are not matched.
    """
    placed = list(placed_words(text))
    written = [word for word, _start, _end in placed]
    named = list(NAMED.places_in(written))
    found: list[Match] = []
    taken = {*_denied(text, placed)}
    for reason in sorted(reasons, key=lambda one: -len(_words(one))):
        of_names = [(start, end) for name, start, end in named if name == reason.term]
        for start, end in (*of_names, *_places_meant(text, placed, written, _words(reason))):
            if not taken & {*range(start, end)}:
                taken.update(range(start, end))
                found.append(Match(placed[start][1], placed[end - 1][2], reason.weight > 0))
    return sorted(found)


def _places_meant(
    text: str, placed: Sequence[tuple[str, int, int]], written: Sequence[str], sought: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Return the positions of the words; an ordinary word is included only where it means a tool."""
    found = _places(written, sought)
    if len(sought) != 1 or sought[0] not in ORDINARY:
        return found
    meant = {start for start, _end in places_of_the_tool(sought[0], text)}
    return ((start, end) for start, end in found if placed[start][1] in meant)


def _denied(text: str, placed: Sequence[tuple[str, int, int]]) -> Iterator[int]:
    """Yield the indexes of the words that a text negates."""
    for start, end in places_denied(text):
        yield from (number for number, (_word, at, _end) in enumerate(placed) if start <= at < end)


def _words(reason: Reason) -> list[str]:
    return words(reason.term.partition(": ")[2] or reason.term)


def _places(text: Sequence[str], sought: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each place where the words occur consecutively in a text."""
    length = len(sought)
    for place, word in enumerate(text):
        if length and word == sought[0] and list(text[place : place + length]) == list(sought):
            yield place, place + length
