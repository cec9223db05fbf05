"""What a post pays, and for how long a time; pure.

Remote OK makes up a yearly pay where an employer gives none, beside a text that says "$15 - $18 an hour": so
the text is asked first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jobsearch.facts.model import Pay, Period
from jobsearch.facts.statements import LONGEST_TEXT

_SYMBOLS = {
    "us$": "USD", "usd": "USD", "ca$": "CAD", "cad": "CAD", "c$": "CAD", "a$": "AUD", "au$": "AUD", "aud": "AUD",
    "nz$": "NZD", "nzd": "NZD", "s$": "SGD", "sgd": "SGD", "hk$": "HKD", "hkd": "HKD", "r$": "BRL", "brl": "BRL",
    "rd$": "DOP", "mx$": "MXN", "mxn": "MXN", "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "£": "GBP", "gbp": "GBP", "₹": "INR", "inr": "INR", "rs": "INR", "¥": "JPY", "jpy": "JPY", "zł": "PLN",
    "pln": "PLN", "chf": "CHF", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "czk": "CZK", "huf": "HUF", "uah": "UAH",
    "php": "PHP", "₱": "PHP", "zar": "ZAR", "rm": "MYR", "myr": "MYR", "ils": "ILS", "₪": "ILS", "aed": "AED",
    "$": "", "try": "TRY", "thb": "THB", "ngn": "NGN", "₦": "NGN", "kes": "KES", "pkr": "PKR", "cop": "COP",
    "clp": "CLP", "ars": "ARS", "idr": "IDR", "vnd": "VND", "krw": "KRW", "₩": "KRW", "twd": "TWD", "₺": "TRY",
}  # fmt: skip
# How many of a currency are about a dollar: tells 30,000 rupees a month from 30,000 dollars a year.
_TO_A_DOLLAR = {
    "INR": 85, "JPY": 150, "PHP": 57, "KRW": 1400, "HUF": 370, "CLP": 950, "COP": 4100, "IDR": 16000, "VND": 25000,
    "ARS": 1000, "NGN": 1500, "PKR": 280, "UAH": 41, "CZK": 23, "TWD": 32, "THB": 35, "MXN": 18, "ZAR": 18,
    "TRY": 35, "KES": 130, "DOP": 60, "SEK": 10, "NOK": 10, "DKK": 7, "HKD": 8, "BRL": 5, "PLN": 4, "MYR": 4.4,
    "ILS": 3.6, "AED": 3.7,
}  # fmt: skip
_CURRENCY = "|".join(sorted(map(re.escape, _SYMBOLS), key=len, reverse=True))
_AMOUNT = r"\d{1,3}(?:[ ,.’']\d{2,3})+(?:[.,]\d{1,2})?|\d{1,7}(?:[.,]\d{1,2})?"  # noqa: RUF001 - as posts write it
_PERIODS = {
    Period.HOUR: r"hour(?:ly)?|hr|hrs|h\b|hora|stunde|heure|godz",
    Period.DAY: r"day|daily|diem",
    Period.WEEK: r"week(?:ly)?|wk",
    Period.MONTH: r"month(?:ly)?|mo\b|mth|mensua(?:l|les)|mensal|mes\b|mês|monat(?:lich)?|mois|miesi",
    Period.YEAR: r"year(?:ly)?|yr|annum|annual(?:ly)?|annually|pa\b|p\.\s?a|anual|año|ano\b|jahr|an\b|lpa",
    Period.PIECE: r"one-?time|image|task|(?:\w+ )?challenge|lecture|article|word|project|lesson|session|class|survey|video|call|lead|"
    r"sale|assignment|minute|audio|piece|student|submission|conversation|recording",
}
_PER = re.compile(
    r"\W{0,3}(?:\+\W?)?(?:(?:usd|us|eur|cad|aud|gbp|pln|gross|brutto|net|dollars?|base|plus)\W{1,2}){0,2}"
    r"(?:(?:/|per|an?|each|every|por|pro|par|p/)\s*|[\s(/\-–]{1,3})"
    r"(?:" + "|".join(f"(?P<{period}>{words})" for period, words in _PERIODS.items()) + r")\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?<![\w$€£])(?P<before>{_CURRENCY})?\.?\s?\$?(?P<low>{_AMOUNT})\s?(?P<low_k>k\b)?\s?\+?"
    rf"\s?(?P<between>{_CURRENCY})?(?P<low_per>/ ?(?:yr|year|hr|hour|month|mo)\b)?"
    rf"(?:\s?(?:-|–|—|to|and|a\b|até|bis)\s?(?:{_CURRENCY})?\$?\s?(?P<high>{_AMOUNT})\s?(?P<high_k>k\b)?)?"  # noqa: RUF001
    rf"\s?(?P<after>{_CURRENCY})?(?![\w%])",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"salar|\bpay\b|compensation|\brate\b|rates\b|\bwage|\bOTE\b|remunera|earn|hourly|gehalt|salaire|\bbase\b|"
    r"pay range|per annum|budget for this role|makes?\b|vergütung|posted .{0,20}$",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"stipend|allowance|bonus|reimburs|raised|funding|revenue|series [a-f]|valuation|insurance|fertility|equipment|"
    r"perk|learning|training budget|education|budget:|upgrades|gift|subscription|donor|customers?\b|users|"
    r"requests|clients|invest|saving|processed|tvl|assets|aum|401|incentive:|sign-on|referral|expense|childcare|"
    r"coverage|surrogacy|account\b|plan \(|quarter|grants?\b|mileage|vehicle|tuition|wellness|food|trip",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"\s?(?:m|mm|mn|million|b|bn|billion|t|trillion)\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\bannual(?:ly)?\b|\byearly\b|per annum|a year", re.IGNORECASE)
_MONTHLY = re.compile(r"\bmonthly\b|mensual|mensal", re.IGNORECASE)
_HOURLY = re.compile(r"\bhourly\b", re.IGNORECASE)
_BEFORE, _AFTER = 75, 60
_HIGHEST_HOURLY, _HIGHEST_MONTHLY = 400, 15_000  # dollars; nobody is paid less a year, nor more an hour or a month
_LEAST, _MOST = 0.01, 50_000_000
_MOST_MATCHES = 400


@dataclass(frozen=True)
class _Candidate:
    pay: Pay
    weight: int


def read_pay(title: str, description: str, salary_min: int | None, salary_max: int | None) -> Pay | None:
    """Return what a post pays by its title and text, or else by the feed's own numbers; None where none says."""
    candidates = [*_stated(title), *_stated(description[:LONGEST_TEXT])]
    if candidates:
        return max(candidates, key=lambda one: one.weight).pay
    low, high = sorted((salary_min or salary_max or 0, salary_max or salary_min or 0))
    return Pay(low, high, _period_by_size(low, "")) if low else None


def _stated(text: str) -> Iterator[_Candidate]:
    for number, match in enumerate(_MONEY.finditer(text)):
        if number == _MOST_MATCHES:
            return
        if candidate := _candidate(text, match):
            yield candidate


def _candidate(text: str, match: re.Match[str]) -> _Candidate | None:
    line = text.rfind("\n", 0, match.start()) + 1
    before = text[max(line, match.start() - _BEFORE) : match.start()]
    heading = before if before.strip(" •-–*\t") else text[max(0, line - _BEFORE) : line]
    after = text[match.end() : match.end() + _AFTER].partition("\n")[0]
    symbol = match["before"] or match["between"] or match["after"]
    is_said = bool(_SAID.search(heading))
    if not (symbol or (is_said and match["low_k"] or match["high_k"]) or _is_plain_salary(heading)):
        return None
    if _MILLIONS.match(after) or _UNSAID.search(before) or _UNSAID.search(after[:30]):
        return None
    amounts = _amounts(match)
    per = match["low_per"] and _PER.match(f" {match['low_per']}") or _PER.match(after)
    currency = _SYMBOLS[symbol.casefold()] if symbol else ""
    if amounts is None or not (per or is_said):
        return None
    if not currency and re.match(r"\W{0,3}(?:usd|u\.s\. dollars|us dollars)\b", after, re.IGNORECASE):
        currency = "USD"
    elif not currency and re.match(r"\W{0,3}(cad|aud|nzd|sgd)\b", after, re.IGNORECASE):
        currency = after.strip(" (")[:3].upper()
    period = _named_period(per) if per else _period_around(heading, after, amounts[0], currency)
    words = " ".join(text[match.start() : match.end() + (per.end() if per and not match["low_per"] else 0)].split())
    weight = 4 * bool(per) + 2 * is_said + 2 * (match["high"] is not None) - 3 * (period is Period.PIECE)
    return _Candidate(Pay(*amounts, period, currency, words), weight)


def _is_plain_salary(heading: str) -> bool:
    """Tell whether a bare number is a salary: "Salário: 1.625,34"."""
    return re.search(r"\b(?:salary|salario|salário|pay)\s*:\s*$", heading, re.IGNORECASE) is not None


def _amounts(match: re.Match[str]) -> tuple[float, float] | None:
    low, high = _number(match["low"]), _number(match["high"] or match["low"])
    if match["low_k"] or (match["high_k"] and low < 1_000):
        low *= 1_000
    if match["high_k"] or (match["low_k"] and (match["high"] is None or high < 1_000)):
        high *= 1_000
    low, high = sorted((low, high))
    return (low, high) if _LEAST <= low and high <= _MOST and high <= 20 * low else None


def _number(text: str) -> float:
    """Read "1,625.34", "1.625,34", "20,00,000" and "6.000"."""
    digits = re.sub(r"[ ’']", "", text)  # noqa: RUF001 - as posts write it
    whole, _mark, cents = digits.rpartition("." if digits.rfind(".") > digits.rfind(",") else ",")
    if whole and len(cents) <= 2:  # noqa: PLR2004 - cents have two digits, thousands have three
        return float(re.sub(r"[.,]", "", whole) + "." + cents)
    return float(re.sub(r"[.,]", "", digits))


def _named_period(per: re.Match[str]) -> Period:
    return next(Period(name) for name, found in per.groupdict().items() if found)


def _period_around(before: str, after: str, amount: float, currency: str) -> Period:
    for pattern, period in ((_HOURLY, Period.HOUR), (_MONTHLY, Period.MONTH), (_ANNUAL, Period.YEAR)):
        if pattern.search(before) or pattern.search(after[:30]):
            return period
    return _period_by_size(amount, currency)


def _period_by_size(amount: float, currency: str) -> Period:
    """Return what an amount without a word is for: nobody is paid 30 a year, nor 90,000 a month."""
    dollars = amount / _TO_A_DOLLAR.get(currency, 1)
    if dollars < _HIGHEST_HOURLY:
        return Period.HOUR
    return Period.MONTH if dollars <= _HIGHEST_MONTHLY else Period.YEAR
