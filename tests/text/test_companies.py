"""Names of companies, in whole and in part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.text.companies import exact_name, exactly, is_named


@pytest.mark.parametrize(
    ("company", "name", "is_match"),
    [
        ("AI", "=AI", True),
        ("Scale AI", "=AI", False),
        ("Scale AI", "AI", True),
        ("Nestl\u00e9", "= NESTLE", True),
        ("Acme, Inc.", "=Acme", False),
        ("A=B", "=", True),
        ("Acme", "=", False),
    ],
)
def test_an_exact_name_must_be_the_whole_name(company: str, name: str, *, is_match: bool) -> None:
    assert is_named(company, name) is is_match


@given(st.text(min_size=1).filter(lambda text: text.strip("= \t\n").isalnum()))
def test_each_company_is_named_by_its_own_exact_name(company: str) -> None:
    assert exact_name(exactly(company))
    assert is_named(company, exactly(company))
