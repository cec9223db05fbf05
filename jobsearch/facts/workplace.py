"""Determine whether a job is remote, hybrid, or on-site.

This module is pure.
"""

import re

from jobsearch.facts.lines import LONGEST_TEXT, lines_with
from jobsearch.facts.model import Answer, Fact

_NOUNS = (
    r"(?:roles?|positions?|jobs?|work(?:ing|place)?|opportunity|contract|schedule|arrangement|basis|set-?up)"
)
_REMOTE_LINE = re.compile(
    r"\bremot[eo]|\banywhere\b|\bworldwide\b|work from home|\bwfh\b|home[- ]office", re.IGNORECASE
)
_REMOTE_TEXT = re.compile(
    r"\b(?:fully|100 ?%|completely|entirely|permanently) remote\b(?! sensing)|"
    rf"\bremote[ -]{_NOUNS}\b|\b(?:this|the) (?:role|position|job) is (?:\w+ )?remote\b|"
    r"^\W{0,4}remote\b(?! (?:support|monitoring|sensing))|\bremote[- ]first\b|\b(?:Type|Location|"
    r"Workplace)\s*:\s*remote\b|"
    r"#LI-remote\b|\bwork(?:ing)? from home\b|\bfull(?:-| )?time remote\b|"
    r"\b(?:100 ?% )?remoto\b|\bteletrabajo\b|\btélétravail\b",
    re.IGNORECASE | re.MULTILINE,
)
_NOT_REMOTE = re.compile(
    r"\b(?:not (?:a )?(?:fully )?remote|no remote|remote (?:work(?:ing)? )?(?:is not|isn.t)|"
    r"(?:work(?:ing)?|jobs?) from home (?:is|are) (?:not|un)|(?:not a|no) work[ -]from[ -]home|"
    r"no (?:home[ -]office|home[ -]working|wfh|telework\w*)|not eligible for (?:remote|telework)|"
    r"(?:does|do) not (?:offer|allow|permit|support) (?:remote|home[ -]office|work(?:ing)? from home)|"
    r"cannot be (?:done|performed) (?:remotely|from home))|\bnon-remote\b",
    re.IGNORECASE,
)
_HYBRID_LINE = re.compile(r"\bhybrid\b|\bhíbrid[oa]\b", re.IGNORECASE)
_HYBRID_TEXT = re.compile(
    r"\bhybrid (?:role|position|job|work(?:ing|place)?|schedule|set-?up|arrangement|basis|opportunity|"
    r"policy|format|"
    r"location|office)\b(?! (?:combining|of|that|between))|\b(?:role|position|job) is (?:a )?hybrid\b|"
    r"\bhybrid\W{1,3}(?:\d|one|two|three|four)|"
    r"\b(?:remote status|work (?:model|mode|arrangement|type)|workplace(?: type)?)\W+hybrid\b|"
    r"\bon a hybrid\b|"
    r"\b(?:\d(?:\s?[-–]\s?\d)?|one|two|three|four) days? (?:a|per|each|every)?\s?/?\s?week,? (?:in|at|"
    r"from|on) "
    r"(?:the |our |an? )?(?:\w+ ){0,2}(?:office|site)|"
    r"\boffice (?:near [\w ]{1,30})?(?:a minimum of |at least |up to )?(?:\d|one|two|three|"
    r"four)(?:\s?[-–]\s?\d)? days\b|"
    r"\b(?:modelo|modalidad|formato|trabajo|trabalho) híbrid[oa]\b",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"hybrid,? (?:or|and|/) ?(?:fully )?remote|remote,? (?:or|and|/) ?hybrid|potential for|option|"
    r"optional|if you|"
    r"some roles|depending|may be eligible|prefer",
    re.IGNORECASE,
)
_ON_SITE_LINE = re.compile(
    r"\bon-?site\b|\bin-?office\b|\(office\)|\bin[- ]person\b|\bpresencial\b", re.IGNORECASE
)
_ON_SITE_TEXT = re.compile(
    r"(?<!home-)(?<!home )\b(?:fully |100 ?% |full[- ]time )?(?:on-?site|in-?office|in[- ]person|"
    r"office[- ]based) "
    r"(?:roles?|positions?|jobs?|only)\b|"
    r"\b(?:role|position|job) (?:is|will be) (?:fully |100 ?% )?(?:on-?site|in[- ](?:the )?office|"
    r"in[- ]person|office[- ]based)\b|"
    r"\b(?:work )?(?:location|setting|model|mode|arrangement)\W{1,3}(?:on-?site|in[- ]person|in[- ]office)\b|"
    r"\bmust (?:be able to )?work (?:on-?site|from (?:the|our) office)\b|\b100 ?% on-?site\b|"
    r"\b(?:5|five) days (?:a|per) week (?:in|at|on|from)\b|\b(?:modelo|modalidad|trabajo|"
    r"trabalho) presencial\b",
    re.IGNORECASE,
)
_NEAR = 45
_CUES = (
    "remot",
    "hybrid",
    "híbrid",
    "site",
    "office",
    "person",
    "home",
    "wfh",
    "presencial",
    "teletrabajo",
    "télétravail",
)


def read_workplace(title: str, location: str, description: str) -> tuple[Fact, Fact, Fact]:
    """Return the answers to whether a job is remote, hybrid, and on-site, in that order."""
    lines, text = (location, title), "\n".join(lines_with(description[:LONGEST_TEXT], _CUES))
    hybrid = _found(lines, _HYBRID_LINE) or _first(text, _HYBRID_TEXT, but=_EITHER)
    on_site = _found(lines, _ON_SITE_LINE) or _first(text, _ON_SITE_TEXT, but=_EITHER)
    remote = _found(lines, _REMOTE_LINE) or _first(text, _REMOTE_TEXT)
    if denied := _first(text, _NOT_REMOTE):
        remote = Fact(Answer.NO, denied.words)
    elif on_site and not remote:
        remote = Fact(Answer.NO, on_site.words)
    return remote or Fact(), hybrid or Fact(), on_site or Fact()


def _found(lines: tuple[str, ...], pattern: re.Pattern[str]) -> Fact | None:
    return next((Fact(Answer.YES, line) for line in lines if pattern.search(line)), None)


def _first(text: str, pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> Fact | None:
    for match in pattern.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if but is None or not but.search(around):
            return Fact(Answer.YES, " ".join(match[0].split()))
    return None
