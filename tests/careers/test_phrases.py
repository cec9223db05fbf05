"""Texts read many at once have what each of them has, read one by one in the plainest way."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers import phrases
from jobsearch.careers.common_words import FUNCTION_WORDS, NEVER, WEAK
from jobsearch.careers.phrases import Texts
from jobsearch.careers.skill_words import HEADS, KNOWN
from jobsearch.text.phrases import words_as_written
from jobsearch.titles.parse import is_person

_SENTENCE = re.compile(r"\n[\s\u2022*-]*|[.!?:]\s+")
_BREAK = re.compile(
    r"[\n,;:!?()\[\]{}|\"\u201c\u201d\u00b7*]+|/+(?![cC][dD]\b)|\.(?=\s|$)|\s[-\u2013\u2014&]+\s"
)
_LETTER = re.compile(
    r"\b(?:[a-z](?:\s?&\s?[a-z]\b|(?=-[a-z]|\s(?:level|suite)\b))"
    r"|(?:appendix|class|grade|hepatitis|objective|option|plan|round|schedule|series|vitamin)[\s-][a-z]\b)",
    re.IGNORECASE,
)
PIECES = (
    "Python python SQL sql data Data modeling We we write Write Snorkelbase snorkelbase node.js "
    "C++ C R&D C-level series plan class level suite CI/CD 2024 engineers Straße STRASSE İstanbul é x _"
).split()
MARKS = [
    " ",
    " ",
    " ",
    "\n",
    "\n\u2022 ",
    ". ",
    ".",
    ", ",
    "/",
    " - ",
    " & ",
    "(",
    ") ",
    ": ",
    "! ",
    "..\n",
    "-",
]
text = st.lists(st.sampled_from(PIECES + MARKS) | st.text(max_size=3), max_size=25).map("".join)
posts = st.lists(st.tuples(text, st.sets(st.sampled_from(["python", "snorkelbase", "data"]))), max_size=6)


def found(given: Sequence[tuple[str, Container[str]]]) -> tuple[Counter[Any], dict[str, tuple[int, int]]]:
    texts = Texts()
    for one, own in given:
        texts.add(one, own)  # type: ignore[arg-type] # sets
    result = texts.found()
    numbers = zip(result.texts.tolist(), result.numbers.tolist(), strict=True)
    spelled = zip(result.capital.tolist(), result.small.tolist(), strict=True)
    pairs = Counter((place, result.phrases[number]) for place, number in numbers)
    return pairs, dict(zip(result.words, spelled, strict=True))


def plainly(given: Sequence[tuple[str, Container[str]]]) -> tuple[Counter[Any], dict[str, tuple[int, int]]]:
    pairs = set()
    capital, small = Counter[str](), Counter[str]()
    for place, (one, own) in enumerate(given):
        for sentence in _SENTENCE.split(_LETTER.sub("|", one)):
            for number, chunk in enumerate(_BREAK.split(sentence)):
                written = words_as_written(chunk)
                for word in counted(written, begins=number == 0):
                    (small if word.islower() else capital)[word.casefold()] += 1
                pairs |= {(place, phrase) for phrase in stretches([*map(str.casefold, written)], own)}
    may_be_names = {word for word in capital | small if may_be_name(word)}
    return Counter(pairs), {word: (capital[word], small[word]) for word in may_be_names}


def counted(written: Sequence[str], *, begins: bool) -> Iterator[str]:
    heading = len(written) >= 3 and all(word[0].isupper() for word in written)
    for place, word in enumerate(written):
        if not heading and (place or not begins or word[1:] != word[1:].lower()):
            yield word


def stretches(chunk: Sequence[str], own: Container[str]) -> Iterator[str]:
    for end, last in enumerate(chunk, 1):
        for length in range(1, min(3, end) + 1):
            run = chunk[end - length : end]
            ends = last in KNOWN or (last in HEADS and length > 1) or may_be_name(last)
            if ends and not any(word in own or is_of_no_skill(word) for word in run):
                yield " ".join(run)


def may_be_name(word: str) -> bool:
    return not (is_of_no_skill(word) or word in WEAK | HEADS | KNOWN or "." in word)


def is_of_no_skill(word: str) -> bool:
    return word in FUNCTION_WORDS or word in NEVER or word.isdigit() or is_person(word)


@given(posts)
def test_many_texts_have_what_each_of_them_has(given: list[tuple[str, set[str]]]) -> None:
    assert found(given) == plainly(given)


@given(posts)
def test_it_is_the_same_when_few_are_counted_at_once(given: list[tuple[str, set[str]]]) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(phrases, "_TOKENS_AT_ONCE", 5)
        assert found(given) == plainly(given)


def test_no_texts_have_nothing() -> None:
    assert found([]) == (Counter(), {})
