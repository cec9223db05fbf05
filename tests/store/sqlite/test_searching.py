import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.store.sqlite.fulltext import expression, operators, searchable, spelled


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("python", '"python"'),
        ("Senior Python", '"senior" "python"'),
        ('"machine learning" python', '"machine learning" "python"'),
        ("djang*", '"djang*"*'),
        ('"machine learn"*', '"machine learn"*'),
        ("C++", '"cplusplus"'),
        ("c++17", '"cplusplus 17"'),
        ("C#", '"csharp"'),
        ("f#", '"fsharp"'),
        (".NET", '"dotnet"'),
        ("asp.net", '"asp.net"'),
        ("node.js", '"node.js"'),
        ("python python", '"python"'),
        ('"unfinished phrase', '"unfinished phrase"'),
        ('a"b c"d', '"a" "b c" "d"'),
        ("NEAR(a b) AND title:x ^y", '"near(a" "b)" "and" "title:x" "^y"'),
        ("python -senior", '("python") NOT ("senior")'),
        ('-a b -"c d" e f-g -h*', '("b" "e" "f-g") NOT ("a" OR "c d" OR "h*"*)'),
        ("-z", ""),
        ("a - b -", '"a" "b"'),
        ("", ""),
        ('"" * + & -- " \x1b \u200b', ""),
        ("\u6771\u4eac", '"\u6771 \u4eac"'),
        (".NET6", '"dotnet 6"'),
        (".network", '".network"'),
    ],
)
def test_writes_what_was_typed_as_words_and_phrases(typed: str, written: str) -> None:
    assert expression(typed) == written


@given(st.text())
def test_puts_all_that_was_typed_in_quotation_marks(typed: str) -> None:
    outside = expression(typed).split('"')[::2]
    assert set(re.findall(r"\w+|\S", " ".join(outside))) <= {"*", "(", ")", "NOT", "OR"}


def test_a_quote_from_the_index_is_spelled_as_people_do() -> None:
    text = "c++, c# and f# on .net at \u6771\u4eac; asp.net"
    assert spelled(searchable(text)) == text


def test_knows_what_looks_like_an_operator() -> None:
    assert operators('a AND b or "x OR y" NOT c ORGAN') == ["AND", "NOT"]
