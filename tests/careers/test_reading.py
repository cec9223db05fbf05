import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.reading import Reader, Reading, words_of

TITLES = ("data scientist", "qa engineer", "scientist", "software engineer")


def read(text: str) -> Reading:
    return Reader(TITLES).read(words_of(text))


def named(text: str) -> dict[str, int]:
    return {TITLES[place]: one.times for place, one in read(text).named.items()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I was a data scientist", {"data scientist": 1}),
        ("Data Scientists and a SCIENTIST", {"data scientist": 1, "scientist": 1}),
        ("software developers, then SWE", {"software engineer": 2}),
        ("a QA tester", {"qa engineer": 1}),
        ("cooking", {}),
        ("", {}),
    ],
)
def test_finds_titles_under_all_their_names(text: str, found: dict[str, int]) -> None:
    assert named(text) == found


def test_titles_are_no_words() -> None:
    terms = read("The data scientist cleans data daily").terms
    assert set(terms) == {"clean", "data", "dail", "clean data", "data dail"}


def test_no_pair_reaches_over_a_title_but_over_common_words() -> None:
    assert "wrot cod" in read("wrote the code").terms
    assert "wrot clean" not in read("wrote data scientist cleans").terms


def test_words_of_the_same_kin_are_one_term() -> None:
    assert read("hired engineers").terms == read("hiring an engineer").terms


def test_a_title_at_the_beginning_counts_more() -> None:
    first, later = (read(text).named[0].early for text in ("data scientist", "x " * 50 + "data scientist"))
    assert (first, later) == (1, 0.5)


@given(st.text(max_size=300))
def test_reads_any_text(text: str) -> None:
    found = read(text)
    assert all(term and count > 0 for term, count in found.terms.items())
    assert all(0 < one.early <= 1 for one in found.named.values())
