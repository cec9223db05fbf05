"""Extract seniority levels from a title.

"Senior Staff Engineer" -> senior, lead

This module is pure.
"""

from jobsearch.text.folding import fold
from jobsearch.text.phrases import Phrases, words, words_as_written
from jobsearch.titles import tables

_SENIORITY = {
    "intern": "intern, internship, trainee, apprentice, working student, werkstudent",
    "junior": "junior, jr, entry level, graduate, new grad, associate, assistant",
    "mid-level": "mid, mid level, intermediate, pleno",
    "senior": "senior, sr",
    "lead": "lead, staff, principal, architect",
    "manager": "manager, supervisor",
    "director": (
        "director, head, vp, avp, vice president, chief, chief of staff, ceo, cfo, cmo, coo, cto, associate "
        "director, assistant director, associate vice president, svp, evp"
    ),
    # Not levels, despite containing a level's word.
    "": (
        f"{tables.NO_LEVELS}, {tables.NO_LEVELS_NOUNS}, staff accountant, staff attorney, staff "
        "nurse, staff pharmacist, staff physician, staff therapist, staff writer, sr&ed, bar staff, to the "
        "ceo, to ceo, landscape architect, associate professor, associate general counsel"
    ),
}

_NAMED = Phrases(_SENIORITY)


def seniority(title: str) -> list[str]:
    """Return the seniority levels mentioned in a title.

    Most titles mention none.
    """
    return _NAMED.names_in(words(title))


def levels_in(title: str) -> list[tuple[str, str]]:
    """Return the seniority levels in a title, each with the words that indicate the level."""
    written = words_as_written(title)
    places = _NAMED.places_in([fold(word) for word in written])
    return [(name, " ".join(written[start:end])) for name, start, end in places]
