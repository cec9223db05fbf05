import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.store.searching import expression


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
        ("NEAR(a b) AND title:x ^y -z", '"near(a" "b)" "and" "title:x" "^y" "-z"'),
        ("", ""),
        ('"" * + & -- " \x1b \u200b', ""),
        ("\u6771\u4eac", '"\u6771\u4eac"'),
    ],
)
def test_writes_what_was_typed_as_words_and_phrases(typed: str, written: str) -> None:
    assert expression(typed) == written


@given(st.text())
def test_puts_all_that_was_typed_in_quotation_marks(typed: str) -> None:
    outside = expression(typed).split('"')[::2]
    assert set("".join(outside)) <= {" ", "*"}
