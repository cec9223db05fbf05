"""Extract text and headings from a JSON Resume (https://jsonresume.org/schema) or a similar document.

Values that are not prose (URLs, numbers, dates, and keys) are omitted.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from jobsearch.errors import ResumeDamaged, ResumeUnsupported
from jobsearch.files.resumes.plain import decoded

_HEADINGS = {
    "basics": "Profile",
    "work": "Work experience",
    "employment": "Work experience",
    "experience": "Work experience",
    "positions": "Work experience",
    "volunteer": "Volunteering",
    "education": "Education",
    "awards": "Awards",
    "certificates": "Certificates",
    "certifications": "Certificates",
    "publications": "Publications",
    "skills": "Skills",
    "languages": "Languages",
    "interests": "Interests",
    "references": "References",
    "projects": "Projects",
}
_SILENT = frozenset(
    (
        "$schema meta url email phone image picture website profiles startdate enddate date releasedate id "
        "key postalcode address username network countrycode level score gpa"
    ).split()
)
_TELLING = frozenset(
    {"basics", "work", "skills", "employment", "experience", "positions", "projects", "education"}
)
_NO_WORDS = re.compile(r"\s*(?:https?://\S*|mailto:\S*|[\w.+-]+@[\w.-]+|[\d\s/:.TZ+-]*)\s*")
_DEEPEST = 12
_FIRST = ("position", "label", "title", "name", "role", "summary")


def text_of(content: bytes) -> str:
    """Return the text of a JSON résumé. Raises ResumeDamaged, or ResumeUnsupported for any other JSON."""
    try:
        resume = json.loads(decoded(content))
    except (ValueError, RecursionError) as error:
        raise ResumeDamaged(format="JSON") from error
    if not isinstance(resume, dict) or not _TELLING & {str(key).casefold() for key in resume}:
        raise ResumeUnsupported(found="JSON, but not a JSON Resume")
    blocks = [
        "\n".join([_heading(key), *_lines(value)])
        for key, value in sorted(resume.items(), key=lambda item: item[0].casefold() != "basics")
        if key.casefold() not in _SILENT and any(_lines(value))
    ]
    return "\n\n".join(blocks)


def _heading(key: str) -> str:
    return f"## {_HEADINGS.get(key.casefold(), key)}"


def _lines(value: Any, depth: int = 0) -> Iterator[str]:  # noqa: ANN401 - whatever JSON holds
    if isinstance(value, str) and not _NO_WORDS.fullmatch(value):
        yield " ".join(value.split()) if depth else value
    elif isinstance(value, list) and depth < _DEEPEST:
        for one in value:
            yield from _lines(one, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        known = sorted(value, key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))
        for key in known:
            if key.casefold() not in _SILENT:
                yield from _lines(value[key], depth + 1)
