"""The line about applications due today or soon, shown on the pages that users open first."""

from typing import NamedTuple

from markupsafe import Markup

from jobsearch.presentation.outcomes import job_name
from jobsearch.server.pages.words import due_words
from jobsearch.services.applications.listing import due_soon
from jobsearch.services.cache import Cache
from jobsearch.settings import Settings

_MOST = 3


class DueLine(NamedTuple):
    """A due date: the application, a text such as "interview 2026-12-01 15:00 (in 38h)", and the job."""

    key: str
    what: Markup
    job: str


def due_lines(settings: Settings, cache: Cache) -> dict[str, object]:
    """Return the template values for the line: the first due dates, and the number of the others."""
    found = due_soon(settings, cache=cache)
    lines = [
        DueLine(one.key, due_words(one), job_name(one.title, one.company) or one.key) for one in found[:_MOST]
    ]
    return {"due_lines": lines, "more_due": len(found) - len(lines)}
