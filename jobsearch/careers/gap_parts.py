"""Divide a post into parts, and find the sentences that state a requirement.

    line --> a heading? --> the part that it starts --> each sentence --> does it state a requirement?

A sentence states a requirement if it is under a heading such as "Qualifications", or if its own words say so
("experience with"), unless they say otherwise ("not required"). Under a heading about the employer, only
words near the start of a sentence count. A reader checked 317 skills mentioned in 140 posts: 213 of the 220
skills in such sentences were really required (including all 168 tools), but only 71 of the 97 skills in other
sentences.

This module is pure.
"""

import re
from collections.abc import Iterator
from enum import Enum
from itertools import chain

from jobsearch.careers.occupations.naming import sentences

_MOST_WORDS = 9  # in a heading
_FEW_WORDS = 6  # in a heading without a colon, Markdown, or capitals
_MARKS = " •·-\N{EN DASH}\N{EM DASH}*#>▪●✅\t"  # before a list item or around a heading


class Part(Enum):
    """The topic of a part of a post."""

    REQUIREMENTS = "requirements"
    WORK = "work"
    EMPLOYER = "employer"
    UNKNOWN = "unknown"


_EMPLOYER = re.compile(
    r"\b(?:about (?:us|the (?:company|team))|who we are|offer(?:s|ed)?|benefits?|perks?|why|"
    r"compensation|salary|pay|culture|values|mission|life (?:at|with)|what.s in it|company|"
    r"our (?:story|team|clients|customers|product|platform)|"
    r"how to apply|(?:interview|hiring|application) process|location|logistics|join us|diversity|"
    r"equal\W(?:opportunity|employment))\b|\Aabout (?!you\b)\S+\Z",
    re.IGNORECASE,
)
_REQUIREMENTS = re.compile(
    r"\b(?:require(?:ments?|d)|qualifi(?:cations?|ed)|"
    r"what (?:you.ll |you |will you )?(?:bring|need|have)|what we (?:need|expect)|"
    r"who you are|about you|you(?:.ll|.ve| will| might| may)? (?:have|are|bring|should|need|must|possess)|"
    r"your (?:profile|background|skills?|experience)|must[- ]haves?|"
    r"(?:(?:ideal|great|successful|right|perfect) (?:candidate|person|fit))|"
    r"looking for|(?:we.d|would) love|nice[- ]to[- ]ha\w+|bonus(?: points)?|prefer(?:red|ences?)|"
    r"desir(?:ed|able)|even better|fit|competenc\w+|wish list|ideally|pluses)\b|"
    r"\b(?:skills?|experience|knowledge|expertise|abilities|education|certifications?)\Z",
    re.IGNORECASE,
)
_WORK = re.compile(
    r"\b(?:responsib\w+|what you.ll|what you will|you.ll|you will|will you|duties|"
    r"your (?:role|tasks|mission|impact|job)|day[- ]to[- ]day|the (?:role|job|position|opportunity)|"
    r"job description|in this role|tasks|overview|summary|"
    r"stack|technologies|(?:we|you.ll) use)\b",
    re.IGNORECASE,
)
_KINDS = ((Part.EMPLOYER, _EMPLOYER), (Part.REQUIREMENTS, _REQUIREMENTS), (Part.WORK, _WORK))

# A heading in Markdown: "## About you", "**Requirements**".
_MARKDOWN = re.compile(r"\s*(?:#{1,6}\s.*|(?P<bold>\*\*|__)(?!\s)[^*]+(?P=bold)\s*:?\s*)\Z")
# A heading followed by text on the same line: "Requirements: experience with Python".
_BEGINNING = re.compile(r"[\W_]*([^\W_][^:.]{2,44}):\s+\S")

# A heading that occurs only once for each job.
_SUMMARY = re.compile(r"(?:(?:position|job|role) )?(?:summary|overview)|summary of position")

# Words that state a requirement.
_REQUIRING = re.compile(
    r"\b(?:experienced? (?:[\w-]+ )?(?:with|in|using|of|on)|knowledge|proficien\w+|familiar\w*|expertise|"
    r"skilled|fluen(?:t|cy)|command of|certifi(?:cations?|ed)|must have|hands-on|"
    r"you (?:know|have|master|bring))\b",
    re.IGNORECASE,
)
# The start of the next item in a list without line breaks.
_NEXT_ITEM = re.compile(
    r"(?<=[a-z0-9)])\s+(?="
    r"\d\d?\+? years|"
    r"(?:About|What|Who|Why|How) (?:you|we|us)\b|"
    r"(?:Requirements|Qualifications|Responsibilities|Benefits)\b|"
    r"(?:Experienced?|Knowledge|Ability|Able|Familiar(?:ity)?|Proficien(?:cy|t)|Understanding|Strong|"
    r"Excellent|Good|Solid|Deep|Proven|Working knowledge|Hands-on|Must|Fluent|Bachelor|Degree|Minimum|"
    r"Preferred|Required|Comfortable)\b(?!\s[A-Z]\w*\s[A-Z])"
    r")"
)
_LONGEST_SENTENCE = 50  # words; anything longer is a list
# What a team uses is not always required: "We use GitHub for code review".
_IN_USE = re.compile(r"\b(?:we|tools|technologies) (?:\w+ )?use\b|\bstack\b", re.IGNORECASE)
# Words about something that a post mentions without requiring it.
_NOT_REQUIRED = re.compile(
    r"\b(?:don.?t|do not|doesn.?t|does not|not|never|neither) (?:\w+ ){0,2}?(?:requir\w+|expect\w*|necessary|"
    r"needed|mandatory|essential|a must)\b|\bno (?:prior|previous) (?:experience|knowledge)\b|"
    r"\bstack (?:includes?|consists|contains|is|currently)\b|\binterest(?:ed)? in\b|\bwant to\b|"
    r"\b(?:may|might) (?:also )?(?:have|be|know)\b|"
    r"\bor (?:you )?(?:can|(?:are |is )?able to|(?:willing|ready|eager|happy|want) to) (?:\w+ )?"
    r"(?:learn|pick up)\b",
    re.IGNORECASE,
)
# Words before a list of which not everything is required: "You're not expected to know all of this".
_NOT_ALL_REQUIRED = re.compile(
    r"\b(?:don.?t|do not|not) (?:\w+ ){0,2}?(?:expect\w*|requir\w+|need\w*|have|must|know) (?:\w+ ){0,5}?"
    r"(?:all|every(?:thing)?|each)(?: of| single| one of)? ?(?:these|this|them|the|it|listed|skills?|"
    r"technolog\w+|tools?|following|below|box\w*|points?|items?|requirements?|on this)\b|"
    r"\b(?:none|not (?:all|every\w*)) (?:\w+ ){0,5}?(?:is|are) (?:\w+ )?(?:required|mandatory|a must)\b|"
    r"\b(?:all|everything) (?:\w+ ){0,5}?(?:is not|are not|isn.?t|aren.?t) (?:\w+ )?"
    r"(?:required|mandatory|a must)\b",
    re.IGNORECASE,
)
# Words before a list of alternatives, whose items are short.
_ONE_OF = re.compile(
    r"\b(?:one or more|at least (?:one|two)|any|some|several|one|most|many) of "
    r"(?:these|those|the following)\b",
    re.IGNORECASE,
)
_SHORT_ITEM = 6  # words
_SOON = 25  # characters from the start within which words count even under a heading about the employer


def with_requirements(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each sentence of a post, with whether it states a requirement.

    If a post describes several jobs, only the requirements of the first count. The next job starts where a
    heading such as "Job summary" occurs again.
    """
    part, summaries, is_of_another, is_choice = Part.UNKNOWN, set[str](), False, False
    for line in chain.from_iterable(map(_items, text.splitlines())):
        part = _begun_by(line, part)
        here = _begun_within(line, part)
        if _SUMMARY.fullmatch(heading := line.strip(f"{_MARKS}_:").casefold()):
            is_of_another |= heading in summaries
            summaries.add(heading)
        if _NOT_ALL_REQUIRED.search(line):  # of the list that follows
            part = here = Part.UNKNOWN
        is_choice = is_choice and len(line.split()) <= _SHORT_ITEM
        for sentence in sentences(line):
            yield sentence, not (is_of_another or is_choice) and _requires(sentence, here)
        is_choice = is_choice or (line.rstrip().endswith(":") and _ONE_OF.search(line) is not None)


def _items(line: str) -> list[str]:
    """Split a line at the items of a list without line breaks, as in "SQL queries Knowledge of Redis".

    Only a line with a very long sentence is split.
    """
    if max((len(sentence.split()) for sentence in sentences(line)), default=0) <= _LONGEST_SENTENCE:
        return [line]
    return _NEXT_ITEM.split(line)


def states_requirement(sentence: str) -> bool:
    """Return whether a sentence's own words state a requirement."""
    return _REQUIRING.search(sentence) is not None


def _requires(sentence: str, part: Part) -> bool:
    if _NOT_REQUIRED.search(sentence):
        return False
    words = _REQUIRING.search(sentence)
    if part is Part.EMPLOYER:
        return words is not None and words.start() <= _SOON
    return words is not None or (part is Part.REQUIREMENTS and _IN_USE.search(sentence) is None)


def _begun_by(line: str, part: Part) -> Part:
    """Return the part that a line starts if it is a heading, or else the current part."""
    bare = line.strip(f"{_MARKS}_")
    size = len(bare.split())
    is_markdown = _MARKDOWN.match(line) is not None
    marked = is_markdown or bare[-1:] in {":", "?"} or bare.isupper()
    is_item = line.lstrip()[:1] in _MARKS and not is_markdown and not bare.endswith(":")
    if is_item or not 0 < size <= (_MOST_WORDS if marked else _FEW_WORDS) or bare[-1] in ".,;!":
        return part
    return _kind(bare.rstrip(":?"), part)


def _begun_within(line: str, part: Part) -> Part:
    """Return the part that a heading with text on the same line starts, or else the current part."""
    found = _BEGINNING.match(line)
    return _kind(found[1], part) if found and len(found[1].split()) <= _FEW_WORDS else part


def _kind(heading: str, otherwise: Part) -> Part:
    return next((kind for kind, words in _KINDS if words.search(heading)), otherwise)
