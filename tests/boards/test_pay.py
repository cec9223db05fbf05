"""A board's pay: two ends, a currency and a period, out of numbers or a line of text."""

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from jobsearch.boards.reading.pay import NO_PAY, Pay, currency_code, pay, pay_in_text, period_named, period_of


@pytest.mark.parametrize(
    ("text", "low", "high", "currency", "period"),
    [
        ("$75k - $95k", 75_000, 95_000, "USD", "year"),
        ("$31,2k- $52k", 31_200, 52_000, "USD", "year"),
        ("OTE $25k - $35k", 25_000, 35_000, "USD", "year"),
        ("$50-$75 /hour", 50, 75, "USD", "hour"),
        ("$14/hour", 14, 14, "USD", "hour"),
        ("$3k - $10k", 3_000, 10_000, "USD", "month"),
        ("from 50 EUR/hour", 50, None, "EUR", "hour"),
        ("up to $100k", None, 100_000, "USD", "year"),
        ("€60.000 - €80.000", 60_000, 80_000, "EUR", "year"),
        ("5,253 EUR a month", 5_253, 5_253, "EUR", "month"),
        ("-", None, None, "", ""),
        ("Competitive", None, None, "", ""),
        ("3 days", None, None, "", ""),
    ],
)
def test_reads_a_line_of_pay(
    text: str, low: float | None, high: float | None, currency: str, period: str
) -> None:
    found = pay_in_text(text)
    assert (found.salary_min, found.salary_max, found.pay_currency, found.pay_period) == (
        low,
        high,
        currency,
        period,
    )


def test_an_end_that_is_not_given_is_none() -> None:
    assert pay(151_000, None, "USD", "yearly") == Pay(151_000, None, "USD", "year", "board")
    assert pay(0, "90000", "EUR", "annual") == Pay(None, 90_000, "EUR", "year", "board")


@pytest.mark.parametrize(
    "amounts", [(None, None), (0, 0), ("", ""), ("soon", -5), (True, False), (1e300, None)]
)
def test_what_cannot_be_an_amount_is_no_pay(amounts: tuple[object, object]) -> None:
    assert pay(*amounts) == NO_PAY


def test_ends_in_the_wrong_order_are_put_right() -> None:
    assert pay(90, 60, "USD", "hour") == Pay(60, 90, "USD", "hour", "board")


@pytest.mark.parametrize(
    ("word", "period"),
    [
        ("1 YEAR", "year"),
        ("1 HOUR", "hour"),
        ("per-year-salary", "year"),
        ("annual", "year"),
        ("monthly", "month"),
        ("fortnight", ""),
        (None, ""),
        (7, ""),
    ],
)
def test_names_a_period(word: object, period: str) -> None:
    assert period_named(word) == period


@pytest.mark.parametrize(("amount", "period"), [(30, "hour"), (5_253, "month"), (60_000, "year")])
def test_tells_a_period_by_the_size_of_the_amount(amount: float, period: str) -> None:
    assert period_of(amount) == period


@pytest.mark.parametrize(
    ("given_code", "code"), [("usd", "USD"), (" EUR ", "EUR"), ("€", "EUR"), ("dollars", ""), (3, "")]
)
def test_reads_a_currency(given_code: object, code: str) -> None:
    assert currency_code(given_code) == code


_ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | st.lists(st.none())


@given(_ODD, _ODD, _ODD, _ODD)
def test_any_values_are_pay_or_none_and_pay_is_whole(
    low: object, high: object, currency: object, period: object
) -> None:
    found = pay(low, high, currency, period)
    assert bool(found.salary_min or found.salary_max) is bool(found.pay_from) is bool(found.pay_period)
    if found.salary_min and found.salary_max:
        assert found.salary_min <= found.salary_max


@given(st.text(max_size=300))
@at_most(deadline=None)
def test_any_line_is_pay_or_none(text: str) -> None:
    found = pay_in_text(text)
    assert found == NO_PAY or found.pay_period
