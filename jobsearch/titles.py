"""What a title says besides the occupation: how senior a person it seeks; pure."""

from jobsearch.phrases import Phrases, words

_SENIORITY = {
    "intern": "intern, internship, trainee, apprentice, working student, werkstudent",
    "junior": "junior, jr, entry level, graduate, new grad, associate, assistant",
    "mid-level": "mid, mid level, intermediate, pleno",
    "senior": "senior, sr",
    "lead": "lead, staff, principal, architect",
    "manager": "manager, management, supervisor",
    "director": "director, head, vp, avp, vice president, chief, ceo, cfo, cmo, coo, cto",
}

_NAMED = Phrases(_SENIORITY)


def seniority(title: str) -> list[str]:
    """Return the levels of seniority that a title names, none for most."""
    return _NAMED.names_in(words(title))
