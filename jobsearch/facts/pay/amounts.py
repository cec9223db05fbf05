"""Amounts of money in a line: how much, of which currency, for how long a time; pure.

    "$60,675- $101, 125 annually" -> 60,675 to 101,125, a year

Whether somebody is paid them is not asked here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from jobsearch.facts.model import Period

# What stands beside an amount; "$" may be of many countries.
_CURRENCIES = {
    "": "$",
    "USD": "us$ usd",
    "CAD": "ca$ c$ cad",
    "AUD": "au$ a$ aud",
    "NZD": "nz$ nzd",
    "SGD": "s$ sgd",
    "HKD": "hk$ hkd",
    "MXN": "mx$ mxn",
    "BRL": "r$ brl",
    "DOP": "rd$ dop",
    "EUR": "€ eur euro euros",
    "GBP": "£ gbp",
    "INR": "₹ inr rs",
    "JPY": "¥ jpy",
    "PHP": "₱ php",
    "KRW": "₩ krw",
    "NGN": "₦ ngn",
    "ILS": "₪ ils",
    "TRY": "₺ try",
    "PLN": "zł pln",
    "MYR": "rm myr",
} | {
    code: code.casefold()
    for code in "AED ARS CHF CLP COP CZK DKK HUF IDR KES NOK PKR SEK THB TWD UAH VND ZAR".split()
}
_SYMBOLS = {symbol: code for code, symbols in _CURRENCIES.items() for symbol in symbols.split()}
# About how many of a currency are a dollar, which tells 30,000 rupees a month from 30,000 dollars a year.
_TO_A_DOLLAR = {
    code: dollar
    for dollar, codes in {
        4: "PLN MYR ILS AED",
        6: "BRL DKK HKD",
        10: "SEK NOK",
        20: "CZK MXN ZAR",
        40: "TRY TWD THB UAH PHP DOP",
        100: "INR JPY KES",
        300: "PKR HUF",
        1_000: "CLP ARS KRW NGN",
        4_000: "COP",
        20_000: "IDR VND",
    }.items()
    for code in codes.split()
}
_CURRENCY = "|".join(sorted(map(re.escape, _SYMBOLS), key=len, reverse=True))
_AMOUNT = r"\d{1,3}(?:[ ,.’']\d{2,3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"
_UNIT = r"k|lpa|lakhs?|lacs?"
_PERIODS = {
    Period.HOUR: r"hour(?:ly)?|hr|hrs|h\b|hora|stunde|heure|godz",
    Period.DAY: r"day|daily|diem",
    Period.WEEK: r"week(?:ly)?|wk",
    Period.MONTH: r"month(?:ly)?|mo\b|mth|mensua(?:l|les)|mensal|mes\b|mês|monat(?:lich)?|mois|miesi",
    Period.YEAR: r"year(?:ly)?|yr|annum|annual(?:ly)?|annually|pa\b|p\.\s?a|anual|año|ano\b|jahr",
    Period.PIECE: r"one-?time|image|task|(?:\w+ )?challenge|lecture|article|word|project|lesson|session|"
    r"class|survey|video|call|"
    r"lead|sale|assignment|minute|audio|piece|page|question|student|submission|conversation|recording",
}
_PER = re.compile(
    r"\W{0,3}(?:\+\W?)?(?:(?:usd|us|eur|cad|aud|gbp|pln|gross|brutto|net|dollars?|base|plus|"
    r"bruto)\W{1,2}){0,2}"
    r"(?:(?:/|per|an?|each|every|por|pro|par|p/)\s*|[\s(/\-–]{0,3})"
    r"(?:" + "|".join(f"(?P<{period}>{words})" for period, words in _PERIODS.items()) + r")\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?:(?<![\w$€£.,])|(?<=[^\W\d_]{{4}})(?=\$))(?:(?P<before>{_CURRENCY})\.?\s?\$?)?(?P<low>{_AMOUNT})"
    rf"(?:\s?(?P<low_unit>{_UNIT})\b)?(?P<more>\+)?(?:\s?(?P<between>{_CURRENCY}))?(?P<more_behind>\+)?"
    r"(?:\s?(?P<low_per>/ ?(?:yr|year|hr|hour|month|mo)\b))?"
    r"(?:(?:\s?(?:-|–|—|to|and|a\b|até|bis)\s?|\s(?=[$€£₹]))"
    rf"(?:{_CURRENCY})?\s?\$?\s?(?P<high>{_AMOUNT})(?:\s?(?P<high_unit>{_UNIT})\b)?)?"
    rf"\s?(?P<after>{_CURRENCY})?(?:(?![\w%])|(?=annual|year|month|hour|per\b))(?!,\d)",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(r"\W{0,3}(?:in )?(usd|cad|aud|nzd|sgd|hkd|mxn)\b", re.IGNORECASE)
_FLOOR = re.compile(
    r"\b(?:from|start(?:s|ing)? (?:at|from)|begin(?:s|ning)? at|at least|no less than|minimum(?: of)?|min\.?|"
    r"desde|a partir de|à partir de|ab)\W{0,4}$",
    re.IGNORECASE,
)
_BROKEN_THOUSANDS = re.compile(r", (\d{3})\b")
_THOUSAND, _LAKH = 1_000, 100_000
_LEAST, _MOST = 0.01, 50_000_000
_WIDEST, _WIDE = 20, 3
_PLANS = {401_000, 403_000}
_MOST_IN_A_LINE = 50
_BEFORE = 30
# Dollars: nobody is paid less a year, nor more an hour or a month, and in some countries far less.
_HIGHEST_HOURLY, _HIGHEST_HOURLY_OF_SMALL, _SMALL = 400, 40, 40
_HIGHEST_MONTHLY, _HIGHEST_MONTHLY_OF = 15_000, {"INR": 2_000}


@dataclass(frozen=True)
class Amount:
    """An amount or a range of two in a line.

    Attributes:
        low: the lower or only amount.
        high: the upper or only amount, None where it is open ("$110,000+") or cannot be read.
        currency: an ISO 4217 code, "" for none or a bare "$".
        period: what the words behind it say that it is for, None for none.
        has_sign: whether a currency stands beside it.
        has_unit: whether it is counted in thousands or lakhs.
        is_range: whether there are two amounts.
        start: where it begins in the line, with what says that it is the least ("from").
        end: where it ends, without the period.
        words: it, as the line has it, with the period.

    """

    low: float
    high: float | None
    currency: str
    period: Period | None
    has_sign: bool
    has_unit: bool
    is_range: bool
    start: int
    end: int
    words: str


def find_amounts(line: str) -> Iterator[Amount]:
    """Yield the amounts of a line that can be read, at most 50, in their order."""
    for match in islice(_MONEY.finditer(line), _MOST_IN_A_LINE):
        if amount := _read(line, match):
            yield amount


def period_by_size(amount: float, currency: str) -> Period:
    """Return what an amount without a word is for: nobody is paid 30 a year, nor 90,000 a month."""
    dollars = in_dollars(amount, currency)
    if dollars < (_HIGHEST_HOURLY_OF_SMALL if amount >= _SMALL * dollars else _HIGHEST_HOURLY):
        return Period.HOUR
    return Period.MONTH if dollars <= _HIGHEST_MONTHLY_OF.get(currency, _HIGHEST_MONTHLY) else Period.YEAR


def in_dollars(amount: float, currency: str) -> float:
    """Return about how many dollars an amount is."""
    return amount / _TO_A_DOLLAR.get(currency, 1)


def known_signs() -> tuple[str, ...]:
    """Return the letters that name a currency beside an amount, in capitals: "USD", "RM"."""
    return tuple(symbol.upper() for symbol in _SYMBOLS if symbol.isalpha())


def _read(line: str, match: re.Match[str]) -> Amount | None:
    low, high, end = _span(line, match)
    if not _is_likely(low, high):
        return None
    floor = _FLOOR.search(line, max(0, match.start() - _BEFORE), match.start())
    if match["high"] is None and (floor or match["more"] or match["more_behind"]):
        high = None
    else:
        floor = None
    per = _PER.match(line, end)
    units = [unit.casefold() for unit in (match["low_unit"], match["high_unit"]) if unit]
    signs = [sign for sign in (match["before"], match["between"], match["after"]) if sign]
    start = floor.start() if floor else match.start()
    return Amount(
        low=low,
        high=high,
        currency="INR" if any(unit.startswith("l") for unit in units) else _currency(signs, line[end:]),
        period=_named_period(per or _PER.match(match["low_per"] or "")) or _period_of(units),
        has_sign=bool(signs),
        has_unit=bool(units),
        is_range=match["high"] is not None,
        start=start,
        end=end,
        words=" ".join(line[start : per.end() if per else end].split()),
    )


def _span(line: str, match: re.Match[str]) -> tuple[float, float | None, int]:
    """Return both amounts, and where they end; the upper one is None where it cannot be read."""
    low, low_times = _number(match["low"]), _times(match["low_unit"])
    if match["high"] is None:
        return low * low_times, low * low_times, match.end()
    high, high_times = _number(match["high"]), _times(match["high_unit"])
    # A unit behind one of them is the other's too: "90-135k", "$60k-200".
    low *= low_times if low_times > 1 or low >= _THOUSAND else high_times
    high *= high_times if high_times > 1 or high >= _THOUSAND else low_times
    if low < _THOUSAND <= high and low * _THOUSAND <= high <= _WIDE * low * _THOUSAND:
        low *= _THOUSAND  # "$173,00 - $216,300"
    if high >= low:
        return low, high, match.end()
    broken = _BROKEN_THOUSANDS.match(line, match.end())
    if broken and low <= high * _THOUSAND + int(broken[1]) <= _WIDE * low:  # "$60,675- $101, 125"
        return low, high * _THOUSAND + int(broken[1]), broken.end()
    if low <= high * _THOUSAND <= _WIDE * low:  # "90,000 - 130,00"
        return low, high * _THOUSAND, match.end()
    return (high, low, match.end()) if low <= _WIDE * high else (low, None, match.end())


def _is_likely(low: float, high: float | None) -> bool:
    """Tell whether it may be a pay; 401k is a plan of saving."""
    return low not in _PLANS and low >= _LEAST and (high or low) <= min(_MOST, _WIDEST * low)


def _times(unit: str | None) -> int:
    if not unit:
        return 1
    return _LAKH if unit.casefold().startswith("l") else _THOUSAND


def _number(text: str) -> float:
    """Read "1,625.34", "1.625,34", "20,00,000" and "6.000"."""
    digits = re.sub(r"[ ’']", "", text)
    whole, _mark, cents = digits.rpartition("." if digits.rfind(".") > digits.rfind(",") else ",")
    if whole and len(cents) <= 2:  # noqa: PLR2004 - cents have two digits, thousands have three
        return float(re.sub(r"[.,]", "", whole) + "." + cents)
    return float(re.sub(r"[.,]", "", digits))


def _currency(signs: list[str], behind: str) -> str:
    """Return the currency, which may be named behind the amount: "$1,800 AUD"."""
    # A pattern that ignores case takes a dotless i for an i, to which it does not fold.
    found = next((known for sign in signs if (known := _SYMBOLS.get(sign.casefold(), ""))), "")
    if not found and (named := _NAMED_BEHIND.match(behind)):
        found = _SYMBOLS.get(named[1].casefold(), "")
    return found


def _named_period(per: re.Match[str] | None) -> Period | None:
    return next((Period(name) for name, found in per.groupdict().items() if found), None) if per else None


def _period_of(units: list[str]) -> Period | None:
    return Period.YEAR if "lpa" in units else None  # lakhs per annum
