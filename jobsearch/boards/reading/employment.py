"""How one is employed, by the many words that boards have for it."""

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
    """Return the kinds of employment that a board's texts name, empty for none of those that are known.

    They are posting.EMPLOYMENTS, in their order.
    """
    joined = " | ".join(texts)
    return tuple(kind for kind, words in _KINDS if words.search(joined))
