"""What a description names, found at once: skills and industries, each the beginning of a term; pure."""

from collections.abc import Sequence

from jobsearch.learning.vocabulary.industries import INDUSTRIES
from jobsearch.learning.vocabulary.skills import SKILLS
from jobsearch.text.phrases import Phrases

SKILL, INDUSTRY = "skills: ", "industry: "

NAMED = Phrases(
    {f"{SKILL}{name}" if name else "": phrases for name, phrases in SKILLS.items()}
    | {f"{INDUSTRY}{name}": phrases for name, phrases in INDUSTRIES.items()}
)


def named_in(text: Sequence[str]) -> list[str]:
    """Return the skills and industries that the words of a text name, as often as they do, in their order."""
    return NAMED.names_in(text)
