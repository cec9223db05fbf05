import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.stemming import stem


@pytest.mark.parametrize(
    "kin",
    [
        "hire hires hired hiring",
        "plan plans planned planning",
        "study studies studied studying",
        "strategy strategies",
        "manage manages managed managing management",
        "interview interviews interviewed interviewing",
        "recruit recruits recruited recruiting recruitment",
        "organize organizes organized organizing",
        "test tests tested testing",
        "code coded coding",
    ],
)
def test_words_of_the_same_kin_have_one_stem(kin: str) -> None:
    assert len({stem(word) for word in kin.split()}) == 1


@pytest.mark.parametrize(
    "words", ["manager management", "tester testing", "recruiter recruiting", "data date"]
)
def test_other_words_keep_theirs(words: str) -> None:
    one, other = words.split()
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["", "r", "c++", "sql", "aws", "red", "bed", "ing", "skill", "node.js"])
def test_short_words_and_names_stay(word: str) -> None:
    assert stem(word) == word


@given(st.text())
def test_a_stem_is_a_beginning(word: str) -> None:
    assert word.startswith(stem(word))
    assert bool(stem(word)) == bool(word)
