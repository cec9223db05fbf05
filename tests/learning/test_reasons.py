import numpy as np
from scipy.sparse import csr_matrix, vstack

from jobsearch.learning.reasons import explain, moves_of, strongest

NAMES = np.array(["field: software", "kafka", "rare", "title: nurse"], dtype=np.object_)
WEIGHTS = np.array([2.0, 0.5, 9.0, -1.0])
ROWS = csr_matrix(np.array([[1, 1, 0, 0], [1, 1, 0, 1], [1, 1, 1, 1], [0, 0, 0, 1]], dtype=np.float32))


def test_the_strongest_terms_are_those_of_many_posts() -> None:
    assert strongest([(ROWS, moves_of(ROWS, WEIGHTS))], NAMES) == (
        ("field: software", "kafka"),
        ("title: nurse",),
    )


def test_batches_of_rows_have_the_strongest_terms_of_all_rows_together() -> None:
    rng = np.random.default_rng(0)
    rows = csr_matrix(rng.integers(0, 2, size=(40, 4)).astype(np.float32))
    whole = strongest([(rows, moves_of(rows, WEIGHTS))], NAMES)
    parts = [rows[:1], rows[1:25], rows[25:]]
    assert (vstack(parts) != rows).nnz == 0
    assert strongest(((part, moves_of(part, WEIGHTS)) for part in parts), NAMES) == whole


def test_function_words_of_other_languages_are_no_reasons() -> None:
    names = np.array(["und", "title: para", "kafka", "title: und pflege", "die"], dtype=np.object_)
    rows = csr_matrix(np.array([[1, 1, 1, 1, 1]], dtype=np.float32))
    moves = moves_of(rows, np.array([5.0, 4.0, 3.0, 2.0, 1.0]))
    assert [term for term, _move in explain(rows, moves, names)[0]] == ["kafka", "title: und pflege", "die"]
