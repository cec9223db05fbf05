"""Find the phrases of a table in a text, whatever their case and number; pure."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"[^\W_](?:[\w+#.]*[\w+#])?")  # keeps "c++", "c#" and "node.js" whole
_PLURAL = re.compile(r"(?<=\w\w[^\Ws])s$")  # not of "aws", "ios" or "business"


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, in their order; "c++", "c#" and "node.js" are words."""
    return _WORD.findall(text.casefold())


def words_as_written(text: str) -> list[str]:
    """Return the words of a text as words() finds them, with their capitals."""
    return _WORD.findall(text)


class Phrases:
    """A table of names, each known by phrases of one or more words.

    A post is long and the tables name hundreds of phrases, so they are looked up by their first words.
    """

    def __init__(self, table: Mapping[str, str]) -> None:
        """Read a table of names and the phrases that stand for them, a comma between two."""
        self._by_first: defaultdict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for name, phrases in table.items():
            for phrase in phrases.split(","):
                first, *rest = map(_singular, words(phrase))
                for form in (first, f"{first}s"):
                    self._by_first[form].append((rest, name))

    def names_in(self, text: Sequence[str]) -> list[str]:
        """Return the names of the phrases in the words of a text, as often as each occurs, in their order."""
        known = self._by_first
        starts = [place for place, word in enumerate(text) if word in known]
        return [name for place in starts for name in self._starting_at(text, place)]

    def _starting_at(self, text: Sequence[str], place: int) -> Iterator[str]:
        for rest, name in self._by_first[text[place]]:
            following = text[place + 1 : place + 1 + len(rest)]
            if not rest or [_singular(word) for word in following] == rest:
                yield name


def _singular(word: str) -> str:
    """Cut the s of a plural; that "sales" loses its own as well, in table and text, does no harm."""
    return _PLURAL.sub("", word)
