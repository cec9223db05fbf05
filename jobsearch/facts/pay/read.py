"""Determine the pay for a job and the period that it covers.

Remote OK makes up an annual salary if the employer does not give one, even if the text contains "$15 - $18 an
hour". The text therefore takes precedence, and the board's numbers are only an estimate.

This module is pure.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from jobsearch.facts.lines import LONGEST_TEXT
from jobsearch.facts.model import Pay, Period
from jobsearch.facts.pay.amounts import Amount, find_amounts, unit_words
from jobsearch.facts.pay.currencies import hints, in_dollars
from jobsearch.facts.pay.periods import period_around, period_by_size

_SAID = re.compile(
    r"sal[aá]r|\bpay\b|compensation|\brate\b|rates\b|\bwage|\bOTE\b|remunera|earn|hourly|gehalt|salaire|"
    r"\bbase\b|increases:|\bctc\b|"
    r"pay range|per annum|budget for this role|makes?\b|vergütung|posted .{0,20}$|"
    r"per diem(?: rate| pay)?\s?:|tag(?:es)?satz|stundensatz|honorar|lohn\b|\bTJM\b|\btaux\b|"
    r"\btari[ef]f?a?\b|tarief|stawka|"
    r"\bRAL\b|loon\b|di[aá]ria\b|\btime?(?:pris|sats|arvode)\b|\bdag(?:s?pris|sats|arvode)\b|"
    r"\bpays (?:hourly|daily|weekly|monthly)\b|"
    r"wynagrodzenie|sueldo|bezahlung|verdienst|entgelt|ordenado|\bmzda\b|lön\b|løn\b|зарплат|заплат|зп\b|"
    r"retribuzione|\bgaji\b|\blương\b|\bmaaş|"
    r"\bvalor (?:por )?hora\b|年収|年薪|年俸|月給|月薪|時給|薪资|薪資|薪水|給与|연봉|월급|시급|급여",
    re.IGNORECASE,
)
_NAMED_BEHIND = re.compile(r"\W{0,3}(?:gross |base |annual )?(?:salary|OTE)\b", re.IGNORECASE)
_RANGE_NAMED = re.compile(
    r"\b(?:(?:salary|pay|compensation|wage) (?:range|scale|band)\b[^.;!?]*|range\b[^.;!?]{0,15})$",
    re.IGNORECASE,
)
_RANGE_SAID_BEHIND = re.compile(
    r"\W{0,3}(?:\+|plus\b|and\b)\s?(?:equity|benefits|bonus|commission|stock)|"
    r"[^.;!?]{0,25}\b(?:salary|base pay|OTE)\b",
    re.IGNORECASE,
)
# Labels of pay directly before it, whatever the rest of the sentence is about.
_LABEL = re.compile(
    r"\b(?:salar(?:y|ies)|salario|salário|pay|wages?|compensation|remuneration|gehalt|salaire|rate)\b"
    r"(?: (?:range|band)s?)?\W{0,4}(?:(?:is|are|of|from|between|ranges? from)\W{1,2})?$",
    re.IGNORECASE,
)
_UNSAID = re.compile(
    r"stipend|allowance|bonus|reimburs|raised|funding|revenue|series [a-f]|valuation|insurance|fertility|"
    r"equipment|perk|affiliate|apartment|match up to|spend\b|learning|training budget|education|budget:|"
    r"budgets? (?:of|worth)|upgrades|gift|subscription|donor|customers\b|customer base|\barr\b|users|"
    r"requests|clients|invest|saving|processed|tvl|assets|aum|401|incentive:|sign-on|referral|expense|"
    r"childcare|coverage|surrogacy|account\b|plan \(|\bplans? (?:start|$)|quarter|grants?\b|mileage|vehicle|"
    r"tuition|wellness|food|trip|\bequity(?:\s\w+)?:|portfolio|pricing|\bprices?\b",
    re.IGNORECASE,
)
# Money that someone handles in the job: "manage a $200,000 per year ad spend".
_HANDLED = re.compile(
    r"\b(?:manag|handl|overs|process|spend|spent|generat|clos|sell|sold|book|transact|mov|rais|sav)\w*\s+"
    r"(?:(?:an?|our|the|over|about|around|nearly|up to|more than|at least)\s+){0,2}$",
    re.IGNORECASE,
)
_UNSAID_BEHIND = re.compile(
    r"stipend|allowance|reimburs|insurance|food|budget|to invest|training|internet|variable|conferences|"
    r"educational|referral|sign-on|credit|\bspend|per (?:employee|person|user)|"
    r"\bin (?:revenue|sales|arr|bookings|stock|equity|shares|options|rsus|tokens)\b|"
    r"for (?:our|their|its|your) (?:clients?|customers?|partners?|merchants?|users?)\b",
    re.IGNORECASE,
)
# A line without any of these states no pay; this search is faster than parsing amounts.
_HINTS = re.compile(
    rf"{hints()}|(?i:\beuros?\b)|\d ?[kK]\b|(?i:\d ?(?:{unit_words()})\b)|"
    r"\d ?(?:L\b|T?EUR\b)|[万千만]"
)
_SALARY = re.compile(r"\b[Ss]al[aá]r|\b[Pp]ay\b")
_DIGIT = re.compile(r"\d")
_CLAUSE = re.compile(r"[.;!?]\s|\.,")
_END_OF_PHRASE = re.compile(r"[.;!?,+]\s|\s\+|\b(?:plus|and|including)\b", re.IGNORECASE)
_PLAIN_SALARY = re.compile(r"\b(?:salary|salario|salário|pay)\s*:\s*$", re.IGNORECASE)
_MILLIONS = re.compile(r"\s?(?:m|mm|mn|million|b|bn|billion|t|trillion)\b", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:zone|tier|level) \w{1,2}\s?:\W{0,3}$", re.IGNORECASE)
_UP_TO = re.compile(r"\bup to\W{0,3}$", re.IGNORECASE)
_EXTRA = re.compile(r"[^.;!?]{0,25}\b(?:bonus|commission|incentive)", re.IGNORECASE)
_ON_TARGET = re.compile(r"\bOTE\b|\bon[- ]target\b", re.IGNORECASE)
_BEFORE, _NEAR, _BEHIND, _FAR = 75, 30, 60, 200
_LEAST_A_YEAR, _LEAST_UNSAID = 1_500, 6_000  # dollars: less is an extra, especially without a word for pay
_MOST_TIMES = 4  # amounts with a larger ratio are not the pay of one job


class BoardsPay(NamedTuple):
    """The pay given by a board: amounts, currency, and period.

    The amounts are None if not given; the currency and the period are "" if unknown.
    """

    low: float | None = None
    high: float | None = None
    currency: str = ""
    period: str = ""


@dataclass(frozen=True)
class _Candidate:
    pay: Pay
    weight: int
    on_target: bool = False


def read_pay(title: str, description: str, board: BoardsPay) -> Pay | None:
    """Return the pay stated in a post's title or text, or else the pay given by its board.

    Returns None if there is neither. Several equally likely amounts, such as one per zone, are combined into
    a range from the lowest to the highest, including on-target earnings, so that the job is not hidden
    because of the lowest amount.
    """
    candidates = [*_stated(title, in_title=True), *_stated(description[:LONGEST_TEXT])]
    if candidates:
        return _together(candidates)
    low, high = sorted((board.low or board.high or 0, board.high or board.low or 0))
    if not low:
        return None
    period = Period(board.period) if board.period else period_by_size(low, board.currency)
    return Pay(low, high, period, board.currency)


def _stated(text: str, *, in_title: bool = False) -> Iterator[_Candidate]:
    said_above = ""
    for line in text.splitlines():
        if not line.strip():
            continue
        if _DIGIT.search(line) and (_HINTS.search(line) or _SALARY.search(line)):
            yield from _in_line(line, said_above, in_title=in_title)
        said_above = line[-_BEFORE:]


def _in_line(line: str, said_above: str, *, in_title: bool) -> Iterator[_Candidate]:
    last, end = None, 0
    for amount in find_amounts(line):
        found = _candidate(line, amount, said_above, in_title=in_title)
        if last and amount.has_sign and not amount.period and _goes_on(line, end, amount):
            pay = replace(last.pay, minimum=amount.low, maximum=amount.high, words=amount.words)
            found = replace(last, pay=pay)
        if found:
            yield found
            last, end = found, amount.end


def _goes_on(line: str, end: int, amount: Amount) -> bool:
    """Return whether an amount extends the range that a previous amount began.

    For example, "$171,000" does in "$100,000 a year in one market up to $171,000 in another".
    """
    between, behind = line[end : amount.start], line[amount.end : amount.end + _BEHIND]
    return (
        len(between) <= _BEFORE
        and _UP_TO.search(between) is not None
        and not _END_OF_PHRASE.search(between)
        and not _is_other_money(between, behind)
        and not _EXTRA.match(behind)
    )


def _candidate(line: str, amount: Amount, said_above: str, *, in_title: bool) -> _Candidate | None:
    before = line[max(0, amount.start - _BEFORE) : amount.start]
    behind = line[amount.end : amount.end + _BEHIND]
    heading = before if before.strip(" •-–*\t") else said_above
    is_said = _is_said(line, amount, before, heading, behind)
    if not (amount.has_sign or (is_said and amount.has_unit) or _PLAIN_SALARY.search(heading)):
        return None
    if not (amount.period or is_said) or _is_other_money(before, behind):
        return None
    period = amount.period or _period_without_word(heading, behind, amount)
    if period is None:
        return None
    pay = Pay(amount.low, amount.high, period, amount.currency, amount.words)
    if _is_extra(pay, is_said=is_said):
        return None
    weight = (
        4 * bool(amount.period)
        + 2 * is_said
        + 2 * amount.is_range
        + 3 * in_title
        - 3 * (period is Period.PIECE)
    )
    return _Candidate(pay, weight, on_target=bool(_ON_TARGET.search(before[-_NEAR:])))


def _is_said(line: str, amount: Amount, before: str, heading: str, behind: str) -> bool:
    """Return whether an amount is pay, judging by the surrounding words or by its isolated position."""
    if _SAID.search(heading) or _NAMED_BEHIND.match(behind):
        return True
    if not amount.is_range:
        return False
    if _RANGE_NAMED.search(line, max(0, amount.start - _FAR), amount.start):
        return True
    is_alone = line.strip(" -•*\t") == amount.words or amount.has_unit
    return is_alone or bool(_RANGE_SAID_BEHIND.match(behind) or _ZONE.search(before))


def _is_extra(pay: Pay, *, is_said: bool) -> bool:
    if pay.yearly is None:
        return False
    least, most = pay.yearly
    dollars = in_dollars(most or least, pay.currency)
    is_small = dollars < (most or least)  # typical of wages in currencies with many units per dollar
    return dollars < (_LEAST_A_YEAR if is_said or is_small else _LEAST_UNSAID)


def _is_other_money(before: str, behind: str) -> bool:
    clause = _CLAUSE.split(before)[-1]
    if _MILLIONS.match(behind) or _HANDLED.search(clause):
        return True
    if _UNSAID_BEHIND.search(_END_OF_PHRASE.split(behind, 1)[0]):
        return True
    return bool(_UNSAID.search(clause)) and not _LABEL.search(clause)


def _period_without_word(before: str, behind: str, amount: Amount) -> Period | None:
    """Return the period of an amount that is not directly followed by one, or None if it is unclear."""
    if amount.is_per_strange:
        return None
    try:
        around = period_around(before, behind, amount.low, amount.currency)
    except ValueError:
        return None
    if around or not amount.is_understood:
        return around
    return period_by_size(amount.low, amount.currency)


def _together(candidates: Sequence[_Candidate]) -> Pay:
    """Combine the amounts with the highest weight and any on-target earnings into one pay range."""
    weight = max(one.weight for one in candidates)
    top = max((one.pay for one in candidates if one.weight == weight), key=_size)
    joined = [
        one.pay
        for one in candidates
        if one.pay is top or ((one.weight == weight or one.on_target) and _is_of_one_job(one.pay, top))
    ]
    lowest, highest = min(joined, key=lambda pay: pay.minimum), max(joined, key=_most)
    quoted = [highest] if highest.minimum == lowest.minimum else [lowest, highest]
    words = dict.fromkeys(pay.words for pay in joined if pay in quoted)
    amounts = {(pay.minimum, pay.maximum) for pay in joined}
    currencies = (one.pay.currency for one in candidates if (one.pay.minimum, one.pay.maximum) in amounts)
    return Pay(
        minimum=lowest.minimum,
        maximum=highest.maximum,
        period=top.period,
        currency=top.currency or next(filter(None, currencies), ""),
        words=" … ".join(words),
    )


def _is_of_one_job(pay: Pay, other: Pay) -> bool:
    same = pay.period is other.period and (
        pay.currency == other.currency or not (pay.currency and other.currency)
    )
    return (
        same and _most(pay)[0] <= _MOST_TIMES * other.minimum and _most(other)[0] <= _MOST_TIMES * pay.minimum
    )


def _most(pay: Pay) -> tuple[float, bool]:
    """Return a sort key for the upper amount, with open-ended amounts above equal closed amounts."""
    return (pay.minimum, True) if pay.maximum is None else (pay.maximum, False)


def _size(pay: Pay) -> tuple[float, bool]:
    yearly = pay.yearly or (0.0, 0.0)
    return (yearly[0], True) if yearly[1] is None else (yearly[1], False)
