"""What is kept of an element that is no usable post."""

import json
import time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jobsearch.boards.reading.content import LONGEST_RAW
from jobsearch.boards.reading.elements import rejection

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def nested(depth: int) -> Any:
    return json.loads("[" * depth + "]" * depth)


@given(JSON)
def test_it_is_kept_as_json_of_one_line(element: Any) -> None:
    assert rejection(element, "it is odd").raw == json.dumps(element)[:LONGEST_RAW]


def test_deep_ones_are_kept_whole_and_soon() -> None:
    element = {"id": "5", "junk": nested(900)}
    before = time.process_time()
    kept = {rejection(element, "it is nested too deeply").raw for _post in range(450)}
    assert time.process_time() - before < 5  # 13 where a level costs as much as all above it
    assert kept == {json.dumps(element)}
