"""Find skills and industries in a description in one pass, with the longest match at each word.

Only the longest phrase that starts at a word is found, not any phrase inside it. Each phrase therefore
carries the names from both tables, so that a skill does not hide an industry.

This module is pure.
"""

from collections import defaultdict
from collections.abc import Sequence

from jobsearch.learning.vocabulary import industries, skills
from jobsearch.text.phrases import Phrases, words

SKILL, INDUSTRY = "skills: ", "industry: "


def _of_both() -> dict[str, str]:
    """Return the phrases of both tables, comma-separated and keyed by name.

    A phrase is listed under every name that either table finds in it.
    """
    phrases = defaultdict[str, list[str]](list)
    for listed in (*skills.SKILLS.values(), *industries.INDUSTRIES.values()):
        for phrase in listed.split(","):
            text = words(phrase)
            found = [f"{SKILL}{name}" for name in skills.skills_in(text)]
            found += [f"{INDUSTRY}{name}" for name in industries.industries_in(text)]
            for name in found or [""]:
                phrases[name].append(phrase)
    return {name: ",".join(listed) for name, listed in phrases.items()}


NAMED = Phrases(_of_both())


def named_in(text: Sequence[str]) -> list[str]:
    """Return the skills and industries mentioned in a tokenized text, in order and with repeats."""
    return NAMED.names_in(text)
