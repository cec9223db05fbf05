"""Compile the table of professions from the published files of ESCO and O*NET.

    python -m jobsearch.titles.taxonomy.compiling ESCO ONET

ESCO is a folder with occupations_en.csv, ONET one with occupation_data.txt and alternate_titles.txt. Prints
the table: one line per O*NET profession (the first six digits of its code), with the names that denote it in
at least half of their uses. The names of an ESCO occupation are assigned to the profession that most of them
agree on. A name that only one source gives, once or twice ("full stack developer" for someone who develops
photographs), counts only if one of its words indicates the profession; the threshold for this was tuned on
half of the titles in ../shared/data and evaluated on the other half. A name is omitted if the shorter names
within it imply the same.
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
_SHORT = 3  # letters of a name short enough to be any abbreviation
_MANY = 15  # professions with a name ending in a word, such as "director", that make it ambiguous on its own
_FIRST = 3  # the weight of a profession's own name, relative to an alternate one
_TELLING = 0.15  # of the names containing a word that denote one profession
_DOUBT = 5  # additional names counted as denoting none (smoothing), so that a rare word indicates nothing
# Job-board usage missing from both taxonomies; names under "" fit any profession. Backend work is excluded,
# because the project's own table of occupations distinguishes it from other software: merging it with all
# software development cost backend candidates .03 of average precision (tests/benchmarks/taste.py).
_OWN = {
    "Software Developers": "full stack developer|full stack engineer|devop engineer|devop specialist|"
    "devop lead|devop consultant|devop architect|devop manager|devop administrator",
    "Web Developers": "frontend developer|frontend engineer|front end developer|front end engineer",
    "Data Scientists": "data analyst|senior data analyst|machine learning engineer|ml engineer|ai engineer|"
    "artificial intelligence engineer|ai researcher",
    "Network and Computer Systems Administrators": "site reliability engineer|system administrator|"
    "platform engineer|infrastructure engineer",
    "Database Architects": "data engineer|analytic engineer",
    "Software Quality Assurance Analysts and Testers": "qa engineer|qa specialist|qa analyst|"
    "test automation engineer",
    "Web and Digital Interface Designers": "interaction designer|product designer|ux designer|ui designer|"
    "ux researcher",
    "Architectural and Engineering Managers": "engineering manager|software engineering manager|"
    "director of engineering|head of engineering|vp of engineering",
    "Sales Representatives of Services, Except Advertising, Insurance, Financial Services, and Travel": (
        "account executive|sale development representative|business development representative"
    ),
    "Human Resources Specialists": "talent acquisition specialist|talent acquisition partner",
    "": "vice president|chief of staff|intelligence|ruby on rail|sql server|window server|linux server|"
    "developer advocate|developer evangelist|development engineer|strategy manager|content model|data model",
}
_NONE = "n/a"
_ASIDE = re.compile(r"\([^()]*\)")
_HEADER = """\
# Professions, each with the names that stand for it, by python -m jobsearch.titles.taxonomy.compiling.
# This table includes information from the O*NET Database (https://www.onetcenter.org) by the U.S. Department
# of Labor, Employment and Training Administration (USDOL/ETA), used under the CC BY 4.0 license. O*NET is a
# trademark of USDOL/ETA. It uses the ESCO classification of the European Commission
# (https://esco.ec.europa.eu). Names were shortened, merged and filtered; neither has approved of it."""


def professions(folder: Path) -> dict[str, str]:
    """Return the O*NET professions by six-digit code; more specific ones are merged into these."""
    found: dict[str, str] = {}
    for row in rows_of(folder / "occupation_data.txt", "\t"):
        found.setdefault(row["O*NET-SOC Code"][:7], row["Title"].replace("*", ""))
    return found


def names_of_onet(folder: Path) -> Uses:
    """Return how often each name denotes each code."""
    found: Uses = defaultdict(Counter)
    for row in rows_of(folder / "occupation_data.txt", "\t"):
        found[name_of(row["Title"])][row["O*NET-SOC Code"][:7]] += _FIRST
    for row in rows_of(folder / "alternate_titles.txt", "\t"):
        for title in (row["Alternate Title"], row["Short Title"]):
            if title != _NONE:
                found[name_of(_ASIDE.sub("", title))][row["O*NET-SOC Code"][:7]] += 1
    return found


def names_of_esco(folder: Path) -> Iterator[list[str]]:
    """Yield the names of each occupation, starting with the preferred one."""
    for row in rows_of(folder / "occupations_en.csv", ","):
        titles = [row["preferredLabel"], *row["altLabels"].splitlines(), *row["hiddenLabels"].splitlines()]
        yield list(dict.fromkeys(filter(None, map(name_of, titles))))


def joined(onet: Uses, esco: Iterable[list[str]]) -> Uses:
    """Return the O*NET names, plus those of each ESCO occupation whose names mostly agree on a code."""
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
    """Return the code of each name that mostly denotes one profession."""
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


def told(names: Mapping[str, str], onet: Uses, esco: Iterable[list[str]], uses: Uses) -> dict[str, str]:
    """Return the names supported by both sources, by repeated use in one, or by one of their words.

    `names` maps names to codes; `uses` contains the uses in both sources combined.
    """
    with_word = _by_word(uses)
    both = {(name, code) for group in esco if (code := _agreed(group, onet)) for name in group}
    return {
        name: code
        for name, code in names.items()
        if uses[name][code] >= _FIRST
        or (onet.get(name, Counter())[code] and (name, code) in both)
        or any(_share(with_word[word], uses[name], code) >= _TELLING for word in name.split(" "))
    }


def _by_word(uses: Uses) -> dict[str, Counter[str]]:
    """Return, for each word, how many names with it denote each code."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, counts in uses.items():
        for word in set(name.split(" ")):
            found[word].update(counts.keys())
    return found


def _share(with_word: Counter[str], own: Counter[str], code: str) -> float:
    """Return the share of the other names with a word that denote a code."""
    others = with_word.total() - len(own)
    return (with_word[code] - (code in own)) / (others + _DOUBT)


def without_said(names: Mapping[str, str]) -> dict[str, str]:
    """Return the names that are not implied by the shorter names of several words within them."""
    found: dict[str, str] = {}
    within: dict[str, str] = {}
    for name in sorted(names, key=lambda name: (name.count(" "), name)):
        if set(longest_in(within, name)) != {names[name]}:
            found[name] = names[name]
            if " " in name:
                within[name] = names[name]
    return found


def table(esco: Path, onet: Path) -> str:
    """Return the table as text."""
    titles = professions(onet)
    names: defaultdict[str, list[str]] = defaultdict(list)
    from_onet, from_esco = names_of_onet(onet), list(names_of_esco(esco))
    uses = joined(from_onet, from_esco)
    found = told(of_one_profession(uses), from_onet, from_esco, uses)
    codes = {title: code for code, title in titles.items()}
    own = {name: codes.get(title, "") for title, listed in _OWN.items() for name in listed.split("|")}
    for name, code in without_said(found | own).items():
        names[code].append(name)
    lines = [f"{titles.get(code, '').lower()}\t{'|'.join(sorted(names[code]))}" for code in sorted(names)]
    return "\n".join([_HEADER, *lines, ""])


def rows_of(path: Path, between: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a published file, with comma- or tab-separated fields."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        if between == ",":
            yield from csv.DictReader(file)
        else:
            yield from csv.DictReader(file, delimiter=between, quoting=csv.QUOTE_NONE)


if __name__ == "__main__":
    sys.stdout.write(table(Path(sys.argv[1]), Path(sys.argv[2])))
