"""Company names.

This module is pure.
"""

import re

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
