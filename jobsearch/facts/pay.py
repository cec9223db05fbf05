"""What a post pays, and for how long a time; pure.

Remote OK makes up a yearly pay where an employer gives none, beside a text that says "$15 - $18 an hour": so
the text is asked first.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from jobsearch.facts.model import Pay, Period
from jobsearch.facts.statements import LONGEST_TEXT

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
_PERIODS = {
    Period.HOUR: r"hour(?:ly)?|hr|hrs|h\b|hora|stunde|heure|godz",
    Period.DAY: r"day|daily|diem",
    Period.WEEK: r"week(?:ly)?|wk",
    Period.MONTH: r"month(?:ly)?|mo\b|mth|mensua(?:l|les)|mensal|mes\b|mês|monat(?:lich)?|mois|miesi",
    Period.YEAR: r"year(?:ly)?|yr|annum|annual(?:ly)?|annually|pa\b|p\.\s?a|anual|año|ano\b|jahr|lpa",
    Period.PIECE: r"one-?time|image|task|(?:\w+ )?challenge|lecture|article|word|project|lesson|session|"
    r"class|survey|video|call|"
    r"lead|sale|assignment|minute|audio|piece|student|submission|conversation|recording",
}
_PER = re.compile(
    r"\W{0,3}(?:\+\W?)?(?:(?:usd|us|eur|cad|aud|gbp|pln|gross|brutto|net|dollars?|base|plus|"
    r"bruto)\W{1,2}){0,2}"
    r"(?:(?:/|per|an?|each|every|por|pro|par|p/)\s*|[\s(/\-–]{0,3})"
    r"(?:" + "|".join(f"(?P<{period}>{words})" for period, words in _PERIODS.items()) + r")\b",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"(?<![\w$€£.,])(?:(?P<before>{_CURRENCY})\.?\s?\$?)?(?P<low>{_AMOUNT})\s?(?P<low_k>k\b)?\s?\+?"
    rf"\s?(?P<between>{_CURRENCY})?(?P<low_per>/ ?(?:yr|year|hr|hour|month|mo)\b)?"
    rf"(?:\s?(?:-|–|—|to|and|a\b|até|bis)\s?(?:{_CURRENCY})?\$?\s?(?P<high>{_AMOUNT})\s?(?P<high_k>k\b)?)?"
    rf"\s?(?P<after>{_CURRENCY})?(?![\w%])",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"sal[aá]r|\bpay\b|compensation|\brate\b|rates\b|\bwage|\bOTE\b|remunera|earn|hourly|gehalt|salaire|"
    r"\bbase\b|"
    r"pay range|per annum|budget for this role|makes?\b|vergütung|posted .{0,20}$",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"stipend|allowance|bonus|reimburs|raised|funding|revenue|series [a-f]|valuation|insurance|fertility|"
    r"equipment|"
    r"perk|learning|training budget|education|budget:|upgrades|gift|subscription|donor|customers?\b|users|"
    r"requests|clients|invest|saving|processed|tvl|assets|aum|401|incentive:|sign-on|referral|expense|"
    r"childcare|"
    r"coverage|surrogacy|account\b|plan \(|quarter|grants?\b|mileage|vehicle|tuition|wellness|food|trip",
    re.IGNORECASE,
)
_UNSAID_AFTER = re.compile(
    r"stipend|allowance|reimburs|insurance|food|budget|to invest|training|internet|per (?:employee|person|"
    r"user)|"
    r"sign-on|credit",
    re.IGNORECASE,
)
# A line without any of these states no pay; to look for them is faster than for an amount.
_HINTS = re.compile(
    rf"[$€£¥₹₱₩₪₦₺]|\d ?[kK]\b|\b(?:{'|'.join(code.upper() for code in _SYMBOLS if code.isalpha())}|zł)\b"
)
_SALARY = re.compile(r"\b[Ss]al[aá]r|\b[Pp]ay\b")
_DIGIT = re.compile(r"\d")
_NAMED_BEHIND = re.compile(r"\W{0,3}(?:in )?(usd|cad|aud|nzd|sgd|hkd|mxn)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?]\s|\.,")
_MILLIONS = re.compile(r"\s?(?:m|mm|mn|million|b|bn|billion|t|trillion)\b", re.IGNORECASE)
_ANNUAL = re.compile(r"\bannual(?:ly)?\b|\byearly\b|per annum|a year", re.IGNORECASE)
_MONTHLY = re.compile(r"\bmonthly\b|mensual|mensal", re.IGNORECASE)
_HOURLY = re.compile(r"\bhourly\b", re.IGNORECASE)
_BEFORE, _AFTER = 75, 60
_HIGHEST_HOURLY, _HIGHEST_MONTHLY = (
    400,
    15_000,
)  # dollars; nobody is paid less a year, nor more an hour or a month
_THOUSAND = 1_000
_LEAST, _MOST = 0.01, 50_000_000
_MOST_IN_A_LINE = 50


@dataclass(frozen=True)
class _Candidate:
    pay: Pay
    weight: int


def read_pay(title: str, description: str, salary_min: int | None, salary_max: int | None) -> Pay | None:
    """Return what a post pays by its title and text, or else by the feed's numbers; None for not stated."""
    candidates = [*_stated(title, in_title=True), *_stated(description[:LONGEST_TEXT])]
    if candidates:
        return max(candidates, key=lambda one: one.weight).pay
    low, high = sorted((salary_min or salary_max or 0, salary_max or salary_min or 0))
    return Pay(low, high, _period_by_size(low, "")) if low else None


def _stated(text: str, *, in_title: bool = False) -> Iterator[_Candidate]:
    said_above = ""
    for line in text.splitlines():
        if not line.strip():
            continue
        if _DIGIT.search(line) and (_HINTS.search(line) or _SALARY.search(line)):
            for match in islice(_MONEY.finditer(line), _MOST_IN_A_LINE):
                if candidate := _candidate(line, match, said_above, in_title=in_title):
                    yield candidate
        said_above = line[-_BEFORE:]


def _candidate(line: str, match: re.Match[str], said_above: str, *, in_title: bool) -> _Candidate | None:
    before = line[max(0, match.start() - _BEFORE) : match.start()]
    heading = before if before.strip(" •-–*\t") else said_above
    after = line[match.end() : match.end() + _AFTER]
    symbols = [one for one in (match["before"], match["between"], match["after"]) if one]
    is_range_alone = bool(match["high"] and (line.strip(" •-*\t") == match[0].strip() or match["high_k"]))
    is_said = is_range_alone or bool(_SAID.search(heading))
    if not (symbols or (is_said and (match["low_k"] or match["high_k"])) or _is_plain_salary(heading)):
        return None
    if _MILLIONS.match(after) or _UNSAID.search(_CLAUSE.split(before)[-1]) or _UNSAID_AFTER.search(after):
        return None
    amounts = _amounts(match)
    per = _PER.match(f" {match['low_per']}") if match["low_per"] else _PER.match(after)
    if amounts is None or not (per or is_said):
        return None
    currency = _currency(symbols, after)
    period = _named_period(per) if per else _period_around(heading, after, amounts[0], currency)
    end = match.end() + (per.end() if per and not match["low_per"] else 0)
    words = " ".join(line[match.start() : end].split())
    weight = (
        4 * bool(per) + 2 * is_said + 2 * bool(match["high"]) + 3 * in_title - 3 * (period is Period.PIECE)
    )
    return _Candidate(Pay(*amounts, period, currency, words), weight)


def _currency(symbols: list[str], after: str) -> str:
    """Return the currency, which may be named behind the amount: "$1,800 AUD"."""
    found = next((known for symbol in symbols if (known := _SYMBOLS[symbol.casefold()])), "")
    if not found and (named := _NAMED_BEHIND.match(after)):
        found = _SYMBOLS.get(named[1].casefold(), "")
    return found


def _is_plain_salary(heading: str) -> bool:
    """Tell whether a bare number is a salary: "Salário: 1.625,34"."""
    return re.search(r"\b(?:salary|salario|salário|pay)\s*:\s*$", heading, re.IGNORECASE) is not None


def _amounts(match: re.Match[str]) -> tuple[float, float] | None:
    low, high = _number(match["low"]), _number(match["high"] or match["low"])
    if match["low_k"] or (match["high_k"] and low < _THOUSAND):
        low *= _THOUSAND
    if match["high_k"] or (match["low_k"] and (match["high"] is None or high < _THOUSAND)):
        high *= _THOUSAND
    high = max(high, low)  # "$60,675- $101, 125"
    return (low, high) if low >= _LEAST and high <= _MOST and high <= 20 * low else None


def _number(text: str) -> float:
    """Read "1,625.34", "1.625,34", "20,00,000" and "6.000"."""
    digits = re.sub(r"[ ’']", "", text)
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
