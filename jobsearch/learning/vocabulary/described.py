"""Find the skills and industries in a description in one pass, the longest phrase at each word.

Of the phrases that start at a word, only the longest is found, without any inside it, so each phrase carries
the names from both tables: a skill does not hide an industry.

This module is pure.
"""

from collections import defaultdict
from collections.abc import Sequence

from jobsearch.learning.vocabulary import industries, skills
from jobsearch.text.phrases import Phrases, words

SKILL, INDUSTRY = "skills: ", "industry: "


def _of_both() -> dict[str, str]:
    """Return the phrases in both tables, with the names that each table finds in them."""
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
    """Return the skills and industries that a tokenized text mentions, in order and with repeats."""
    return NAMED.names_in(text)
