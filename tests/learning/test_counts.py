import numpy as np
import pytest
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS
from support.postings import posting

from jobsearch.learning.counts import Counts, count, union
from jobsearch.learning.vectors import fit_counted
from jobsearch.learning.vocabulary.stop_words import STOP_WORDS

POSTS = [
    posting(1, title="Python Engineer", description="Kafka, kafka and KAFKA.", tags=("python", "backend")),
    posting(2, title="Sales Manager", description="Sell to banks.", location="Berlin, Germany"),
    posting(3, title="Nurse", description="Care for patients. " * 300),
    posting(4, title="Zoologist", description="Ångström and zebras."),
]


def same(one: Counts, other: Counts) -> bool:
    parts = ("indptr", "indices", "data")
    return one.names == other.names and all(
        np.array_equal(getattr(one.rows, part), getattr(other.rows, part)) for part in parts
    )


def test_each_post_has_the_number_of_each_of_its_terms() -> None:
    found = count(POSTS)
    assert found.names == sorted(found.names)
    kafka, patients = found.names.index("kafka"), found.names.index("patients")
    assert found.rows[:, [kafka, patients]].toarray().tolist() == [[3, 0], [0, 0], [0, 300], [0, 0]]


@pytest.mark.parametrize("parts", [[4], [1, 3], [2, 2], [1, 1, 1, 1], [0, 4], [3, 0, 1]])
def test_posts_counted_in_parts_are_counted_as_if_at_once(parts: list[int]) -> None:
    ends = np.cumsum(parts)
    assert same(
        union(count(POSTS[end - size : end]) for size, end in zip(parts, ends, strict=True)), count(POSTS)
    )


def test_terms_of_posts_that_are_gone_have_no_column() -> None:
    assert same(union([count(POSTS).only([1, 3])]), count([POSTS[1], POSTS[3]]))


def test_no_posts_have_no_terms() -> None:
    assert union([]).names == []
    assert count([]).rows.shape == (0, 0)


def test_stop_words_are_scikit_learns_but_for_those_that_say_what_work_is_about() -> None:
    of_work = {"back", "call", "computer", "fire", "front", "full", "go", "system"}
    assert ENGLISH_STOP_WORDS - of_work == STOP_WORDS


def test_feature_rows_share_the_columns_of_the_counts_so_that_they_take_half_the_memory() -> None:
    found = count(POSTS)
    counted = found.rows.data.copy()
    _steps, rows = fit_counted(found, answers=0)
    assert np.shares_memory(rows.indices, found.rows.indices)
    assert np.array_equal(found.rows.data, counted)
