"""Normalize and match company names.

This module is pure.
"""

import re

from jobsearch.text.characters import one_line
from jobsearch.text.folding import fold, names

_EXACT = "="  # does not occur at the start of company names
LEGAL_FORM = re.compile(
    r"[\s,]+(?:gmbh(?: & co\.? kg)?|ag|se|kg|ug|inc|incorporated|llc|l\.l\.c|ltd|limited|plc|corp|"
    r"corporation|co|company|b\.?v|n\.?v|s\.?a|s\.?a\.?s|s\.?r\.?l|s\.?p\.?a|ab|as|a/s|aps|oy|oyj|pty|pte|"
    r"sp\. z o\.o|kft|s\.?l|holdings?|international|group)\.?$"
)


def without_legal_form(company: str) -> str:
    """Return a company name in lowercase without its legal form, unless nothing else is left."""
    text = company.casefold().strip()
    while (shorter := LEGAL_FORM.sub("", text).strip()) not in {text, ""}:
        text = shorter
    return text


def exactly(company: str) -> str:
    """Return the filter that matches only this company.

    For example, "=AI" matches AI but not Scale AI.
    """
    return f"{_EXACT}{one_line(company)}"


def exact_name(name: str) -> str:
    """Return the whole name that a filter such as "=AI" requires, or "" if part of a name is enough."""
    return name.removeprefix(_EXACT).strip() if name.startswith(_EXACT) else ""


def is_named(company: str, name: str) -> bool:
    """Return whether a company filter matches a company, ignoring case and accents.

    The filter is a name or part of a name, as whole words, or an exact name with "=" in front of it.
    """
    if exact := exact_name(name):
        return fold(one_line(company)) == fold(exact)
    return names(company, name)
