"""Rows that are parted by their keys, and found again with the texts of these."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.careers.buckets import Buckets, key_of, parted

ROW = np.dtype([("key", "u8"), ("number", "u4")])
stretches = st.lists(st.lists(st.tuples(st.text("ab \u00e9", max_size=3), st.integers(0, 9)), max_size=9))


@given(stretches)
def test_every_row_comes_back_with_the_text_of_its_key(stretches: list[list[tuple[str, int]]]) -> None:
    buckets = Buckets(ROW)
    for stretch in stretches:
        texts = {key_of(text): text for text, _number in stretch}
        rows = np.array([(key_of(text), number) for text, number in stretch], dtype=ROW)
        buckets.add(parted(np.sort(rows, order="key"), [texts[key] for key in sorted(texts)]))
    found = Counter[tuple[str, int]]()
    for bucket in buckets:
        rows = bucket.rows()
        texts = bucket.texts(rows["key"])
        found.update((texts[key], number) for key, number in rows.tolist())
    buckets.close()
    assert found == Counter(pair for stretch in stretches for pair in stretch)


def test_the_rows_of_a_key_stand_in_one_bucket() -> None:
    keys = sorted(key_of(str(number)) for number in range(500))
    buckets = Buckets(ROW)
    for _time in range(3):
        buckets.add(parted(np.array([(key, 1) for key in keys], dtype=ROW)))
    assert [set(Counter(bucket.rows()["key"].tolist()).values()) for bucket in buckets] == [{3}] * 64
    buckets.close()
