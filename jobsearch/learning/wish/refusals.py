"""Separate what users want from what they refuse, in a wish written in English.

    "Go developer, no crypto, not US only" -> seeks "Go developer"; refuses "crypto", "US only"

A sentence is parsed clause by clause. A refusal extends to the next comma, the next "but", or the end, unless
a list continues ("no sales, marketing or support", "avoid: banks, insurance"); phrases that merely resemble
refusals ("not only", "no experience needed", "non-profit", "don't mind") are ignored.

This module is pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from jobsearch.learning.vocabulary.occupations import occupations_in
from jobsearch.learning.vocabulary.regions import regions_in
from jobsearch.text.phrases import words

_Kind = Literal["word", "list", "command"]  # of refusal cues, by the kind of list that may follow

_SENTENCES = re.compile(r"[;!?\n•|()\[\]]+|\.(?=\s|$)|\s[-–—]\s")  # noqa: RUF001 - dashes that people type
_COMMAS = re.compile(r"\s*,\s*")
_JOINTS = re.compile(r"\s*(?:,|/|\b(?:and|or|nor|neither)\b)\s*", re.IGNORECASE)
_OR = re.compile(r"\b(?:or|nor)\b", re.IGNORECASE)
_AND_OR = re.compile(r"\b(?:or|nor|and)\b", re.IGNORECASE)
_LONGEST_OF_A_LIST = 4  # words: a "list" of longer parts is a continuing sentence


def _any_of(*phrases: str) -> str:
    return "|".join(phrases)


_NOT = _any_of(
    r"do not|does not|don't|dont|doesn't|did not|didn't|will not|won't|would not|wouldn't|should not"
    r"|shouldn't",
    r"cannot|can not|can't|cant|must not|mustn't|never|rather not|prefer not|need not",
)
_VERB = _any_of(
    "want", "wish", "like", "love", "enjoy", "do", "accept", "consider", "need", "be", "apply", "work",
    "stand", "tolerate", "take", "touch", "go", "have", "seek", "care", "show", "see", "send",
    "include", "involve",
)  # fmt: skip
_DISLIKED = (
    "hat|dislik|detest|loath|bother|annoy|bor(?:es?|ing)|tedi|dull|drain|exhaust|stress|aw(?:ful|kward)"
)
_LIVE = (
    "imagine|picture|think of|live|life|living|do|be|being|go|work|working|code|coding|function|survive|exist"
    "|manage|get by|want|like|to|a|an|one|single|day|my|ever|even|job"
)
_WANT = (
    "want|wish|plan|planning|going|intend|ready|willing|prepared|looking|thinking|like|about|on|of|ever"
    "|really|to|have|be"
)

# Common phrases that are not refusals; what follows them is wanted.
_HARMLESS = re.compile(
    r"\b(?:"
    + _any_of(
        r"not (?:only|just|merely|simply|limited to)",
        r"no (?:matter|preference|restrictions?|limits?)(?: (?:where|what|which|who|how|on|for|as to))?",
        r"no (?:problems?|issues?|objections?|worries|trouble) (?:with|to|about|against)",
        r"(?:do not|don't|does not|doesn't|wouldn't|would not) (?:really )?(?:mind|matter|care (?:if"
        r"|about|where))",
        r"(?:not|never|isn't|aren't) (?:at all |too )?(?:opposed to|against|averse to|picky about|bothered by"
        r"|put off by|allergic to|(?:afraid|scared|frightened|worried|shy|ashamed|reluctant|hesitant"
        r"|unwilling) (?:of|to|about))",
        r"(?:there(?:'s| is) )?nothing (?:but|except|other than|against|wrong with|special|particular|fancy"
        r"|specific|less than|short of|below|under|outside(?: of)?|beats?|tops|compares (?:to|with)"
        r"|(?:can|could|will) (?:beat|replace|top|match)"
        rf"|(?:(?!{_DISLIKED})\w[\w']* ){{0,5}}?(?:happier|better|nicer|greater"
        rf"|more(?: (?!{_DISLIKED})\w+)?) than)",
        r"there(?:'s| is) nothing (?:like|better than|(?:quite )?as \w+ as)",
        r"(?:do not|don't|never) (?:fear|dread)|not (?:done|finished) with",
        # A double negation is wanted.
        rf"(?:(?:{_NOT})(?: (?:{_VERB}|to|in|an?|any|work(?:ing)?))*|no|without(?: any)?|avoid(?:ing)?)"
        r" non[ -](?!profit|govern)",
        rf"(?:{_NOT}|not|couldn't|could not)(?: (?:{_LIVE}))* without",
        rf"(?:{_NOT}|not)(?: (?:{_WANT}))* (?:leav(?:e|ing)|stop(?:ping)?|giv(?:e|ing) up|quit(?:ting)?"
        r"|abandon(?:ing)?|los(?:e|ing)|part(?:ing)? with|miss(?:ing)?(?: out on)?)",
        r"no (?:shortage|lack) of|no stranger to",
        r"no (?:less|fewer|more|later|earlier) than",
        r"(?:do not|don't|does not|doesn't) (?:have|need) to(?: be)?",
        r"no (?:idea|clue|doubt|hurry|rush|worries)|not (?:sure|certain|decided)",
        r"(?:can't|cannot) wait to",
    )
    + r")\b",
    re.IGNORECASE,
)
# About a post's requirements, so neither wanted nor refused; before a colon, removed before splitting
# sentences.
_NOT_NEEDED_AT_COLON = re.compile(
    r"\b(?:not|never|no longer) (?:needed|required|necessary|mandatory)\s*:[^,.;\n]*"
    r"|[^,.;:\n]{1,60}:\s*(?:not|no longer) (?:needed|required|necessary|mandatory)\b",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"\bno need (?:for|of|to)\b[^,.;]*|"
    r"\b(?:no|without(?: an?y?)?) (?:[\w-]+ ){1,3}(?:is |are )?(?:needed|required|necessary)\b"
    r"|\b(?:[\w-]+ ){1,2}(?:is|are)? ?not (?:needed|required|necessary)\b",
    re.IGNORECASE,
)
_TAIL = r"(?: (?:to|do|doing|be|being|work|working|go|going|back|see|have|take|apply|me|about|want|like))*"
# "non-gaming companies", "non-US": a refusal in one word, unlike "non-profit" and "non-US citizen".
_NON = re.compile(
    r"(?<![\w-])non[ -](?P<what>(?!profit|govern|executive|fiction|destructive|linear|traditional|standard)"
    r"\w+(?:[ -]based|[ -]owned)?(?:(?: or | and |/)\w+)? (?:compan(?:y|ies)|employers?|firms?|startups?"
    r"|industr(?:y|ies)|business(?:es)?|organi[sz]ations?|clients?|sectors?|teams?|roles?|jobs?|positions?"
    r"|work)\b(?: only\b)?|(?:us|eu|uk)(?=\s*(?:[,;.!?)\n]|$)))",
    re.IGNORECASE,
)
_SELF = re.compile(r"\b(?:i am|i'm|am|as|being|me|we are|we're)(?: an?)?\s*$", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(r"[,;.!?:()\n]|\bbut\b", re.IGNORECASE)
_COURTESY = re.compile(r"\bno,\s+(?=thank)", re.IGNORECASE)
# "Crypto: no", "crypto, no thank you": what precedes the sign is refused.
_NO_THANKS = re.compile(
    r"(?<=\w)(?:\s*[,:?]?\s*\bno,? (?:thanks|thank you|way)|\s*[:?]\s*(?:hard |big )?(?:no|nope|never))"
    r"\s*(?=[,;.!?)\n]|$)",
    re.IGNORECASE,
)
# "Cut the emissions: climate roles" is a company's mission.
_SLOGAN = re.compile(r"\b(?P<verb>hold|cut|lose|ditch) the(?= [^,;.!?:\n]{1,40}:)", re.IGNORECASE)
_OF_SLOGANS = (
    "line|fort|cost|costs|bill|bills|emissions?|carbon|co2|pollution|waste|noise|footprint|energy|risks?"
    "|gap|red tape|cord"
)
# Some words are refusals only at the start of a clause, or after one of these.
_BEGINS = (
    "(?:^|" + "|".join(f"(?<={word} )" for word in "with and but or want prefer need has have".split()) + ")"
)
# "Zero downtime" is a subject, "zero travel" a refusal.
_SUBJECTS_OF_ZERO = (
    "to|trust|day|knowledge|waste|carbon|emissions?|downtime|based|sum|shot|copy|cost|code|touch|party|energy"
    "|gravity|loss|defects?|latency|config\\w*|overhead|inbox|allocation|accidents?|harm|fuel|hours?"
    "|rat(?:ed|ing)|one|coupon|bugs?|fee|commission|sugar|data|budget"
)
# Followed by a refused list without "or": "avoid banks, insurance".
_COMMAND = _any_of(
    r"avoid(?:ing|s)?|exclud(?:e|es|ing)|(?:skip|hide|ignore|omit|drop|ban|block|leave out)(?= )",
    r"anything but|everything but|all but",
)
# Followed by a refused list with "and": "I don't want banks, insurance and tobacco".
_OF_A_LIST = _any_of(
    rf"(?:{_NOT})(?: (?:really|even|ever))?(?: to)? (?:{_VERB}){_TAIL}",
    r"hates?|hating|dislikes?|detests?|loathes?|refus(?:e|es|ing)(?: to)?",
    r"(?:(?:am|is|are|was|were) )?(?:not|no longer|never|less|isn't|aren't) (?:fond of|into"
    r"|(?:interested in|keen on|looking|willing|planning|prepared|ready|able|going|hoping)(?: for| to)?)",
    r"(?:no|little|zero) (?:interest in|(?:tolerance|patience|appetite) for|desire (?:to|for))",
    r"(?:tired|sick|weary) of|fed up with|done with|unwilling to|averse to",
    rf"spare me|^(?:hold|cut|lose|ditch) the(?! (?:\w+ )?(?:{_OF_SLOGANS})\b)|allergic to",
    r"(?:had|have|has|got|seen) (?:it|(?:quite |more than )?enough) (?:of|with)(?! an? )|^enough of(?! an? )",
    r"no,? thank(?:s| you)(?: to)?",
    r"(?:stay|keep|get) (?:well )?(?:away|clear) (?:from|of)|away from|opposed to|against",
    r"(?:is not|isn't|are not|aren't|not|never) (?:an? )?(?:fits?|fan of|options?|wanted|welcome"
    r"|acceptable|for me)",
    r"unwanted|deal-?breakers?|red flags?|no-?gos?|turn-?offs?|except(?:ing)?(?: for)?",
    r"(?<!\bat )(?<!\bby )(?<!\bfor )(?<!\bof )nothing (?:with|in|like|about|around|involving|related to"
    r"|to do with|from|at|on)",
    r"^nothing (?:too|overly|very)",
    rf"nothing (?:\w+ ){{0,3}}?(?:(?:{_DISLIKED})\w* (?:me )?more|worse|more (?:{_DISLIKED})\w*) than",
    r"^nothing(?= (?!tech$|else$|phone$)(?-i:[a-z])[\w-]*$)",  # Nothing Tech is a company
)
_OF_A_WORD = _any_of(
    r"without|w/o|minus|other than|rather than|instead of|apart from|aside from|neither|nor|never"
    r"|no(?! (?:(?:code|sql) (?:and |or )?(?:low|develop|build|platform|tool|app|engineer|specialist|consult"
    r"|design|automat|maker|startup|expert|database|stor)))|not(?! for profit\b)",
    rf"{_BEGINS}(?:(?!(?-i:Zero [A-Z][a-z]))zero(?![ -](?:{_SUBJECTS_OF_ZERO})\b)|as (?:little|few)"
    r"|(?:less|fewer)(?! (?:than|is|common|known|experienced|senior|formal)\b))",
    r"(?:is|are|was|were|am|'m) not|isn't|aren't|no more|free of|free from",
)
_CUE = re.compile(
    rf"(?<![\w-])(?:(?P<list>(?P<command>{_COMMAND})|{_OF_A_LIST})|(?P<word>{_OF_A_WORD}))(?![\w'-])",
    re.IGNORECASE,
)
_BUT_OF_ALL = re.compile(
    r"\b(?:anything|everything|anywhere|all|any)\b(?P<sought>.*?)\b(?:but|save)\b(?! also)(?P<refused>.*)",
    re.IGNORECASE,
)
# "Crypto is not for me", "sales: no thanks": what precedes is refused.
_BEFORE = re.compile(
    r"^(?P<what>.+?)(?:\s+(?:"
    + _any_of(
        r"(?:is|are)(?:n't| not)(?: (?:for me|my (?:thing|cup of tea)|an option|wanted|welcome|acceptable"
        r"|ok(?:ay)?|interesting|a fit|of interest|possible|on the table))?",
        r"(?:is|are) (?:out(?: of the question)?|off (?:the table|limits)|unacceptable|impossible"
        r"|an? (?:no|no-?go|deal-?breaker|turn-?off))",
        r"(?:do not|don't|does not|doesn't) (?:interest|appeal to|suit|excite|work for|attract) me",
        r"need not apply|no|not (?:wanted|welcome|an option)",
    )
    + r")|\s*:?\s+no(?:,? (?:thanks|thank you|way))|\s*:\s*no)\s*$",
    re.IGNORECASE,
)
_AFTER_ALL = re.compile(
    r"\b(?:but|however|though|although|just)\b(?! not\b)|\bi(?:'d| would)? (?:want|like|love|prefer|seek"
    r"|look|am|need)\b"
    r"|\bi'm\b|\blooking for\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(
    r"^(?:and |but |so |then )?(?:i(?:'d| would)? (?:want|like|love|prefer|seek|look|am|need|do|can)|i'm"
    r"|prefer(?:ably|ring)?"
    r"|looking for|yes|wants?|seek(?:ing|s)?|open to|happy (?:to|with)|only|ideally|rather)\b",
    re.IGNORECASE,
)
_ARRANGEMENTS = frozenset(
    "remote remotely hybrid onsite on-site full-time part-time full part freelance".split()
)
_LEADING = re.compile(
    r"^(?:(?:a|an|the|any|all|some|more|another|other|to|do|doing|be|being|work|working|in|with|for|on"
    r"|at|as|of|by|from|"
    r"i|i'm|am|me|my|it|again|ever|is|are|that|which|who|please|kind of|sort of|jobs?|roles?|posts?"
    r"|positions?|companies|anything|stuff)\s+)+"
    r"|^[\s:,\"'-]+",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"(?:\s+(?:please|thanks|thank you|at all|any ?more|either|for me|jobs?|roles?|posts?|positions?|who"
    r"|is|are|i|and|or"
    r"|but|(?:if|as) possible))+$|[\s:,\"'-]+$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Said:
    """The parts of a wish that are sought and refused, in their original wording and order."""

    sought: tuple[str, ...]
    refused: tuple[str, ...]


def tell_apart(text: str) -> Said:
    """Split a text into the parts that it seeks and the parts that it refuses."""
    sought: list[str] = []
    refused: list[str] = []
    for sentence in _sentences(_plainly(text)):
        for part, is_refused in _parts(_NOT_NEEDED.sub(" ", _HARMLESS.sub(" ", sentence))):
            for one in _JOINTS.split(part) if is_refused else [part]:
                (refused if is_refused else sought).append(_bare(one))
    return Said(tuple(filter(words, sought)), tuple(filter(words, refused)))


def _plainly(text: str) -> str:
    """Replace unusual forms of refusal in a text with common ones."""
    plain = _COURTESY.sub("no ", text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    plain = _NOT_NEEDED_AT_COLON.sub(" ", _SLOGAN.sub(r"\g<verb>", plain))
    return _NON.sub(_without_non, _NO_THANKS.sub(" no thanks", plain))


def _without_non(non: re.Match[str]) -> str:
    """Rewrite "non-gaming companies" as "no gaming companies", limiting the refusal to these words.

    Self-descriptions ("I am non-US") and phrases that are already negated are left unchanged.
    """
    clause = _CLAUSE_ENDS.split(non.string[: non.start()])[-1]
    if _SELF.search(clause) or _CUE.search(clause):
        return non[0]
    return f"no {non['what']};"


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, splitting at colons except directly after a refusal cue."""
    for sentence in _SENTENCES.split(text):
        start = 0
        for colon in re.finditer(":", sentence):
            said = sentence[start : colon.start()].rstrip()
            if not any(cue.end() == len(said) for cue in _CUE.finditer(said)):
                yield said
                start = colon.end()
        yield sentence[start:]


def _parts(sentence: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a sentence, each with whether it is refused."""
    clauses = [clause.strip() for clause in _COMMAS.split(sentence) if words(clause)]
    goes_on_to = 0  # clauses before this place belong to a refused list
    for place, clause in enumerate(clauses):
        if before := _BEFORE.match(clause):
            yield before["what"], True
        elif of_all := _BUT_OF_ALL.search(clause):
            yield clause[: of_all.start()] + of_all["sought"], False
            yield of_all["refused"], True
            goes_on_to = _end_of_list(of_all["refused"], clauses, place, "list")
        elif cue := _CUE.search(clause):
            yield clause[: cue.start()], False
            yield from _behind(clause[cue.end() :])
            goes_on_to = _end_of_list(clause[cue.end() :], clauses, place, _kind(cue))
        elif place < goes_on_to:
            yield from _behind(clause)
        else:
            yield clause, False


def _kind(cue: re.Match[str]) -> _Kind:
    return "word" if cue["word"] else "command" if cue["command"] else "list"


def _behind(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts after a refusal cue.

    Parts are refused up to "but" or the next cue.
    """
    while True:
        after_all, again = _AFTER_ALL.search(text), _CUE.search(text)
        if again and (after_all is None or again.start() < after_all.start()):
            yield text[: again.start()], True
        elif after_all:
            yield text[: after_all.start()], True
            text = text[after_all.end() :]
            again = _CUE.search(text)
            if again is None or _BEFORE.match(text) or _BUT_OF_ALL.search(text):
                yield from _parts(text)
                return
            yield text[: again.start()], False
        else:
            yield text, True
            return
        text = text[again.end() :]


def _end_of_list(behind: str, clauses: list[str], place: int, kind: _Kind) -> int:
    """Return the end index of the list of clauses that starts with `behind`, after a refusal cue."""
    end = place + 1
    if _AFTER_ALL.search(behind):
        return end
    while end < len(clauses) and _may_go_on(behind, clauses[end]):
        end += 1
    joint = _OR if kind == "word" else _AND_OR
    last = [at for at in range(place + 1, end) if joint.search(clauses[at])]
    if last:
        return last[0] + 1
    return end if kind == "command" or behind.lstrip().startswith(":") else place + 1


def _may_go_on(first: str, clause: str) -> bool:
    """Return whether a clause may continue a list that starts with `first`.

    It must be as short and of the same kind.
    """
    if _CUE.search(clause) or _SOUGHT.match(clause) or _BEFORE.match(clause):
        return False
    longest = max(len(words(part)) for part in _JOINTS.split(clause))
    return longest <= _LONGEST_OF_A_LIST and all(kind(clause) <= kind(first) for kind in _KINDS)


def _is_arrangement(text: str) -> bool:
    """Return whether a part is about where or how much to work, rather than a kind of work."""
    return bool(regions_in(text)) or not _ARRANGEMENTS.isdisjoint(text.casefold().split())


def _is_work(text: str) -> bool:
    """Return whether a part mentions an occupation."""
    return bool(occupations_in(text))


_KINDS = (_is_arrangement, _is_work)


def _bare(part: str) -> str:
    """Remove connecting words from both ends of a part of a sentence."""
    for before, now in pairwise(_stripped(part)):
        if before == now:
            return now
    return ""


def _stripped(part: str) -> Iterator[str]:
    while True:
        yield part
        part = _TRAILING.sub("", _LEADING.sub("", part.strip()))
