"""What a title says besides the occupation: how senior a person it seeks; pure."""

from jobsearch.phrases import Phrases, words

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
    # No level, though a word of one is in it.
    "": (
        "lead generation, lead gen, lead qualification, inbound lead, staff accountant, staff attorney, "
        "staff nurse, staff pharmacist, staff physician, staff therapist, staff writer, staff augmentation, "
        "head hunter, sr&ed, mid market, school principal, assistant principal, bar staff, to the ceo, to "
        "ceo, landscape architect, associate professor, associate general counsel, head chef"
    ),
}

_NAMED = Phrases(_SENIORITY)


def seniority(title: str) -> list[str]:
    """Return the levels of seniority that a title names, none for most."""
    return _NAMED.names_in(words(title))
