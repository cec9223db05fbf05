import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.postings import posting

from jobsearch.learning.documents import terms


@pytest.mark.parametrize("word", ["c++", "c#", "f#", "node.js", "asp.net", "k8s", "3d", "naïve", "数据"])
def test_keeps_a_word_whole(word: str) -> None:
    assert word in terms(posting(title="x", description=f"We use {word}, ({word}) and {word}."))
    assert terms(posting(title="x", description=f"We use {word}, ({word}) and {word}.")).count(word) == 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("C++/C#", ["c++", "c#"]),
        ("Node.js.", ["node.js"]),
        ("real-time", ["real", "time"]),
        ("«Kafka»", ["kafka"]),
        ("_private_", ["private_"]),
        ("the and of", []),
        ("R & D", []),
        ("🚀 ... -- ++ ##", []),
    ],
)
def test_reads_the_telling_words_of_a_text(text: str, words: list[str]) -> None:
    title = terms(posting(title="x"))
    assert terms(posting(title="x", description=text)) == title + words


def test_a_title_counts_more_than_a_tag_and_a_tag_more_than_a_text() -> None:
    found = terms(posting(title="Kafka", tags=("Kafka",), description="kafka"))
    counts = {term: found.count(term) for term in found}
    assert counts == {"title: kafka": 3, "tag: kafka": 2, "kafka": 2}


def test_reads_the_neighbours_in_a_title() -> None:
    found = terms(posting(title="Senior Data Engineer"))
    assert {"title: senior data", "title: data engineer", "title: data"} <= set(found)
    assert "title: senior engineer" not in found


def test_a_short_word_tells_something_in_a_title_only() -> None:
    found = terms(posting(title="R developer", description="r"))
    assert "title: r" in found
    assert "r" not in found


def test_a_tag_of_several_words_is_one_term() -> None:
    assert "tag: machine learning" in terms(posting(tags=("Machine Learning",)))


def test_a_place_is_not_a_word_of_the_text() -> None:
    found = terms(posting(title="x", location="Berlin, Germany"))
    assert {"place: berlin", "place: germany"} <= set(found)
    assert "berlin" not in found


def test_an_empty_post_has_no_terms() -> None:
    assert terms(posting(title="", location="", tags=(), description="")) == []


def test_neither_company_nor_key_is_read() -> None:
    assert terms(posting(1, title="Baker", company="Acme")) == terms(posting(2, title="Baker", company="Foo"))


@settings(database=None, max_examples=150, deadline=None)
@given(st.text(), st.lists(st.text(), max_size=4), st.text(), st.text())
def test_any_text_has_terms_without_blanks_at_their_ends(
    title: str, tags: list[str], location: str, description: str
) -> None:
    post = posting(title=title, tags=tuple(tags), location=location, description=description)
    words = [term for term in terms(post) if not term.startswith("tag: ")]
    assert all(word == word.strip() and word for word in words)
    assert terms(post) == terms(post)


@pytest.mark.parametrize("text", ["a." * 100_000, "a" + "." * 200_000, "+" * 200_000, "a_" * 100_000])
def test_a_hostile_text_takes_no_longer_than_another(text: str) -> None:
    start = time.process_time()
    terms(posting(title="x", description=text))
    assert time.process_time() - start < 1
