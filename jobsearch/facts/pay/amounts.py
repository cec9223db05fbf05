"""Parse the amounts of money in a line: value, currency, and period.

    "$60,675- $101, 125 annually" -> 60,675 to 101,125, a year
    "R$ 8 mil a R$ 10 mil por mês" -> 8,000 to 10,000 BRL, a month

Whether an amount is the pay for a job is decided elsewhere.

This module is pure.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from jobsearch.facts.model import Period
from jobsearch.facts.pay.currencies import SIGN, currency_of, in_dollars
from jobsearch.facts.pay.periods import is_paid_strangely, period_behind, period_in

_SPACE = r"[ \u00a0\u202f]"
_AMOUNT = r"\d{1,3}(?:[ ,.’'\u00a0\u202f]\d{2,3})+(?:[.,]\d{1,2})?|\d{1,8}(?:[.,]\d{1,2})?"
_THOUSAND, _LAKH, _MILLION, _CRORE = 1_000, 100_000, 1_000_000, 10_000_000
# Multipliers in several languages, and the currency of those used in one country only.
_UNITS = {
    times: words.split()
    for times, words in {
        _THOUSAND: "k mil mila thousand thou grand tsd tausend tys tysięcy tis tisíc тыс тысяч тис хил bin "
        "ribu rb nghìn tkr 千",
        10_000: "万 萬 만",
        _LAKH: "lpa lakh lakhs lac lacs",
        _MILLION: "millones milhões juta jt triệu",
        _CRORE: "cr crs crore crores",
    }.items()
}
_TIMES = {word: times for times, words in _UNITS.items() for word in words} | {"t": _THOUSAND, "l": _LAKH}
_MONEY_OF = {"juta": "IDR", "jt": "IDR", "triệu": "VND", "만": "KRW"} | dict.fromkeys(
    ("l", *_UNITS[_LAKH], *_UNITS[_CRORE]), "INR"
)
# Millions are pay only in currencies with about a hundred or more units per dollar.
_MILLIONS = "million millions mn mio mln млн m".split()
_FEW_TO_A_DOLLAR = 80
# "mil" means thousand in Portuguese and Spanish; an English "$1 mil" may mean a million.
_MIL, _FEWEST_MIL = "mil", 10
_MIL_IN_DOUBT = {"", "USD", "GBP", "CAD", "AUD", "NZD"}
_WORDS = sorted((word for word in _TIMES if len(word) > 1), key=len, reverse=True)
_UNIT = (
    rf"(?:{'|'.join((*_WORDS, *_MILLIONS, 'k'))})(?:\b(?:(?<=tys|tis|tsd|тыс)\.)?|(?=(?:EUR|USD|GBP|"
    rf"CHF|PLN|CZK)\b))|"
    r"(?-i:L\b|T(?=\s?(?:€|EUR\b)))|[万萬千만]"
)
_MONEY = re.compile(
    rf"(?:(?<![\w$€£.,])|(?<=[^\W\d_]{{4}})(?=\$)|(?<=[収給薪资資俸봉급]))"
    rf"(?:(?P<before>{SIGN})\.?\s?\$?)?(?P<low>{_AMOUNT})"
    rf"(?:{_SPACE}?(?P<low_unit>{_UNIT}))?(?P<more>\+)?(?:\s?(?P<between>{SIGN}))?(?P<more_behind>\+)?"
    r"(?:\s?(?P<low_per>/ ?(?:yr|year|hr|hour|month|mo)\b))?"
    r"(?:(?:\s?(?:-|–|—|~|〜|～|to|and|a\b|al\b|até|bis|do|до|through|til|tot|à)\s?|\s(?=[$€£₹]))"
    rf"(?:{SIGN})?\s?\$?\s?(?P<high>{_AMOUNT})(?:{_SPACE}?(?P<high_unit>{_UNIT}))?)?"
    rf"\s?(?P<after>{SIGN})?(?:(?![\w%])|(?=annual|year|month|hour|per\b|p[dhw]\b|pcm\b))(?!,\d)",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(r"\W{0,3}(?:in )?(usd|cad|aud|nzd|sgd|hkd|mxn)\b", re.IGNORECASE)
_FLOOR = re.compile(
    r"\b(?:from|start(?:s|ing)? (?:at|from)|begin(?:s|ning)? at|at least|no less than|minimum(?: of)?|min\.?|"
    r"desde|a partir de|à partir de|ab)\W{0,4}$",
    re.IGNORECASE,
)
# Words that may directly follow any amount, whatever it counts.
_FOLLOWER = re.compile(
    r"(?:and|or|plus|with|for|in|at|to|on|by|as|per|based|depending|depends?|according|dependent|base|gross|net|netto|"
    r"brutto|bruto|brut|lordi|ote|doe|ctc|vat|tax|taxes|super|salary|pay|compensation|remuneration|total|including|"
    r"includes?|incl|excl|excluding|before|after|fixed|bonus|guaranteed|range|cash|starting|start|max|maximum|min|"
    r"minimum|negotiable|approx\w*|approximately|equity|benefits|is|are|will|may|can|b2b|uop|remote|full|part|"
    r"contract|contractor|freelance|permanent|the|this|that|we|you|your|our|if|when|who|target|ex|inc|depend\w*|"
    r"commensurate|dependant|up|from|location|experience|dollars?|us|usa|canada|uk|onsite|hybrid|w2|c2c|1099|"
    r"selon|según|nach|je|bis|y|e|o|ou|und|et|con|com|avec|mit|za|na|do|ab)\b",
    re.IGNORECASE,
)
_WORD_BEHIND = re.compile(r"[ \u00a0\u202f\-]{0,2}(?=[^\W\d_])")
# Counted nouns that rule out money: "6 figures", "14 payments".
_COUNTED = re.compile(
    r"[ \-]{0,2}(?:figures?|digits?|percent|times|payments?|payouts?|salaries|days|weeks|months|years|hours|"
    r"minutes|people|persons|employees|tiers?|levels?|steps?|grades?|cifras|d[ií]gitos|stellig\w*|chiffres)\b",
    re.IGNORECASE,
)
_BROKEN_THOUSANDS = re.compile(r", (\d{3})\b")
_LEAST, _MOST, _MOST_DOLLARS = 0.01, 50_000_000, 5_000_000
_WIDEST, _WIDE = 20, 3
_LEAST_OF_A_YEAR = 15_000  # dollars
_PLANS = {401_000, 403_000}
_MOST_IN_A_LINE = 50
_BEFORE = 30


@dataclass(frozen=True)
class Amount:
    """An amount of money in a line, or a range between two amounts.

    Attributes:
        low: the lower or only amount.
        high: the upper or only amount; None if open-ended ("$110,000+") or unreadable.
        currency: an ISO 4217 code; "" if there is no currency or only a bare "$".
        period: the period named after the amount; None if there is none.
        has_sign: whether the amount has a currency.
        has_unit: whether the amount is expressed in thousands or more.
        is_understood: whether everything next to the amount was recognized. If not, because of an ambiguous
            currency ("kr") or a word that refers to neither money nor time, the period cannot be inferred
            from the size.
        is_per_strange: whether the amount is for an unsupported period ("per fortnight").
        is_range: whether there are two amounts.
        start: the start of the amount in the line, including words for a minimum ("from").
        end: the end of the amount in the line, excluding the period.
        words: the text of the amount, including the period.

    """

    low: float
    high: float | None
    currency: str
    period: Period | None
    has_sign: bool
    has_unit: bool
    is_understood: bool
    is_per_strange: bool
    is_range: bool
    start: int
    end: int
    words: str


def find_amounts(line: str) -> Iterator[Amount]:
    """Yield the amounts in a line that can be parsed, in order, up to a maximum of 50."""
    for match in islice(_MONEY.finditer(line), _MOST_IN_A_LINE):
        if amount := _read(line, match):
            yield amount


def unit_words() -> str:
    """Return a pattern for words that mean thousands or more, except single letters."""
    return "|".join(_WORDS)


def _read(line: str, match: re.Match[str]) -> Amount | None:
    units = [_unit(match[name]) for name in ("low_unit", "high_unit") if match[name]]
    signs = [sign for sign in (match["before"], match["between"], match["after"]) if sign]
    low, high, end = _span(line, match)
    currency, is_known = _currency(signs, units, line[end:])
    if _COUNTED.match(line, end) or not _is_money(low, high, currency, units, is_signed=bool(signs)):
        return None
    floor = _FLOOR.search(line, max(0, match.start() - _BEFORE), match.start())
    if match["high"] is None and (floor or match["more"] or match["more_behind"]):
        high = None
    else:
        floor = None
    behind = period_behind(line, end)
    period = behind.period or period_in(match["low_per"] or "") or _period_of(units)
    start = floor.start() if floor else match.start()
    return Amount(
        low=low,
        high=high,
        currency=currency,
        period=period,
        has_sign=bool(signs),
        has_unit=bool(units),
        is_understood=is_known and not _is_strange(line, end, low, currency, is_signed=bool(signs)),
        is_per_strange=period is None and (behind.is_strange or _is_paid_part(line, end, low, currency)),
        is_range=match["high"] is not None,
        start=start,
        end=end,
        words=" ".join(line[start : behind.end].split()),
    )


def _is_paid_part(line: str, end: int, low: float, currency: str) -> bool:
    """Return whether an amount is an installment, judging by its size and the words after it.

    "$2,400 paid bi-weekly" is an installment, but "$120,000 paid bi-weekly" is not.
    """
    return in_dollars(low, currency) < _LEAST_OF_A_YEAR and is_paid_strangely(line, end)


def _is_strange(line: str, end: int, low: float, currency: str, *, is_signed: bool) -> bool:
    """Return whether the next word suggests that an amount is not money or has an unknown unit."""
    word = _WORD_BEHIND.match(line, end)
    if word is None or _FOLLOWER.match(line, word.end()) or _NAMED_BEHIND.match(line, end):
        return False
    return not is_signed or in_dollars(low, currency) < _THOUSAND


def _span(line: str, match: re.Match[str]) -> tuple[float, float | None, int]:
    """Return the lower and upper amounts of a match, and its end.

    The upper amount is None if it cannot be parsed.
    """
    low, low_times = _number(match["low"]), _times(match["low_unit"])
    if match["high"] is None:
        return low * low_times, low * low_times, match.end()
    high, high_times = _number(match["high"]), _times(match["high_unit"])
    # A unit after one amount applies to both: "90-135k", "$60k-200".
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


def _is_money(low: float, high: float | None, currency: str, units: list[str], *, is_signed: bool) -> bool:
    """Return whether an amount could be pay.

    For example, "401k" is a savings plan, and millions of dollars are revenue.
    """
    if low in _PLANS or low < _LEAST or (high or low) > _WIDEST * low:
        return False
    if any(unit in _MILLIONS for unit in units) and in_dollars(_FEW_TO_A_DOLLAR, currency) > 1:
        return False
    if is_signed and _MIL in units and currency in _MIL_IN_DOUBT and low < _FEWEST_MIL * _THOUSAND:
        return False
    most = high or low
    return most <= _MOST or in_dollars(most, currency) <= min(_MOST_DOLLARS, most / _FEW_TO_A_DOLLAR)


def _unit(text: str) -> str:
    return text.casefold().rstrip(".")


def _times(unit: str | None) -> int:
    if not unit:
        return 1
    return _MILLION if _unit(unit) in _MILLIONS else _TIMES.get(_unit(unit), 1)


def _number(text: str) -> float:
    """Parse a number such as "1,625.34", "1.625,34", "20,00,000", or "6.000"."""
    digits = re.sub(r"[ ’'\u00a0\u202f]", "", text)
    whole, _mark, cents = digits.rpartition("." if digits.rfind(".") > digits.rfind(",") else ",")
    if whole and len(cents) <= 2:  # noqa: PLR2004 - cents have two digits, thousands have three
        return float(re.sub(r"[.,]", "", whole) + "." + cents)
    return float(re.sub(r"[.,]", "", digits))


def _currency(signs: list[str], units: list[str], behind: str) -> tuple[str, bool]:
    """Return the currency of an amount, and whether it is unambiguous.

    The currency may follow the amount, as in "$1,800 AUD". "kr" can mean three currencies. Lakhs and crores
    default to Indian rupees.
    """
    codes = [currency_of(sign) for sign in signs]
    if found := next(filter(None, codes), ""):
        return found, True
    if named := _NAMED_BEHIND.match(behind):
        return currency_of(named[1]) or "", True
    of_unit = next((_MONEY_OF[unit] for unit in units if unit in _MONEY_OF), "")
    is_known = None not in codes and (of_unit != "" or not {"万", "萬", "千", "tkr"} & set(units))
    return of_unit, is_known


def _period_of(units: list[str]) -> Period | None:
    return Period.YEAR if "lpa" in units else None  # lakhs per annum
