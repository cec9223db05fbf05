"""Compile the table of professions from the published files of ESCO and O*NET.

    python -m jobsearch.titles.taxonomy.compiling ESCO ONET

ESCO is a folder with occupations_en.csv, ONET one with occupation_data.txt and alternate_titles.txt. Prints
the table: a line a profession of O*NET (the first six digits of its code), with the names that stand for it
in at least half of their uses. The names of an ESCO occupation join the profession that most of them agree
on. A name is left out where the shorter ones within it say the same.
"""

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jobsearch.titles.taxonomy.names import LONGEST, longest_in, name_of

Uses = dict[str, Counter[str]]

_MOSTLY = 0.5  # of the uses of a name
_SHORT = 3  # letters of a name that may be any abbreviation
_MANY = 15  # professions with names that end with a word: alone it stands for none of them, as "director"
_FIRST = 3  # what a profession's own name counts, beside an alternate one
_NONE = "n/a"
_ASIDE = re.compile(r"\([^()]*\)")
_HEADER = """\
# Professions, each with the names that stand for it, by python -m jobsearch.titles.taxonomy.compiling.
# This table includes information from the O*NET Database (https://www.onetcenter.org) by the U.S. Department
# of Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET is a
# trademark of USDOL/ETA. It uses the ESCO classification of the European Commission
# (https://esco.ec.europa.eu). Names were shortened, merged and filtered; neither has approved of it."""


def professions(folder: Path) -> dict[str, str]:
    """Return the professions of O*NET by their codes of six digits; the more special ones belong to these."""
    found: dict[str, str] = {}
    for row in rows_of(folder / "occupation_data.txt", "\t"):
        found.setdefault(row["O*NET-SOC Code"][:7], row["Title"].replace("*", ""))
    return found


def names_of_onet(folder: Path) -> Uses:
    """Return how often each name stands for which code."""
    found: Uses = defaultdict(Counter)
    for row in rows_of(folder / "occupation_data.txt", "\t"):
        found[name_of(row["Title"])][row["O*NET-SOC Code"][:7]] += _FIRST
    for row in rows_of(folder / "alternate_titles.txt", "\t"):
        for title in (row["Alternate Title"], row["Short Title"]):
            if title != _NONE:
                found[name_of(_ASIDE.sub("", title))][row["O*NET-SOC Code"][:7]] += 1
    return found


def names_of_esco(folder: Path) -> Iterator[list[str]]:
    """Yield the names of each occupation, the preferred one first."""
    for row in rows_of(folder / "occupations_en.csv", ","):
        titles = [row["preferredLabel"], *row["altLabels"].splitlines(), *row["hiddenLabels"].splitlines()]
        yield list(dict.fromkeys(filter(None, map(name_of, titles))))


def joined(onet: Uses, esco: Iterable[list[str]]) -> Uses:
    """Return the names of O*NET with those of each ESCO occupation whose names mostly agree on a code."""
    found = defaultdict(Counter, {name: Counter(uses) for name, uses in onet.items()})
    for names in esco:
        if code := _agreed(names, onet):
            for name in names:
                if name not in onet:
                    found[name][code] += 1
    return found


def _agreed(names: list[str], onet: Uses) -> str:
    votes: Counter[str] = Counter()
    for place, name in enumerate(names):
        uses = onet.get(name, Counter())
        for code, count in uses.items():
            votes[code] += count / uses.total() * (1 if place else 2)  # type: ignore[assignment] # parts
    code, count = votes.most_common(1)[0] if votes else ("", 0)
    return code if votes and count >= _MOSTLY * votes.total() else ""


def of_one_profession(uses: Uses) -> dict[str, str]:
    """Return the code of each name that mostly stands for one."""
    ends: defaultdict[str, set[str]] = defaultdict(set)
    for name, counts in uses.items():
        ends[name.rpartition(" ")[2]].update(counts)
    found = {}
    for name, counts in uses.items():
        (code, count), *others = counts.most_common(2)
        mostly = count >= _MOSTLY * counts.total() and not (others and others[0][1] == count)
        vague = len(name) <= _SHORT or (count < _FIRST and len(ends[name]) >= _MANY)
        alone = " " not in name and vague
        if name and mostly and not alone and name.count(" ") < LONGEST:
            found[name] = code
    return found


def without_said(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names that say more than the shorter ones within them."""
    found: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (name.count(" "), name)):
        if set(longest_in(found, name)) != {names[name]}:
            found[name] = names[name]
    return found


def table(esco: Path, onet: Path) -> str:
    """Return the table as text."""
    titles = professions(onet)
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, code in without_said(
        of_one_profession(joined(names_of_onet(onet), names_of_esco(esco)))
    ).items():
        names[code].append(name)
    lines = [f"{titles[code].lower()}\t{'|'.join(sorted(names[code]))}" for code in sorted(names)]
    return "\n".join([_HEADER, *lines, ""])


def rows_of(path: Path, between: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a published file, whose fields a comma or a tab parts."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        if between == ",":
            yield from csv.DictReader(file)
        else:
            yield from csv.DictReader(file, delimiter=between, quoting=csv.QUOTE_NONE)


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1]), Path(sys.argv[2])))
