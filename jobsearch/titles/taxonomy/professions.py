"""Which professions a title names, by the groups of O*NET and the names of both taxonomies; pure.

"Fund accountant" and "ledger clerk" share no word; the table says who keeps books and who audits them. It
knows only names that stand for one profession: an "engineer" may be any.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from jobsearch.titles.taxonomy.names import longest_in, name_of

TABLE = "professions.tsv"


@lru_cache(maxsize=4096)
def professions_in(title: str) -> tuple[str, ...]:
    """Return the professions that a title names, each by its name in O*NET in lower case, in their order."""
    return tuple(longest_in(_names(), name_of(title)))


@cache
def _names() -> dict[str, str]:
    return {name: profession for profession, names in _lines() for name in names}


def _lines() -> Iterator[tuple[str, list[str]]]:
    table = resources.files("jobsearch.titles.taxonomy").joinpath(TABLE).read_text("utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            profession, names = line.split("\t")
            yield profession, names.split("|")
