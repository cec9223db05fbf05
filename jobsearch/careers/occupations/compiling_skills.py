"""Compile the skill table from the published ESCO and O*NET files.

    python -m jobsearch.careers.occupations.compiling_skills ESCO ONET LABELS > skills.npz

ESCO and ONET are the same folders as for compiling.py. This script needs skills_labels_and_descriptions,
skillSkillRelations_en, and occupations_en from ESCO, and technology_skills from O*NET. LABELS is a file with
the preferred name of each skill, one per line. Each ESCO text begins with the preferred name of a skill,
followed by its other names and then by the first sentence.
"""

import io
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jobsearch.careers.occupations import __doc__ as attribution
from jobsearch.careers.occupations.compiling import esco_occupations, letters
from jobsearch.careers.occupations.naming import Names, sentences
from jobsearch.careers.occupations.terms import telling_terms_of
from jobsearch.titles.taxonomy.compiling import rows_of

_SKILL = "http://data.europa.eu/esco/skill/"
_LONGEST = 16  # words per name
_SENTENCE = re.compile(r"(?:^|(?<=\s))[A-Z][a-z]+ [a-z]")
_ASIDE = re.compile(r"\([^()]*\)")
_FEWEST = 2  # minimum number of texts that contain a term, unless it occurs in a name
_TOOLS = 30  # per occupation


@dataclass(frozen=True)
class Skill:
    """A skill as published: code, name, other names as one text, and description."""

    code: str
    name: str
    others: str
    description: str
    is_knowledge: bool


def esco_skills(folder: Path, labels: Path) -> list[Skill]:
    """Return the skills whose text begins with a name listed in `labels`."""
    names = {name.lower(): name for name in labels.read_text("utf-8").splitlines()}
    kinds = {
        row["originalSkillUri"]: row["originalSkillType"]
        for row in rows_of(folder / "skillSkillRelations_en.csv", ",")
    }
    found: dict[str, Skill] = {}
    for row in rows_of(folder / "skills_labels_and_descriptions.csv", ","):
        if name := _name(row["description"], names):
            others, description = _parted(row["description"][len(name) :].strip())
            code = row["id"].removeprefix(_SKILL)
            found[name] = Skill(code, name, others, description, kinds.get(row["id"]) == "knowledge")
    return list(found.values())


def _name(text: str, names: dict[str, str]) -> str:
    parts = text.split(" ")
    begins = (" ".join(parts[:size]).lower() for size in range(min(_LONGEST, len(parts)), 0, -1))
    return next((names[begin] for begin in begins if begin in names), "")


def _parted(text: str) -> tuple[str, str]:
    found = _SENTENCE.search(text)
    return (text[: found.start()], text[found.start() :]) if found else ("", text)


def compiled(esco: Path, onet: Path, labels: Path) -> dict[str, NDArray[Any]]:
    """Compute the arrays of the skill table."""
    skills = esco_skills(esco, labels)
    names = [telling_terms_of(_ASIDE.sub("", one.name)) for one in skills]
    others = [[*name, *telling_terms_of(one.others)] for name, one in zip(names, skills, strict=True)]
    texts = [
        [*all_names, *telling_terms_of(one.description)]
        for all_names, one in zip(others, skills, strict=True)
    ]
    frequency = Counter(term for text in texts for term in set(text))
    named = {term for name in names for term in name}
    kept = sorted(term for term, count in frequency.items() if count >= _FEWEST or term in named)
    place = {term: number for number, term in enumerate(kept)}
    return {
        "about": letters(attribution or ""),
        "vocabulary": letters("\n".join(kept)),
        "uuids": np.frombuffer(b"".join(UUID(one.code).bytes for one in skills), dtype=np.uint8),
        "names": letters("\n".join(one.name for one in skills)),
        "knowledge": np.array([one.is_knowledge for one in skills]),
        **_counted("name", names, place),
        **_counted("other", others, place),
        **_counted("text", texts, place),
        "described": letters(json.dumps(described(esco, skills), separators=(",", ":"))),
        "hot_tools": letters(json.dumps(hot_tools(onet), separators=(",", ":"))),
        "tools": letters(json.dumps(tools(onet), separators=(",", ":"))),
    }


def described(esco: Path, skills: Sequence[Skill]) -> list[list[tuple[int, str]]]:
    """Return the skills mentioned in each occupation's description, as (skill index, sentence)."""
    alone = {number for number, one in enumerate(skills) if one.is_knowledge and one.name.islower()}
    known = Names([one.name for one in skills], alone)
    return [
        [(number, said) for said in sentences(one.description) for number in known.in_order(said)]
        for one in esco_occupations(esco)
    ]


def tools(onet: Path) -> dict[str, list[str]]:
    """Map O*NET codes to technologies, with those in demand first, and then the most distinctive.

    A technology is distinctive if it is listed for many occupations in the same major group but for few other
    occupations.
    """
    of_code: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for row in rows_of(onet / "technology_skills.txt", "\t"):
        of_code[row["O*NET-SOC Code"]][row["Example"]] = row["Hot Technology"] == "Y"
    groups = Counter(_group(code) for code in of_code)
    everywhere = Counter(name for names in of_code.values() for name in names)
    within = Counter((_group(code), name) for code, names in of_code.items() for name in names)

    def telling(code: str, name: str) -> float:
        share = within[_group(code), name] / groups[_group(code)]
        return share * log(share * len(of_code) / everywhere[name])

    return {
        code: sorted(names, key=lambda name: (not names[name], -telling(code, name), name))[:_TOOLS]
        for code, names in of_code.items()
    }


def _group(code: str) -> str:
    return code[:2]


def hot_tools(onet: Path) -> list[str]:
    """Return the technologies in demand, which O*NET calls hot technologies."""
    rows = rows_of(onet / "technology_skills.txt", "\t")
    return sorted({row["Example"] for row in rows if row["Hot Technology"] == "Y"})


def _counted(name: str, texts: Sequence[list[str]], place: dict[str, int]) -> dict[str, NDArray[Any]]:
    counts = [Counter(place[term] for term in text if term in place) for text in texts]
    return {
        f"{name}_terms": np.array([term for one in counts for term in sorted(one)], dtype=np.uint16),
        f"{name}_counts": np.array(
            [min(one[term], 255) for one in counts for term in sorted(one)], dtype=np.uint8
        ),
        f"{name}_sizes": np.array([len(one) for one in counts], dtype=np.uint16),
    }


if __name__ == "__main__":
    buffer = io.BytesIO()
    np.savez_compressed(buffer, **compiled(*map(Path, sys.argv[1:4])))  # type: ignore[arg-type] # arrays by name
    sys.stdout.buffer.write(buffer.getvalue())
