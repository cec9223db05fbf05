"""The kinds of employment that may be asked for are those that posts are stored with."""

from typing import get_args

import pytest
from support.process import Program
from support.serving import in_thread

from jobsearch.domain.posting import EMPLOYMENTS
from jobsearch.server.parameters import Employment


def test_they_are_those_of_posts() -> None:
    assert get_args(Employment) == EMPLOYMENTS


@pytest.mark.parametrize("path", ["/recommendations", "/recommendations/left-out"])
def test_another_is_a_value_that_cannot_be(own: Program, path: str) -> None:
    with in_thread(own.instance) as server:
        assert server.get(f"{path}?employment=AAA").status == 422
        assert server.get(f"{path}?employment=contract").status == 200
