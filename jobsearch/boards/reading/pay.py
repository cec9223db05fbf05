"""Parse the pay given by boards: a range, a currency, and a period, from numbers or a line of text."""

import re
from dataclasses import asdict, dataclass
from typing import Any, Literal, cast

from jobsearch.boards.reading import fields
from jobsearch.facts.pay.amounts import find_amounts
from jobsearch.facts.pay.periods import period_by_size

Period = Literal["hour", "day", "week", "month", "year", ""]

_HIGHEST = 1_000_000_000
_LEAST_BARE = 1_000  # a smaller number without a currency or period may count anything
_PERIODS: dict[str, Period] = {
    **dict.fromkeys(
        ("year", "yearly", "annual", "annually", "annum", "yr", "pa", "y", "annum-salary"), "year"
    ),
    **dict.fromkeys(("month", "monthly", "mo", "mth", "m"), "month"),
    **dict.fromkeys(("week", "weekly", "wk", "w"), "week"),
    **dict.fromkeys(("day", "daily", "d"), "day"),
    **dict.fromkeys(("hour", "hourly", "hr", "h"), "hour"),
}
_WORD = re.compile(r"[a-z]+")
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "€": "EUR",
    "£": "GBP",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "₹": "INR",
}
_UP_TO = re.compile(r"\b(?:up to|max(?:imum)?\.?:?|bis(?: zu)?|until)\W{0,3}$", re.IGNORECASE)


@dataclass(frozen=True)
class Pay:
    """The pay of a job according to its board.

    Attributes:
        salary_min: the lower end; None if not given.
        salary_max: the upper end; None if not given.
        pay_currency: an ISO 4217 code; "" if unknown.
        pay_period: the pay period; "" if unknown.
        pay_from: "board" for pay stated by the employer, "estimate" if estimated by the board, "" for no pay.

    """

    salary_min: float | None = None
    salary_max: float | None = None
    pay_currency: str = ""
    pay_period: Period = ""
    pay_from: Literal["board", "estimate", ""] = ""

    def columns(self) -> dict[str, Any]:
        """Return the pay fields of a Posting."""
        return asdict(self)


NO_PAY = Pay()


def pay(
    low: object,
    high: object,
    currency: object = "",
    period: object = "",
    said_by: Literal["board", "estimate"] = "board",
) -> Pay:
    """Return a board's pay; numbers may be text, 0 means not given, and impossible values result in NO_PAY.

    A missing end stays None. A missing period is inferred from the amount, because nobody is paid 30 a year.
    """
    ends = [_end(low), _end(high)]
    if ends[0] and ends[1] and ends[0] > ends[1]:
        ends.reverse()
    largest = ends[1] or ends[0]
    if not largest:
        return NO_PAY
    code = currency_code(currency)
    return Pay(ends[0], ends[1], code, period_named(period) or period_of(largest, code), said_by)


def period_of(amount: float, currency: str = "") -> Period:
    """Infer the period of an amount from its size."""
    return cast("Period", str(period_by_size(amount, currency)))


def pay_in_text(text: str, dollars: str = "USD") -> Pay:
    """Return the pay from a board that gives it on one line ("$75k - $95k", "from 50 EUR/hour"), or NO_PAY.

    `dollars` is the currency of a bare "$".
    """
    found = [one for one in find_amounts(text) if one.is_understood and not one.is_per_strange]
    amount = next((one for one in found if one.has_sign or one.period), found[0] if len(found) == 1 else None)
    if amount is None or not (
        amount.has_sign or amount.has_unit or amount.period or amount.low >= _LEAST_BARE
    ):
        return NO_PAY
    bare = "$" in text[amount.start : amount.end] and not amount.currency
    low = None if _UP_TO.search(text[: amount.start]) else amount.low
    return pay(low, amount.high, amount.currency or (dollars if bare else ""), str(amount.period or ""))


def period_named(value: object) -> Period:
    """Return the period named by a word or phrase ("annual", "1 YEAR", "per-hour-wage"), or ""."""
    words = _WORD.findall(value.lower()) if isinstance(value, str) else []
    return next((_PERIODS[word] for word in words if word in _PERIODS), "")


def currency_code(value: object) -> str:
    """Return an ISO 4217 code in uppercase, from a code or a currency sign; "" for any other value."""
    text = value.strip().upper() if isinstance(value, str) else ""
    return text if _CURRENCY.fullmatch(text) else _SIGNS.get(text, "")


def _end(value: object) -> float | None:
    amount = fields.number(value)
    if amount is None or not 0 < amount <= _HIGHEST:
        return None
    return int(amount) if amount == int(amount) else amount
