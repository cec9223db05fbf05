"""Determine whether a post is the job that a user recorded with a URL and a title.

Many boards and spreadsheets give all of a company's jobs the URL of its careers page.

This module is pure.
"""

import re

from jobsearch.text.folding import fold
from jobsearch.titles.parse import parse

_OF_ONE_POST = re.compile(
    r"(?<!page)(?<!offset)(?<!start)[/=_-]\d+(?=$|[/&?#._-])"  # a number of its own
    r"|\d{3}|[0-9a-f]{8}",  # part of an identifier
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[a-z]+://)?[^/?#]*", re.IGNORECASE)


def is_recorded_job(title: str, recorded: str, address: str) -> bool:
    """Return whether a post with this title is the job recorded with its URL under a different title or none.

    It is if the titles agree, or if the URL contains an identifier and so belongs to a single post. Other
    posts with the same URL are left to the caller.
    """
    if not recorded.strip() or fold(title) == fold(recorded):
        return True
    if _OF_ONE_POST.search(address, _end_of_host(address)):
        return True
    one, other = (set(parse(text).name.split()) for text in (title, recorded))
    return bool(one and other) and (one <= other or other <= one)


def _end_of_host(address: str) -> int:
    found = _HOST.match(address)
    return found.end() if found else 0
