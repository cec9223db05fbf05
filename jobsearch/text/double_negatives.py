"""Distinguish negations from double negatives: "nothing ships without tests", "not without sales".

This module is pure.
"""

import re

# Negations. The first also reach across commas, as in "nothing, not even a fix, ships without tests".
_FAR = r"nothing|nobody|no one|none|never|neither|cannot|hardly|rarely|seldom|impossible|unable"
_NEAR = r"not?|nor|[a-z]+n['\u2019]t"
_NEGATED = re.compile(rf"\b(?:{_FAR})\b|\b(?:{_NEAR})\b[^,]*\Z", re.IGNORECASE)
_WITH_OR = re.compile(r"\bwith +(?:or|and) *\Z", re.IGNORECASE)
_SUBJECT = r"(?:you|we|they|he|she|i|it|there|this|that|the|your|our)\b"
_CLAUSE_BEGINS = re.compile(
    r"[.!?]\s|[;:()\n\u2022\u2013\u2014]|"
    rf"(?:,|\b(?:and|but|so|while|because|as|where)\b)(?: and| but| so)? +(?={_SUBJECT})",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"(?:\A|\b(?:and|but|because|since|as|that|so)\b)\W*\Z", re.IGNORECASE)
# "Without Python you will not get far", "without Python we would be lost".
_LATER = re.compile(
    rf"[^.;:!?\n]{{0,120}}?(?:\b(?:{_FAR}|{_NEAR}|would|could)\b|['\u2019]d\b)", re.IGNORECASE
)
# "Letters without a name will not be read".
_OF_ITS_VERB = re.compile(
    r"(?:(?!\b(?:and|but|so|because|while|who|which|that|you|we|they|it|i|to|if|as|when|where)\b)"
    rf"[^.,;:!?()\n]){{0,60}}?\b(?:{_FAR}|not|[a-z]+n['\u2019]t|rejected|ignored|discarded|disregarded)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(
    r"(?:(?!\b(?:and|but|so|because|while)\b)[^.,;:!?()\n]){0,80}?\bwithout\b", re.IGNORECASE
)
_REACH = 120  # characters


def is_affirmed(text: str, mark: re.Match[str], end: int, *, without: bool) -> bool:
    """Return whether a second negation affirms the words between the negation `mark` and `end`.

    `without` indicates whether the negation is "without" or "with no".
    """
    if not without:
        return bool(_WITHOUT.match(text, mark.end()))  # "no release without tests" affirms both
    before = text[max(0, mark.start() - _REACH) : mark.start()]
    clause = before[max((found.end() for found in _CLAUSE_BEGINS.finditer(before)), default=0) :]
    if _NEGATED.search(clause) or _WITH_OR.search(clause):
        return True
    later = _LATER if _BEGINS.search(clause) else _OF_ITS_VERB
    return bool(later.match(text, end))
