"""Remove negated phrases from job texts: "no sales calls", "never had a sales dinner".

A negated word means the opposite of the same word elsewhere. Words for what is not required ("no experience
in sales needed") or not the only thing ("not just sales") are kept, because the job may involve it, and so
are words affirmed by a double negative ("nothing ships without tests"). Only English is supported.

This module is pure.
"""

import re

from jobsearch.text.double_negatives import is_affirmed

# The string to search for, and the negations that begin the given number of characters before it. Searching
# for a rare character takes a fifth of the time of a word, and the whole search an eighth of that of a
# pattern.
_SOUGHT = {
    "no ": (0, ("no ",)),
    "not ": (0, ("not ",)),
    "ever ": (1, ("never ", "Never ")),
    "ithout ": (1, ("without ", "Without ")),
    "N": (0, ("No ", "NO ")),
    "'": (1, ("n't ",)),
    "\u2019": (1, ("n\u2019t ",)),
}
_MARK = re.compile(r"(?:no|not|never|without)(?= )|n['\u2019]t(?= )", re.IGNORECASE)
_ENGLISH, _OTHERS = (
    (" the ", " and ", " you "),
    (" de ", " que ", " para ", " la "),
)  # "no" is also Portuguese
_ARTICLE = r"(?:(?:an?|any|the|such|another|kind of|sort of) +)*"
_WORD = r"[^\W_](?:[\w'\u2019&+/#-]|\.(?=(?-i:[a-z\d])))*"  # "node.js" is one word
_BE = re.compile(r"\b(?:is|are|am|was|were) *\Z|['\u2019](?:s|re|m) *\Z", re.IGNORECASE)
_DO = re.compile(r"\b(?:do|does|did|wo|will|would) *\Z", re.IGNORECASE)
_WITH = re.compile(r"\bwith *\Z", re.IGNORECASE)
_BEGINS = re.compile(r"(?:\A|[^\w\s,]|\n)\s*\Z")
_VERB = (
    r"(?:ever +)?(?:do|does|doing|have|has|had|having|involve[sd]?|includ(?:e|es|ed|ing)|sell|sold|hold|held|"
    r"attend(?:ed)?|see|seen|make|made|offer(?:ed)?|use[ds]?|serve[ds]?|touch(?:ed)?|take|taken|been|be|"
    r"asks? for|work(?:ed)? (?:in|on|with|for)) +"
)
_AFTER = {
    "no": re.compile(rf" +{_ARTICLE}", re.IGNORECASE),
    "without": re.compile(rf" +{_ARTICLE}(?:having +)?", re.IGNORECASE),
    "be": re.compile(r" +(?:(?:an?|another|about|in|for) +)+", re.IGNORECASE),
    "do": re.compile(rf" +{_VERB}{_ARTICLE}", re.IGNORECASE),
}
# Words that continue with another part of the sentence.
_PART = (
    r"(?:and|but|because|so|as|if|than|when|where|while|which|who|to|for|in|on|at|of|from|with|by|is|are|was|were|"
    r"do|does|did|has|have|had|will|would|can|could|should|must|may|might|not|without|here|there|i|it|this|that|"
    r"these|those|them|they|you|your|our|us|we)(?![\w-])"
)
_NEXT = rf"(?:on[ -]call\b|(?!{_PART}){_WORD})"
# A few words, or a list of them: "crypto, gambling or ads".
_DENIED = re.compile(
    rf"{_NEXT}(?:(?:, {_NEXT}){{1,4}},? (?:or|nor|and) {_NEXT}|(?:(?: or | nor |, no |/| ){_NEXT}){{0,2}})",
    re.IGNORECASE,
)
# In a title, the name of the job follows without punctuation: "No Weekends Nurse".
_DENIED_IN_TITLE = re.compile(rf"{_NEXT}(?:(?: or | nor |, no |/){_NEXT}){{0,2}}", re.IGNORECASE)
# Words whose negation says nothing about the work, alone or in an idiom, as in "no ordinary sales job" and
# "no nonsense".
_OTHERWISE = re.compile(
    r"\b(?:longer|matter|more|less|fewer|later|earlier|doubt|need(?:ed)?|one|problems?|two|[12]|limits?|limited|"
    r"limitation|idea|just|only|merely|simply|all|every\w*|prior|previous|experience\w*|required|requires?|"
    r"requirements?|necessary|mandatory|degrees?|knowledge|background|code|coding|sql|better|other|regard|"
    r"notice|exceptions?|typical|average|traditional|perfect|fit|match|afraid|stranger|shortage|lack|yet|being|"
    r"having|nonsense|fuss|frills|hassle|wonder|surprise|secret|questions?|worries|fail|delay|hesitation|saying|"
    r"ado|ordinary|normal|usual|regular|common|standard|simple|small|mean|easy|means|such|way)\b",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(r"[^.;:!?\n]{0,30}\b(?:required|needed|necessary|mandatory)\b", re.IGNORECASE)
_NEXT_FIELD = re.compile(r" *:")


def without_denied(text: str) -> str:
    """Remove the few words negated by "no", "never", "without", and "is not a" from a text."""
    return _blanked(text, places_denied(text))


def without_denied_in_title(text: str) -> str:
    """Remove single negated words from a title: "No Weekends Nurse" keeps the nurse."""
    return _blanked(text, _places_denied(text, _DENIED_IN_TITLE))


def places_denied(text: str) -> list[tuple[int, int]]:
    """Return the spans of the negated words in a text, as (start, exclusive end), in order."""
    return _places_denied(text, _DENIED)


def _places_denied(text: str, words_denied: re.Pattern[str]) -> list[tuple[int, int]]:
    found, end = list[tuple[int, int]](), 0
    for start in _marks(text):
        if start >= end and (words := _denied(text, start, words_denied)):
            end = words.end()
            found.append((words.start(), end))
    return found if found and _is_english(text) else []


def _blanked(text: str, places: list[tuple[int, int]]) -> str:
    if not places:
        return text
    starts, ends = [0, *(end for _start, end in places)], [*(start for start, _end in places), len(text)]
    return " ".join(text[start:end] for start, end in zip(starts, ends, strict=True))


def _is_english(text: str) -> bool:
    others = sum(map(text.count, _OTHERS))
    return not others or sum(map(text.count, _ENGLISH)) >= others


def _marks(text: str) -> list[int]:
    found = list[int]()
    for sought, (before, marks) in _SOUGHT.items():
        place = text.find(sought, before)
        while place >= 0:
            if text.startswith(marks, place - before):
                found.append(place - before)
            place = text.find(sought, place + 1)
    return sorted(found)


def _denied(text: str, start: int, words_denied: re.Pattern[str]) -> re.Match[str] | None:
    mark = _MARK.match(text, start)
    kind = mark and _kind(text, mark)
    after = _AFTER[kind].match(text, mark.end()) if mark and kind else None
    words = after and words_denied.match(text, after.end())
    if not mark or not words or _OTHERWISE.search(words[0]) or _NOT_NEEDED.match(text, words.end()):
        return None
    if _is_answer(text, mark, words) or is_affirmed(text, mark, words.end(), without=kind == "without"):
        return None
    return words


def _is_answer(text: str, mark: re.Match[str], words: re.Match[str]) -> bool:
    """Return whether "No" answers a question in a form, as in "Willing to relocate: No Skills: PHP"."""
    return text.endswith(": ", 0, mark.start()) and bool(_NEXT_FIELD.match(text, words.end()))


def _kind(text: str, mark: re.Match[str]) -> str:
    """Return the kind of words that may follow a negation, or "" if it negates nothing."""
    word, before = mark[0].casefold(), text[max(0, mark.start() - 8) : mark.start()]
    if word.startswith("n") and word.endswith("t") and word != "not":
        return "be" if before.endswith(("is", "are", "was", "were")) else "do" if _DO.search(before) else ""
    if before[-1:].isalnum():
        return ""  # "casino "
    if word == "no" and mark[0] == "No" and not _BEGINS.search(before):
        return ""  # a column of a table
    if word in ("no", "without"):
        return "without" if _WITH.search(before) else word
    if word == "never":
        return "do"
    return "be" if _BE.search(before) else "do" if _DO.search(before) else ""
