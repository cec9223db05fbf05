"""Classify mentions of places by context, for example as restrictions or preferences.

"Based in the US" is a restriction, but "need not be based there" is not. In case of doubt, a place restricts
nothing, since no user should miss a job because a sentence was mistaken for its opposite.
"""

import re
from enum import Enum, auto

from jobsearch.facts.model import Answer

_FAR, _NEAR = 90, 70


class Stance(Enum):
    """The stance of a sentence on a place that it mentions."""

    LIMITS = auto()  # applicants must live there, or be allowed to work there
    WISHES = auto()  # a preference
    WAIVES = auto()  # explicitly not required
    REFUSES = auto()  # explicitly excluded
    NOTHING = auto()  # conditional or unclear


_CLAUSE = re.compile(r"[.;:!?,]\s|\s[-–—]\s|[–—(•|]|\b(?:but|because|so that|although)\b", re.IGNORECASE)
_NOT = r"(?:not|never|nor)\b|n['’]t\b"
_WAIVED_BEFORE = re.compile(
    r"(?:\b(?:need(?:s|ed)? not|need(?:n['’]t)|never needs?|no need|without (?:needing|having|requiring)|"
    r"rather than|instead of|even if|no (?:\w+ )?(?:requirement|obligation|restriction|limit)s?)|"
    rf"(?:\b|(?<=\w))(?:{_NOT})\s+(?:\w+\s+){{0,2}}?(?:need|have to|has to|requir\w+|necessar\w+|obliged|"
    r"limit\w*|restrict\w*|only|just|solely|exclusive\w*|tied|bound|confined|ask|matter|mandatory|important)|"
    rf"(?:\b|(?<=\w))(?:{_NOT})\s+(?:a|an|the))"
    r"\b(?:\W+[\w.'’]+){0,8}?\W*\Z",
    re.IGNORECASE,
)
_WAIVED_AFTER = re.compile(
    rf"[^.;:!?]{{0,30}}?(?:{_NOT}|\bno longer\b)\W+(?:\w+\W+){{0,3}}?"
    r"(?:required|needed|necessary|requirements?|mandatory|obligatory|must|matter|essential)\b|"
    r"\W*(?:\w+\W+){0,3}?(?:optional|unnecessary)\b",
    re.IGNORECASE,
)
_NEEDED = re.compile(r"\W*(?:is |are )?(?:needed|required|necessary)\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nor|cannot|unable|without|avoid|except|excluding)\b|n['’]t\b", re.IGNORECASE
)
_NEGATED = re.compile(rf"(?:{_NEGATION.pattern})(?:\W+[\w.'’]+){{0,7}}?\W*\Z", re.IGNORECASE)
_DIRECTLY_NEGATED = re.compile(
    r"(?:\bnot|n['’]t|\bwithout)\s+(?:an? |currently |already |physically |legally )?\Z", re.IGNORECASE
)
_FORBIDDEN = re.compile(
    r"(?:\b(?:must|can|may|should|could|will)\s+(?:not|never)\b|\bcannot\b|\b(?:can|must|could|should|wo)n['’]t\b|"
    r"\b(?:unable|no longer)\b|"
    r"(?:\bnot|n['’]t)\W+(?:\w+\W+){0,3}?(?:accept|consider|hir|employ|recruit|take|open|able))",
    re.IGNORECASE,
)
_REFUSED_AFTER = re.compile(
    r"(?!\W*(?:who|that|which|whose)\b)[^.;:!?]{0,30}?"
    rf"(?:(?:{_NOT}|\bcannot\b|\bno longer\b)(?:\W+\w+){{0,4}}?\W+"
    r"(?:accept\w*|eligible|consider\w*|allowed|permitted|hired?|apply|qualify|suitable|possible|able|proceed)\b|"
    r"\b(?:ineligible|excluded|rejected|declined)\b)",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(r"\b(?:outside|non|besides|except)(?:\W+(?:of|the|for)\b)*\W*\Z", re.IGNORECASE)
_WISHED = re.compile(
    r"prefer|ideal|a plus|nice to have|bonus|encouraged|advantage|desir|would be great|"
    r"not (?:a )?(?:strict )?requirement|(?:perfect|great|good) for",
    re.IGNORECASE,
)
_WELCOME_BEFORE = re.compile(
    r"\b(?:welcom|encourag)\w+\W+(?:(?!only|must)\w+\W+){0,5}\Z|"
    r"\bwelcom\w+ (?:applications?|applicants?|candidates?)\b[^.;:]{0,20}\Z",
    re.IGNORECASE,
)
_WELCOME_AFTER = re.compile(
    r"(?!\W*(?:who|that)\b)[^.;:!?]{0,50}?\b(?:welcome|encouraged|invited)\b", re.IGNORECASE
)
_ASKED = re.compile(r"[^.!?;]{0,60}\?")  # a form's question, or the start of an invitation
_ONLY = re.compile(r"\bonly\b|\bexclusively\b", re.IGNORECASE)
_IF_AFTER = re.compile(r"\W*(?:\w+\W+){0,2}?(?:if|when|in case|should you)\b", re.IGNORECASE)
_MOVING = re.compile(
    r"\W*(?:\w+\W+){0,2}?\bor\b[^.;:]{0,40}\b(?:relocat\w+|move|sponsor\w*|obtain|apply for)\b", re.IGNORECASE
)
_WORLD_AFTER = re.compile(
    r"\W*(?:and|or|&)\W+(?:\w+\W+){0,3}?(?:anywhere (?:in|around) the world|anywhere else|anywhere(?=\W*\Z)|"
    r"wherever|worldwide|globally)\b",
    re.IGNORECASE,
)
_OTHERS_AFTER = re.compile(
    r"\W*(?:and|or|&)\W+(?:non\W|(?:\w+\W+){0,3}?(?:beyond|elsewhere|more|others?|anywhere|remote(?:ly)?)\b)|\W*etc\b|"
    r"[^.!?]{0,40}(?<!no )(?<!not )\b(?:other (?:countries|locations|regions|places|time\W?zones) "
    r"(?:\w+ ){0,3}(?:considered|welcome|possible|ok|fine)|open to (?:other|candidates elsewhere|all)|"
    r"consider (?:others?|candidates elsewhere))\b",
    re.IGNORECASE,
)


def stance(sentence: str, start: int, place: int, end: int, *, of_persons: bool) -> Stance:
    """Return the stance of a sentence on the places in a mention.

    The mention extends from `start` to `end`, and its place names begin at `place`. `of_persons` means that
    the mention refers to people ("US applicants"): negating them is a refusal, whereas negating a requirement
    waives it.
    """
    before = _CLAUSE.split(sentence[max(0, place - _FAR) : place])[-1]
    after = sentence[end : end + _NEAR]
    refused = _REFUSED_AFTER.match(after) is not None
    if _OUTSIDE.search(before) or _IF_AFTER.match(after):
        return Stance.NOTHING
    if _WAIVED_BEFORE.search(before) or _WAIVED_AFTER.match(after):
        return Stance.WAIVES
    if _NEGATED.search(before):
        cue = max(0, len(before) - max(0, place - start))
        return _negated(before[:cue], before, after, refused=refused, of_persons=of_persons)
    if refused:
        return Stance.REFUSES if of_persons else Stance.NOTHING
    return Stance.WISHES if _is_wish(sentence, start, end) else Stance.LIMITS


def others(sentence: str, end: int) -> Answer:
    """Return the answer for all places other than those in the mention that ends at `end`."""
    after = sentence[end : end + _NEAR]
    if _WORLD_AFTER.match(after):
        return Answer.YES
    return Answer.UNKNOWN if _OTHERS_AFTER.match(after) else Answer.NO


def allows_moving(sentence: str, end: int) -> bool:
    """Return whether relocation is an alternative to a work permit: "or be willing to relocate"."""
    return _MOVING.match(sentence, end) is not None


def _negated(before_cue: str, before: str, after: str, *, refused: bool, of_persons: bool) -> Stance:
    if _NEEDED.match(after):
        return Stance.WAIVES
    if direct := _DIRECTLY_NEGATED.search(before_cue):
        if refused or _FORBIDDEN.search(before_cue, 0, direct.start()):
            return Stance.LIMITS  # "We cannot accept applicants who are not based in the US"
        return Stance.REFUSES if _FORBIDDEN.search(before_cue) else Stance.WAIVES
    if refused or len(_NEGATION.findall(before)) > 1:
        return Stance.NOTHING
    return Stance.REFUSES if of_persons or _FORBIDDEN.search(before) else Stance.WAIVES


def _is_wish(sentence: str, start: int, end: int) -> bool:
    if _WISHED.search(sentence, max(0, start - 50), end + 25) or _ASKED.match(sentence, end):
        return True
    before, after = sentence[max(0, start - _FAR) : start], sentence[end : end + _NEAR]
    if _ONLY.search(before[-20:] + sentence[start:end] + after[:12]):
        return False
    return bool(_WELCOME_BEFORE.search(_CLAUSE.split(before)[-1]) or _WELCOME_AFTER.match(after))
