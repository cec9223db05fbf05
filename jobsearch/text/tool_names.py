"""Determine where a text uses an ordinary word, such as "go" or "excel", as the name of a tool.

"We write Go", "Python, go and Rust", and "a Go developer" mean the tool. "Statements go out on time", "go to
market", "R&D", and "the rest of the team" mean the ordinary word, which is not informative. Unclear cases
count as the ordinary word, because highlighting it by mistake would be misleading.

This module is pure.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jobsearch.text.phrases import placed_words

# Words whose ordinary meaning says nothing about a job, unlike "chef" and "teams".
ORDINARY = frozenset("go r c d rest swift rust spring express excel spark dart notion helm".split())
_NEVER = frozenset({"d"})  # a language that hardly any post asks for
_IN_CAPITALS = frozenset({"rest"})  # how the tool is written
_AFTER = frozenset(
    (
        "developer developers programmer programmers programming lang language code codebase codebases "
        "backend microservice microservices sdk sdks runtime stdlib gopher gophers api apis boot mvc batch "
        "cloud framework streaming sql js shiny markdown studio package packages library libraries script "
        "scripts skills spreadsheets formulas macros"
    ).split()
)
_ROLES = frozenset("engineer engineers engineering services service".split())
_BEFORE = frozenset("microsoft ms advanced apache ibm restful node golang using".split())
_NOT_AFTER = frozenset(
    (
        "series class type level grade plan part section option tier schedule category vitamin phase round "
        "group title appendix exhibit zone"
    ).split()
)
# Names that always mean a tool, so that a word next to one of them in a list means a tool as well.
_TOOLS = frozenset(
    (
        "python java javascript typescript golang ruby php kotlin scala c++ c# node.js nodejs perl sql "
        "nosql mysql postgresql postgres mongodb redis kafka docker kubernetes k8s terraform ansible "
        "jenkins aws gcp azure linux django flask fastapi react.js reactjs vue vue.js angular graphql grpc "
        "soap html css html5 css3 xml json hadoop hive airflow elixir haskell clojure erlang matlab sas "
        "stata spss tableau powerpoint powerbi word outlook .net dotnet laravel rails hibernate jpa maven "
        "gradle junit ios android flutter objective-c cobol pandas numpy scipy hbase mapreduce sqoop impala "
        "cassandra storm flink snowflake redshift bigquery databricks qlik visio appium selenium xcode "
        "espresso testng oracle jsp j2ee javaee rabbitmq elasticsearch nextjs next.js express.js fortran "
        "julia lua bash powershell oauth api apis websockets microservices salesforce quickbooks"
    ).split()
)
_JOINING = re.compile(
    r"\s*(?:[,/|+;•·*()]|- |\band\b|\bor\b|&)[\s,/|+;•·*()-]*(?:and\b|or\b|&)?\s*", re.IGNORECASE
)
_IN_A_LIST = re.compile(r"\s*[,/|]\s*(?:(?:and|or)\s+)?")
_ITS_END = re.compile(r"\s*(?:[,/|)\n]|$|(?:and|or)\b)")
_SPACE = re.compile(r"[ \t\u00a0]+")
_GOES_ON = re.compile(r"[\w,/|+&(;)%'\u2019]\s*$")  # otherwise, a sentence, line, or item begins
_AND = frozenset({"and", "or"})
_AROUND = 60  # characters
_LOOKED_AT = 10  # characters before a word in which to look for the start of its sentence
# Words that are capitalized only at the start of an item.
_OF_QUALITY = frozenset(
    (
        "strong excellent superior advanced solid good basic great outstanding intermediate proficient "
        "expert your our modern idiomatic senior junior in with using know knows knowledge"
    ).split()
)
_JOINTS = frozenset("-&'\u2019")
_PART = re.compile(r"-\w|/\d")
_SMALL = {"excel": frozenset("in using ms microsoft advanced".split())}  # in lowercase after these words


class _Word(NamedTuple):
    folded: str
    start: int
    end: int


class _Place(NamedTuple):
    """An ordinary word in a text, with its neighbors and the text between them.

    `before` and `after` are the nearest words other than "and" and "or".
    """

    text: str
    here: _Word
    next_before: _Word | None
    next_after: _Word | None
    before: _Word | None
    after: _Word | None
    between_before: str
    between_after: str
    is_capital: bool


def means_the_tool(word: str, text: str) -> bool:
    """Return whether a text uses an ordinary word as the name of a tool anywhere."""
    return next(places_of_the_tool(word, text), None) is not None


def places_of_the_tool(word: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans at which a text uses one of the words in ORDINARY as the name of a tool."""
    # A post has thousands of words, but few of these, so only the text around each of them is tokenized.
    for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE):
        begin = max(found.start() - _AROUND, 0)
        part = text[begin : found.end() + _AROUND]
        words = [_Word(*one) for one in placed_words(part)]
        places = (place for place, one in enumerate(words) if one.start == found.start() - begin)
        if any(words[place].folded == word and _is_the_tool(_place(part, words, place)) for place in places):
            yield found.span()


def _place(text: str, found: Sequence[_Word], place: int) -> _Place:
    here, written = found[place], text[found[place].start : found[place].end]
    before, after = _beside(found, place, -1), _beside(found, place, 1)
    return _Place(
        text,
        here,
        found[place - 1] if place else None,
        found[place + 1] if place + 1 < len(found) else None,
        before,
        after,
        text[before.end : here.start] if before else "",
        text[here.end : after.start] if after else "",
        written.isupper() if here.folded in _IN_CAPITALS else written[0].isupper(),
    )


def _is_the_tool(one: _Place) -> bool:
    if one.here.folded in _NEVER or _is_joined(one.text, one.here):
        return False
    return any(rule(one) for rule in (_follows, _is_followed, _is_beside_a_tool)) or (
        one.is_capital and any(rule(one) for rule in (_is_in_capitals_alone, _is_in_a_list, _stands_out))
    )


def _follows(one: _Place) -> bool:
    """Return whether the word follows a word about tools, as in "Microsoft Excel" and "skills in excel"."""
    if not one.before or not _SPACE.fullmatch(one.between_before):
        return False
    return one.before.folded in _SMALL.get(one.here.folded, ()) or (
        one.is_capital and one.before.folded in _BEFORE
    )


def _is_followed(one: _Place) -> bool:
    """Return whether the word precedes a word about tools, as in "a go developer" and "rest api"."""
    if not one.after or not _SPACE.fullmatch(one.between_after):
        return False
    return one.after.folded in _AFTER or (one.is_capital and one.after.folded in _ROLES)


def _is_beside_a_tool(one: _Place) -> bool:
    """Return whether the word is next to the name of a tool, as in "Python, go" and "Kafka and Go"."""
    sides = ((one.before, one.between_before), (one.after, one.between_after))
    return any(
        other.folded in _TOOLS
        and _JOINING.fullmatch(between) is not None
        and (one.is_capital or _IN_A_LIST.fullmatch(between) is not None)
        for other, between in sides
        if other
    )


def _is_in_capitals_alone(one: _Place) -> bool:
    """Return whether the word alone is in capitals, as in "a REST interface".

    In "PLEASE REST ASSURED", its neighbors are in capitals too.
    """
    return one.here.folded in _IN_CAPITALS and not any(
        other and _is_in_capitals(one.text, other) for other in (one.before, one.after)
    )


def _is_in_a_list(one: _Place) -> bool:
    """Return whether the word is in a list, as in "Miro, Notion, Zoom" and "an engineer (Go)"."""
    text, here = one.text, one.here
    if text[: here.start].endswith("(") and text[here.end :].startswith(")"):
        return len(text[here.start : here.end]) > 1
    is_item = one.before and _IN_A_LIST.fullmatch(one.between_before) and _has_capital(text, one.before)
    return bool(is_item) and _ITS_END.match(text, here.end) is not None


def _beside(found: Sequence[_Word], place: int, step: int) -> _Word | None:
    """Return the nearest word before or after a word, skipping "and" and "or", or None."""
    place += step
    while 0 <= place < len(found) and found[place].folded in _AND:
        place += step
    return found[place] if 0 <= place < len(found) else None


def _is_joined(text: str, here: _Word) -> bool:
    """Return whether a word is part of a longer word, as in "go-to", "R&D", and "C-level"."""
    before, after = text[max(here.start - 1, 0) : here.start], text[here.end : here.end + 2]
    return before in _JOINTS or after[:1] in _JOINTS - {"-"} or _PART.match(after) is not None


def _stands_out(one: _Place) -> bool:
    """Return whether the word stands out by its capital, as in "We write Go".

    A word at the start of a sentence does not stand out.
    """
    before, after = one.next_before, one.next_after
    if one.here.folded in _IN_CAPITALS or before is None or _begins(one.text, one.here):
        return False
    if before.folded in _NOT_AFTER or (_has_capital(one.text, before) and before.folded not in _OF_QUALITY):
        return False
    is_beside = after is not None and _SPACE.fullmatch(one.text[one.here.end : after.start]) is not None
    return not (is_beside and after is not None and _has_capital(one.text, after))


def _begins(text: str, one: _Word) -> bool:
    """Return whether a word begins a sentence, a line, or a list item."""
    before = text[max(one.start - _LOOKED_AT, 0) : one.start]
    return "\n" in before[len(before.rstrip()) :] or not _GOES_ON.search(before)


def _has_capital(text: str, one: _Word) -> bool:
    return text[one.start].isupper()


def _is_in_capitals(text: str, one: _Word) -> bool:
    written = text[one.start : one.end]
    return written.isupper() and len(written) > 1 and one.folded not in _TOOLS
