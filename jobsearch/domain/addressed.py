"""Determine whether a post is the job that a user recorded with a URL and a title.

Many boards and spreadsheets use the URL of a company's careers page for all of its jobs.

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
    """Return whether a post is the job recorded with its URL under another title or no title.

    This is the case if the titles agree, or if the URL contains an identifier and thus belongs to a single
    post. Handling other posts with the same URL is left to the caller.
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
