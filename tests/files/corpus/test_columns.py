"""Which columns are guessed, and what values become."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from jobsearch.files.corpus.columns import as_moment, as_text, guessed


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["id", "Job Title", "Job Description"], {"title": "Job Title", "text": "Job Description"}),
        (["jobTitle", "body", "datePosted"], {"title": "jobTitle", "text": "body", "date": "datePosted"}),
        (["name", "title", "text"], {"title": "title", "text": "text"}),
        (["company_name", "title"], {"title": "title", "company": "company_name"}),
        (["x", "y"], {}),
    ],
)
def test_guesses_columns_by_their_names(names: list[str], found: dict[str, str]) -> None:
    assert guessed(names) == found


def test_what_is_said_comes_before_what_is_guessed() -> None:
    assert guessed(["title", "role", "text"], {"title": "ROLE"}) == {"title": "role", "text": "text"}
    assert guessed(["title", "text"], {"title": "missing"}) == {"title": "title", "text": "text"}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (None, ""),
        (7, "7"),
        ({"name": "Acme"}, "Acme"),
        ({"id": 1}, ""),
        (["a", 1, "b"], "a, b"),
        (True, ""),
        ({"name": {"name": "x"}}, ""),
    ],
)
def test_makes_text_of_what_columns_hold(value: Any, text: str) -> None:
    assert as_text(value) == text


MOMENT = datetime(2024, 5, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "2024-05-01T12:30:00Z",
        "2024-05-01 12:30",
        MOMENT,
        MOMENT.timestamp(),
        MOMENT.timestamp() * 1000,
        str(int(MOMENT.timestamp())),
    ],
)
def test_reads_moments(value: Any) -> None:
    assert as_moment(value) == (MOMENT.timestamp(), 2024)


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("May 3, 2021", 2021),
        (date(2020, 2, 3), 2020),
        ("2019", 2019),
        (2018, 2018),
        ("", 0),
        (None, 0),
        ("2024-99-99", 2024),
        (1e300, 0),
        ("9" * 400, 0),
        (-5, 0),
        ("nan", 0),
        ("0001-01-01", 0),
    ],
)
def test_reads_at_least_the_year(value: Any, year: int) -> None:
    assert as_moment(value)[1] == year
