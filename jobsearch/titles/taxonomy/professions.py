"""Map titles to professions, using O*NET's groups and the names in both taxonomies.

"Fund accountant" and "ledger clerk" have no word in common, but the table maps both to a profession. The
table contains only names that refer to a single profession: an "engineer" could be anything. A one-word name
counts only at the end of a part of the title: a "server" waits tables, but a "server engineer" does not.

This module is pure.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import accumulate

from jobsearch.text.phrases import words
from jobsearch.titles.taxonomy.names import name_of, places_in

TABLE = "professions.tsv"
_PARTS = re.compile(r"[^\w\s.+#&'\u2019-]|\s[-\u2013\u2014]|[-\u2013\u2014]\s")
_GO_ON = frozenset(  # allowed after the end of a part: another part, or a remark on the first
    "of for in at to with on and or from by de mit i ii iii iv v 1 2 3 4 5 senior junior sr jr lead remote "
    "hybrid onsite intern trainee part full time freelance contract temporary night weekend m w f d x".split()
)


@lru_cache(maxsize=4096)
def professions_in(title: str) -> tuple[str, ...]:
    """Return the professions mentioned in a title, by lowercase O*NET name, in order."""
    name, found = name_of(title), []
    for profession, start, end in places_in(_names(), name):
        if profession and (end - start > 1 or _ends_a_part(title, name.split(" "), end)):
            found.append(profession)
    return tuple(found)


def _ends_a_part(title: str, parts: Sequence[str], place: int) -> bool:
    if place == len(parts) or parts[place] in _GO_ON:
        return True
    return place in accumulate(len(words(part)) for part in _PARTS.split(title))


@cache
def _names() -> dict[str, str]:
    return {name: profession for profession, names in _lines() for name in names}


def _lines() -> Iterator[tuple[str, list[str]]]:
    table = resources.files("jobsearch.titles.taxonomy").joinpath(TABLE).read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            profession, names = line.split("\t")
            yield profession, names.split("|")
