"""Kinds of employment, recognized from the various terms that boards use."""

import re
from collections.abc import Iterable

_KINDS = (
    ("full-time", re.compile(r"full[\s_-]*time|\bvollzeit\b|\bpermanent\b(?!.*part)|\bCDI\b", re.IGNORECASE)),
    ("part-time", re.compile(r"part[\s_-]*time|\bteilzeit\b|\bside\b", re.IGNORECASE)),
    ("contract", re.compile(r"contract|freelance|\bself[\s_-]*employed\b|\bfreiberuf", re.IGNORECASE)),
    ("temporary", re.compile(r"tempor|fixed[\s_-]*term|\bseasonal\b|\bbefristet\b|\bCDD\b", re.IGNORECASE)),
    (
        "internship",
        re.compile(
            r"\bintern(?:ship)?\b|\btrainee\b|apprentice|working student|praktik|werkstud", re.IGNORECASE
        ),
    ),
)


def employment(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the kinds of employment named in a board's texts; empty if none is known.

    The kinds are those of posting.EMPLOYMENTS, in that order.
    """
    joined = " | ".join(texts)
    return tuple(kind for kind, words in _KINDS if words.search(joined))
