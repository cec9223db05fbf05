"""New is what was published lately, and not what was first seen today."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.listed import MORNING, listed_post

from jobsearch.presentation.time import is_new

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("published", "seen", "new"),
    [
        (HOUR, HOUR, True),
        (HOUR, timedelta(0), True),
        (23 * HOUR, 23 * HOUR, True),
        (2 * DAY - INSTANT, HOUR, True),
        (2 * DAY, HOUR, False),
        (3 * DAY, HOUR, False),
        (15 * 7 * DAY, timedelta(0), False),
        (15 * 7 * DAY, HOUR, False),
        (15 * 7 * DAY, 14 * 7 * DAY, False),
        (25 * HOUR, 25 * HOUR, False),
        (25 * HOUR, DAY, False),
        (25 * HOUR, DAY - INSTANT, True),
        (-HOUR, HOUR, True),
        (-2 * DAY, DAY, False),
        (400 * DAY, HOUR, False),
    ],
)
def test_new_is_what_was_published_and_seen_lately(published: timedelta, seen: timedelta, new: bool) -> None:  # noqa: FBT001 - the answer
    post = replace(listed_post(1), posted_at=MORNING - published, first_seen=MORNING - seen)
    assert is_new(post, MORNING) is new
