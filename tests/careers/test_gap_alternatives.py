"""A choice that a post offers is no gap for a person who has one of the alternatives."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.gap_alternatives import may_be_answered


@pytest.mark.parametrize(
    ("sentence", "skill", "shown"),
    [
        ("Experience with Python, Go or Rust.", "Rust", "go"),
        ("A cloud such as AWS, Azure and GCP.", "GCP", "aws"),
        ("Any cloud platform (AWS, Azure, GCP).", "Azure", "gcp"),
        ("One or more of the following: C++, Java, Perl.", "Perl", "java"),
        ("BI tools (Tableau, Qlik, etc.)", "Tableau", "qlik"),
        ("Scala/Java, and SQL.", "Scala", "java"),
        ("DATEV and/or QuickBooks", "QuickBooks", "datev"),
        ("PostgreSQL (or MySQL)", "MySQL", "postgresql"),
        ("Several of Kafka, Redis and Spark.", "Spark", "redis"),
        ("Several of the following areas: Python, HTML, and storage in S3, Lambda.", "S3", "python"),
    ],
)
def test_one_of_several_to_choose_from_answers_for_the_others(sentence: str, skill: str, shown: str) -> None:
    assert may_be_answered(skill, sentence, "", {shown})
    as_written = sentence[(place := sentence.casefold().index(shown)) : place + len(shown)]
    assert may_be_answered(skill, sentence, as_written, set())
    assert not may_be_answered(skill, sentence, "Sang in a choir.", {"cobol"})


@pytest.mark.parametrize(
    ("sentence", "skill", "shown"),
    [
        ("Experience with Python, Go and Rust.", "Rust", "go"),
        ("Scala/Java, and SQL.", "SQL", "java"),
        ("Python or R; experience with Kafka.", "Kafka", "python"),
        ("Python is used by many people who also like Kafka or RabbitMQ.", "Kafka", "python"),
        ("Rust", "Rust", "go"),
        ("Go or Rust", "Rust", "rust"),
    ],
)
def test_what_is_asked_beside_it_is_no_alternative(sentence: str, skill: str, shown: str) -> None:
    assert not may_be_answered(skill, sentence, shown, {shown})


@given(st.text(max_size=200))
def test_any_sentence_is_read(sentence: str) -> None:
    assert may_be_answered("Python", f"Python or {sentence}", sentence, set()) in {True, False}
