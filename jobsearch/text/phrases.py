"""Find the phrases of a table in a text, whatever their case, accents and number; pure."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from jobsearch.text.folding import fold

_WORD = re.compile(r"[^\W_][\w+#]*(?:\.+[\w+#]+)*")  # keeps "c++", "c#" and "node.js" whole
_PLURAL = re.compile(r"(?<=\w\w[^\Ws])s$")  # not of "aws", "ios" or "business"
_fold_word = lru_cache(maxsize=16_384)(fold)


def words(text: str) -> list[str]:
    """Return the words of a text as fold() has them, in their order; "c++", "c#" and "node.js" are words."""
    if text.isascii():
        return _WORD.findall(text.lower())
    # Of a whole post it would take longer to fold every letter. A dotted İ in lower case is two characters.
    lower = unicodedata.normalize("NFC", text).replace("\u0130", "i").casefold()
    return [word if word.isascii() else _fold_word(word) for word in _WORD.findall(lower)]


def words_as_written(text: str) -> list[str]:
    """Return the words of a text as words() finds them, with their capitals and accents."""
    return _WORD.findall(text)


class Phrases:
    """A table of names, each known by phrases of one or more words.

    A post is long and the tables name hundreds of phrases, so they are looked up by their first words. Where
    several phrases begin at a word the longest counts, and none within it: "Latin America" is not in America.
    The phrases of the name "" say nothing; they keep shorter ones from being found in them.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        """Read a table of names and the phrases that stand for them, a comma between two."""
        names_of = defaultdict[tuple[str, ...], dict[str, None]](dict)
        for name, phrases in table.items():
            for phrase in phrases.split(","):
                names_of[tuple(map(_singular, words(phrase)))][name] = None
        self._by_first = defaultdict[str, list[tuple[tuple[str, ...], list[str]]]](list)
        for first, *rest in sorted(names_of, key=len, reverse=True):
            for form in (first, f"{first}s"):
                self._by_first[form].append((tuple(rest), list(names_of[first, *rest])))

    def names_in(self, text: Sequence[str]) -> list[str]:
        """Return the names of the phrases in the words of a text, as often as each occurs, in their order."""
        return [name for name, _start, _end in self.places_in(text)]

    def places_in(self, text: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield the same names, each with the places in the text where its phrase begins and is over."""
        end = 0
        for start in [place for place, word in enumerate(text) if word in self._by_first]:
            if start >= end:
                names, end = self._longest_at(text, start)
                yield from ((name, start, end) for name in names if name)

    def _longest_at(self, text: Sequence[str], start: int) -> tuple[list[str], int]:
        """Return the names of the longest phrase that begins at a place, and where it ends."""
        for rest, names in self._by_first[text[start]]:
            end = start + 1 + len(rest)
            following = text[start + 1 : end]
            if len(following) == len(rest) and all(map(_matches, following, rest)):
                return names, end
        return [], start + 1


def _matches(word: str, singular: str) -> bool:
    return word == singular or _singular(word) == singular


def _singular(word: str) -> str:
    """Cut the s of a plural; that "sales" loses its own as well, in table and text, does no harm."""
    return _PLURAL.sub("", word)
