"""Scores and salaries as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.text.typed import salary


@pytest.mark.parametrize(
    ("typed", "yearly"),
    [
        ("60000", 60_000),
        ("60,000", 60_000),
        ("60.000", 60_000),
        ("60_000", 60_000),
        ("60 000", 60_000),
        ("60\u00a0000", 60_000),
        ("60\u202f000", 60_000),
        ("60'000", 60_000),
        ("60\u2019000", 60_000),
        ("60k", 60_000),
        ("60 K", 60_000),
        ("60.0k", 60_000),
        ("60.5k", 60_500),
        ("60,5k", 60_500),
        ("1.200.000", 1_200_000),
        ("1,200,000", 1_200_000),
        ("12,00,000", 1_200_000),
        ("60.000,00", 60_000),
        ("60,000.00", 60_000),
        ("60000.50", 60_000.5),
        ("60000.0", 60_000),
        ("60000,50", 60_000.5),
        ("€60.000", 60_000),
        ("60.000 €", 60_000),
        ("$60,000", 60_000),
        ("60k EUR", 60_000),
        ("USD 60,000", 60_000),
        ("1000", 1_000),
        ("1.000", 1_000),
        ("0", None),
        ("0k", None),
        ("0.0", None),
    ],
)
def test_a_salary_is_read_as_people_write_it(typed: str, yearly: float | None) -> None:
    assert salary(typed) == yearly


@pytest.mark.parametrize(
    "typed",
    [
        "60",
        "60.0",
        "60.00",
        "60,00",
        "60.5",
        "60,5",
        "60.0000",
        "60.000k",
        "60,000k",
        "6.00.000.0",
        "60.000.00",
        "60,00,00",
        "0.6",
        "0.060",
        "060.000.000.000.000.000",
        "999",
        "60%",
        "60m",
        "60 000 0",
        "60.,000",
        "60. 000",
        "-60.000",
        "6e4",
        "\u0666\u0660\u0660\u0660\u0660",
        "lots",
        "",
        "k",
        "60-70k",
    ],
)
def test_what_may_mean_another_salary_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"60000.* or 60k"):
        salary(typed)


@given(amount=st.integers(1_000, 999_999_999), mark=st.sampled_from([",", ".", "_", " ", "'"]))
def test_a_mark_between_thousands_changes_nothing(amount: int, mark: str) -> None:
    assert salary(f"{amount:,}".replace(",", mark)) == amount == salary(str(amount))


@given(typed=st.text("0123456789.,_ 'kK€$-", max_size=20) | st.text(max_size=20))
def test_nothing_typed_is_read_as_less_than_a_yearly_salary(typed: str) -> None:
    try:
        read = salary(typed)
    except ValueError:
        return
    assert read is None or read >= 1_000
