"""Determine the period of an amount of pay from the words before or after it.

"£400 a day", "Day rate: £400", "600 € pro Tag" -> day; "$2,400 per fortnight" -> not understood

This module is pure.
"""

import re
from dataclasses import dataclass

from jobsearch.facts.model import Period
from jobsearch.facts.pay.currencies import in_dollars

# After "a", "per" or "/", or directly after the amount.
_NOUNS = {
    Period.HOUR: r"hour|hr|hrs|h\b|hora|stunde|std\b|heure|uur\b|godz\w*|ora\b|timme|час|saat|小时|時間|시간",
    Period.DAY: r"day|diem|(?:(?<=/)|(?<=/ ))d\b|tag\b|jour(?:née)?|día|dia\b|giorno|dzień|dag\b|день|天|日",
    Period.WEEK: r"week|wk|woche|semaine|semana|settimana|tydzień|vecka|uge\b|неделю|週|周",
    Period.MONTH: r"(?:calendar )?month|mo\b|mth|mes\b|mese\b|mês|monat|mois|mies\w*|maand|měsíc|"
    r"mesiac|lun[aă]\b|"
    r"hó\b|hónap|måned|månad|mån\b|mnd\b|kk\b|месяц|мес\b|месец|міс\w*|bulan|bln\b|tháng|ay\b|月|월",
    Period.YEAR: r"year|yr|annum|año|ano\b|anno\b|jahr|(?:(?<=par )|(?<=/)|(?<=/ ))an\b|jaar|rok\b|"
    r"år\b|год\b|"
    r"yıl|tahun|năm|年",
}
_ADVERBS = {
    Period.HOUR: r"hourly|p/?h\b|p\.h\b|stündlich",
    Period.DAY: r"daily|p/?d\b|p\.d\b|täglich|diari[ao]s?\b",
    Period.WEEK: r"weekly|p/?w\b|p\.w\b|wöchentlich|semana(?:l|is|les)\b",
    Period.MONTH: r"monthly|mensua(?:l|les)|mensuel\w*|mensal|mensile|monatlich|miesięcznie|maandelijks|"
    r"měsíčně|p\.?c\.?m\b|p/m\b",
    Period.YEAR: r"annual(?:ly)?|yearly|pa\b|p\.\s?a|anual|annuel\w*|jährlich|rocznie|ročně|годовых",
    Period.PIECE: r"one-?time|image|task|(?:\w+ )?challenge|lecture|article|word|project|lesson|session|"
    r"class|survey|video|call|"
    r"lead|sale|assignment|minute|audio|piece|page|question|student|submission|conversation|recording",
}
_WORDS = {period: "|".join(filter(None, (_NOUNS.get(period), _ADVERBS.get(period)))) for period in Period}
_ANY_PERIOD = "|".join(f"(?P<{period}>{words})" for period, words in _WORDS.items())
_TIMES = "|".join(
    f"(?P<of_{period}>{words})" for period, words in _WORDS.items() if period is not Period.PIECE
)
_PREPOSITION = (
    r"/|per|an?|each|every|por|pro|par|p/|al|all['’]|na|za|w|im|pe|pr\.?|в|на|за|kohti"  # "pr. måned"
)
# Allowed after an amount: intervening words, a preposition, and the period.
_BETWEEN = (
    r"(?:(?:usd|us|eur|cad|aud|gbp|pln|gross|brutto|net|netto|dollars?|base|plus|bruto|brut)\W{1,2}){0,2}"
)
_OTHER_WORD = (
    r"(?!(?:and|or|with|for|to|plus|in|of|on|at|from|up|bonus\w*|equity|stipend|allowance|minimum|maximum|"
    r"depending|based|an?|per|each|every|the|if|we|you)\b)[^\W\d_]{1,14}[.)]{0,2}"
)
_PER = re.compile(
    rf"\W{{0,3}}(?:\+\W?)?{_BETWEEN}(?:(?:{_PREPOSITION})\s*|[\s(/\-–]{{0,3}})(?:{_ANY_PERIOD})(?:\b|"
    r"(?=[^\x00-\x7f]))|"
    rf"(?:\W{{1,3}}{_OTHER_WORD}){{1,2}}\W{{0,3}}(?:{_PREPOSITION})\s*(?:{_TIMES})(?:\b|(?=[^\x00-\x7f]))",
    re.IGNORECASE,
)
# Periods and units with no fixed number per year.
_UNCOUNTED = (
    r"pay[- ](?:cycle|period)|semester|trimestre|term|quarter|quartal|sprint|gig|match|game|season|milestone|"
    r"deliverable|phase|shift|visit|night|event|cohort|bootcamp|einsatz|placement|fortnight"
)
_UNKNOWN = (
    r"(?:bi-?\s?weekly|bi-?\s?monthly|semi-?\s?monthly|semi-?\s?annual\w*|fortnight\w*|quarterly)\b"
    r"(?!\s(?:bonus|performance|review|incentive|meeting|team|commission))|"
    r"twice (?:a|per)\b|(?:every|each|per)\s+(?:\d+|two|three|four|six|other|second|half)\b|"
    rf"(?:every|each|per|pro|par|por)\s+(?:{_UNCOUNTED})\b"
)
_UNKNOWN_BEHIND = re.compile(
    r"[\s(/,]{0,3}(?:(?:gross|net|base|usd|eur|gbp|\w{3})\W)?"
    rf"(?:{_UNKNOWN}|(?:every|per|pro)[\s-]+[^\W\d_]{{2,}}"
    rf"|(?:(?<=/)|(?<=/\s)|(?:/|an?|each|par|por|al|na|za)\s+)(?:{_UNCOUNTED}|engagement|contract)s?\b"
    r"(?!\W(?:role|position|job|work|basis|employee|opportunity|to)\b))",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(r"\W{0,2}[.!?;]\s+(?=[A-Z])")  # "$25 - $30. Weekly pay!"
_PAID_BEHIND = re.compile(
    r"\W{0,3}(?:is |are )?(?:paid|payable|billed)\s(?:out )?(?P<of_week>weekly|per week|each week|"
    r"every week)?"
    r"(?P<of_day>daily|per day|each day|every day)?\b",
    re.IGNORECASE,
)
_PAID_STRANGELY = re.compile(
    rf"\W{{0,3}}(?:is |are )?(?:paid|payable)\s(?:out )?(?:{_UNKNOWN})", re.IGNORECASE
)
# Before an amount, in the words that introduce the pay: "day rate", "Salary (per week)", "Tagessatz".
_BEFORE = {
    Period.HOUR: r"\bhourly|(?:\bper[ -]|/ ?|\ban )(?:hour|hr)\b|\bp/?h\b|\bp\.h\.|stunden(?:lohn|satz|"
    r"gehalt)|\bpro stunde|"
    r"horaire|"
    r"\b(?:por|valor|à la|de) (?:hora|l['’]heure)\b|\buur(?:tarief|loon)|\btime(?:pris|løn|sats)|"
    r"\btim(?:lön|arvode|pris)|godzinow\w*|за час|почасов|時給|"
    r"时薪|시급",
    Period.DAY: r"\bdaily|\bday[- ]?rate|(?:\bper[ -]|/ ?|\ba |\bfor a )(?:day|diem)\b|\bp/?d\b|\bp\.d\.|"
    r"\btag(?:es)?(?:satz|lohn|"
    r"honorar|gage)|\bpro tag\b|\bTJM\b|journali[eè]re?|\bpar jour\b|\bdi[aá]ri[ao]\b|\bpor (?:día|dia)\b|"
    r"\bdag(?:tarief|loon|arvode|s?pris|sats)|\bper dag\b|\bdzienn\w+|giornalier|日給|日薪|일급",
    Period.WEEK: r"\bweekly|(?<!hours )(?<!hrs )(?<!hour )(?<!days )(?<!h)(?:\bper[ -]|/ ?|\ba |"
    r"\bfor a )week\b|\bp/?w\b|"
    r"\bwochen(?:lohn|gehalt|satz)|\bpro woche\b|hebdomadaire|\bpar semaine\b|\bsemanal|\bpor semana\b|"
    r"\bweek(?:loon|tarief)|\btygodniow\w+|週給|주급",
    Period.MONTH: r"\bmonthly|mensua|mensal|mensile|mensuel|(?:\bper[ -]|/ ?|\ba )month\b|\bp\.?c\.?m\b|"
    r"\bp/m\b|"
    r"\bmonats(?:gehalt|lohn)|"
    r"\bmonatlich|\bpro monat\b|\bpar mois\b|\bpor m[eê]s\b|\bal mes\b|\bmaand(?:loon|salaris)|\bper maand\b|"
    r"\bmiesięczn\w+|\bměsíčn\w+|\bmånads|\bmåneds|в месяц|на месец|\bper bulan\b|月給|月薪|월급",
    Period.YEAR: r"\bannual(?:ly)?\b|\byearly\b|\bper annum|(?:\bper[ -]|\ba |/ ?)year\b|\bp\.a\.|\bjahres|"
    r"\bpro jahr\b|"
    r"annuel|\banual\b|\bpar an\b|\bpor año\b|\bpor ano\b|\bal año\b|\bjaar(?:salaris|loon)|\bper "
    r"jaar\b|\broczn\w+|"
    r"в год|年収|年薪|年俸|연봉",
}
_NAMED_BEFORE = re.compile(
    rf"(?P<unknown>{_UNKNOWN})|" + "|".join(f"(?P<{period}>{words})" for period, words in _BEFORE.items()),
    re.IGNORECASE,
)
_NAMED_NEAR = re.compile(
    r"(?P<hour>\bhourly\b)|(?P<month>\bmonthly\b|mensual|mensal)|"
    r"(?P<year>\bannual(?:ly)?\b|\byearly\b|per annum|a year)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;!?]\s|\.,")
_NEAR = 30
# In dollars: annual pay is never lower, hourly or monthly pay never higher, with far lower limits in some
# countries.
_HIGHEST_HOURLY, _HIGHEST_HOURLY_OF_SMALL, _SMALL = 400, 40, 40
_HIGHEST_MONTHLY, _HIGHEST_MONTHLY_OF = 15_000, {"INR": 2_000}
# "Paid weekly: $25" is hourly pay, disbursed weekly.
_USUAL = {Period.DAY: (20, 10_000), Period.WEEK: (50, 40_000)}


@dataclass(frozen=True)
class Behind:
    """The period stated after an amount, and the position where it ends.

    `is_strange` means that the words name an unsupported period, such as "per fortnight".
    """

    period: Period | None
    end: int
    is_strange: bool = False


def period_behind(line: str, end: int) -> Behind:
    """Return the period stated directly after an amount that ends at `end`."""
    per = _PER.match(line, end)
    if per is None or not _named(per) or _NEW_SENTENCE.match(line, end):
        return Behind(None, end, is_strange=_UNKNOWN_BEHIND.match(line, end) is not None)
    return Behind(_named(per), per.end())


def is_paid_strangely(line: str, end: int) -> bool:
    """Return whether an amount that ends at `end` is paid at an unsupported interval."""
    return _PAID_STRANGELY.match(line, end) is not None


def period_in(text: str) -> Period | None:
    """Return the period in a suffix such as "/yr"."""
    per = _PER.match(text)
    return _named(per) if per else None


def period_around(before: str, behind: str, amount: float, currency: str) -> Period | None:
    """Return the period stated before an amount or, if there is none, farther after it.

    Returns None if no period is stated. Raises ValueError if an unsupported period is stated.
    """
    found = list(_NAMED_BEFORE.finditer(before))
    clause = max((cut.end() for cut in _CLAUSE.finditer(before)), default=0)
    for named in reversed(found):
        if named["unknown"]:
            if named.start() >= clause:
                raise ValueError(named["unknown"])
            continue
        period = _named(named)
        if period in _USUAL and (named.start() < clause or not _is_usual(amount, currency, period)):
            continue
        return period
    return _paid(behind, amount, currency) or _first_near(behind[:_NEAR])


def period_by_size(amount: float, currency: str) -> Period:
    """Return the likely period of an amount, judging by its size.

    Nobody earns 30 dollars a year or 90,000 dollars a month.
    """
    dollars = in_dollars(amount, currency)
    if dollars < (_HIGHEST_HOURLY_OF_SMALL if amount >= _SMALL * dollars else _HIGHEST_HOURLY):
        return Period.HOUR
    return Period.MONTH if dollars <= _HIGHEST_MONTHLY_OF.get(currency, _HIGHEST_MONTHLY) else Period.YEAR


def _paid(behind: str, amount: float, currency: str) -> Period | None:
    paid = _PAID_BEHIND.match(behind)
    period = _named(paid) if paid else None
    return period if period and _is_usual(amount, currency, period) else None


def _first_near(text: str) -> Period | None:
    found = {_named(one) for one in _NAMED_NEAR.finditer(text)}
    return next((period for period in (Period.HOUR, Period.MONTH, Period.YEAR) if period in found), None)


def _is_usual(amount: float, currency: str, period: Period) -> bool:
    low, high = _USUAL[period]
    return low <= in_dollars(amount, currency) <= high


def _named(found: re.Match[str]) -> Period | None:
    names = (name.removeprefix("of_") for name, words in found.groupdict().items() if words)
    return next((Period(name) for name in names), None)
