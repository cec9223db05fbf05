"""Patterns that identify the parts of a first line or the meaning of a sentence."""

import re

_I = re.IGNORECASE

_JOBS = (
    r"engineers?|eng|developers?|devs?|programmers?|swes?|sdes?|sres?|architects?|designers?|scientists?|"
    r"researchers?|managers?|directors?|leads?|heads?|analysts?|consultants?|administrators?|sysadmins?|"
    r"specialists?|coordinators?|associates?|advocates?|writers?|editors?|marketers?|marketing|recruiters?|"
    r"executives?|officers?|cto|ceo|coo|cpo|vp|chief|co-?founders?|interns?|internships?|counsel|"
    r"technical staff|professors?|faculty|teachers?|mentors?|technicians?|operators?|owners?|"
    r"fde|sdr|bdr|pms?|ems?|tpms?|devops|full[ -]?stack|front[ -]?end|back[ -]?end"
)
JOB = re.compile(rf"\b(?:{_JOBS})\b", _I)
JOB_OR_ROLES = re.compile(rf"\b(?:{_JOBS}|roles?|positions?|jobs|openings?)\b", _I)
FIELD_OF_WORK = re.compile(
    r"\b(?:engineering|product|design|sales|gtm|operations|growth|machine learning|ml|data|security|"
    r"infrastructure|platform|research|customer success|generalists?)\b",
    _I,
)

US_TOWNS = {
    "SF": "San Francisco, CA",
    "NYC": "New York, NY",
    "DC": "Washington, DC",
    "LA": "Los Angeles, CA",
}
US_TOWN = re.compile(r"\b(?:SF|NYC|DC|LA)\b")
REMOTE = re.compile(r"\b(?:remote(?:ly)?|work from (?:home|anywhere)|wfh|anywhere)\b", _I)
HYBRID = re.compile(
    r"\bhy?b?rid\b|\bhyrbid\b|"
    r"\b(?:part(?:ly|ial(?:ly)?)?|\d(?:-\d)? days?(?: of)?) (?:remote|wfh|from home)\b",
    _I,
)
ON_SITE = re.compile(
    r"\bon[ -]?site\b|\bin[ -]?(?:the )?(?:person|office)\b|\bdays? in[ -](?:the )?office\b", _I
)
NOT_REMOTE = re.compile(r"\b(?:no|not) remote\b", _I)
WORKPLACE_FIRST = re.compile(r"^\W*(?:fully |100% )?(?:remote|on-?site|hybrid|in[ -]person)\b", _I)

_EMPLOYED = (
    r"full[ -]?time|part[ -]?time|contract(?:ors?)?|contract-to-hire|freelance|intern(?:s|ships?)?|co-ops?|"
    r"permanent|temporary|temp|w2|c2c|1099|all levels"
)
EMPLOYED = re.compile(rf"^\W*(?:{_EMPLOYED})\b", _I)
ONLY_EMPLOYED = re.compile(rf"^\W*(?:(?:{_EMPLOYED})\b(?:\W|\bor\b|\band\b|\bpaid\b)*)+$", _I)
ASIDE = re.compile(
    r"^\W*(?:visa|relocation|equity|series [a-e]\b|yc\b|y combinator|bootstrapped|seed\b|pre-?seed|\d+%|"
    r"u\.?s\.? citizen|english|competitive|benefits|immigration|founded|salary|bonus)",
    _I,
)
MONEY = re.compile(r"[$€£]|\d\s?k\b|salary|\b(?:USD|EUR|GBP|CAD|AUD|CHF|SEK|NOK|DKK|PLN|INR|SGD|JPY)\b", _I)
OTHER_MONEY = re.compile(r"\b(?:fund|raised|series|arr|revenue|valuation)", _I)

LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"|)]{3,500}", _I)
_DOMAIN = r"(?:www\.)?[a-z0-9-]{1,40}(?:\.[a-z0-9-]{2,40}){1,3}(?:/\S*)?"
ONLY_LINK = re.compile(rf"^\W*(?:https?://\S+|{_DOMAIN})\W*$", _I)
BEGINS_WITH_LINK = re.compile(
    r"^\W*(?:https?://|www\.|[a-z0-9-]{2,40}\.(?:com|io|ai|dev|co|org|net|app)\b)", _I
)
LINK_OR_YC_BESIDE = re.compile(r"\(\s*(?:https?://|www\.|[a-z0-9-]{2,40}\.[a-z]{2,10}\b|YC|Y Combinator)", _I)
IN_PARENTHESES = re.compile(r"\s*[(\[][^()\[\]]{0,200}[)\]]")
EMPTY_PARENTHESES = re.compile(r"\s*\(\s*\)?\s*$|\s*\(\s*\)")

# Not inside parentheses: "Engineer (Lead | Staff)".
BARS = re.compile(r"\|(?![^(]{0,80}\))")
DASHES = re.compile(r"\s+[\u2013\u2014-]\s+|\s*;\s+|\s+[\u2022\u00b7]\s+")
FOREWORD = re.compile(r"^\W*(?:seeking freelancers?|(?:now )?hiring)\s*\|\s*", _I)
LEADING_HIRING = re.compile(r"^\W*(?:now )?hiring(?: for)?:?\s+", _I)
LEADING_LABEL = re.compile(
    r"^\s*(?:location|salary|company|role|position|title|comp(?:ensation)?)\s*:\s*", _I
)
LABEL = re.compile(
    r"^\W{0,3}(?P<label>company(?: name)?|title|job title|role|position|location|salary|compensation|"
    r"comp range)"
    r"\s*:\s*(?P<value>.{2,200})$",
    _I,
)
LABELS = {
    **dict.fromkeys(("company", "company name"), "company"),
    **dict.fromkeys(("title", "job title", "role", "position"), "title"),
    **dict.fromkeys(("salary", "compensation", "comp range"), "salary"),
    "location": "location",
}

_NAME = r"(?P<name>[\w.&'\u2019 -]{1,50}?)"
_REMARK = r"\s*(?:\([^)]{0,200}\))?\s*"
COMPANIES = (
    re.compile(rf"^(?:[^.!,]{{0,20}}[!.,]\s*)?{_NAME}{_REMARK}(?:is|are) hiring\b", _I),
    re.compile(rf"^{_NAME}\s+(?=(?:multiple|various|several) (?:roles|positions)\b)", _I),
    re.compile(rf"^(?:hey hn[!,.]?\s*)?at {_NAME}(?:{_REMARK},?\s*we(?:['\u2019]?re| are)?\b|\s*,)", _I),
    re.compile(
        rf"^(?:(?:hi|hey|hello)[^.!]{{0,20}}[!.,]\s*)?(?:[Bb]ack(?:ed)? by [^,]{{2,40}}, )?{_NAME}{_REMARK}"
        r"(?:is|are) (?:building|the|a|an|looking|expanding|on a mission|rethinking|turning)\b"
    ),
)
COMPANY_TAIL = re.compile(r"\s+(?:is|are)\s+(?:hiring|looking)\b.*$|\s+[\u2013\u2014-]\s+.*$", _I | re.DOTALL)

BULLET = re.compile(r"^\s*(?:[-*•◦>→·]+|\d{1,2}[.)]|\[[^\]]{1,20}\])\s*")
AFTER_JOB = re.compile(
    r"\s*(?:https?://|\s[\u2013\u2014-]\s|\s->|[:|]|\(https?|[$€£]\s?\d|\.\s|\bwith\b).*$", re.DOTALL
)
TALK = re.compile(
    r"\b(?:i|i['\u2019]m|we|we['\u2019]re|our|us|you|your|is|are|was|this|that|these|what|who|see|here|include|hiring|"
    r"apply|founded|please|email|contact|reach|looking|hey|hi|how|why|roles?|positions?|previously|ex)\b",
    _I,
)
SENTENCE = re.compile(r"\b(?:we|we['\u2019]re|you|is|are) (?!hiring\b)[a-z]+\b")
SOUGHT = re.compile(
    r"\b(?:hiring(?: for| across)?|looking for|seeking|need|open on my team:?)\s+"
    r"(?:an? |our |some |more |experienced |talented |great |exceptional )*"
    rf"(?P<role>[^.!?:;\n]{{0,80}}?\b(?:{_JOBS}|engineering)\b(?:[^.!?:;\n]{{0,40}}\broles?\b)?)",
    _I,
)
HIRES = re.compile(
    r"\b(?:hiring|we(?:['\u2019]?re| are) (?:also )?(?:looking|seeking|growing)|open (?:roles?|positions?)|"
    r"apply|join (?:us|our)|is looking for|careers?|role open|salary|comp range|compensation|please email)\b",
    _I,
)
SEEKS_WORK = re.compile(
    r"^\W*(?:seeking (?:work|freelance work|job)|\(?closed\)?|not hiring|"
    r"looking for (?:work|a job|freelance))\b|"
    r"\bI['\u2019]m an? (?:[\w-]+ ){0,4}(?:developer|engineer|designer)\b|"
    r"\bI help (?:teams|companies|startups|founders)\b|\bwilling to relocate:|\br[eé]sum[eé]/cv:|"
    r"\bhire me\b|\bmy portfolio\b",
    _I,
)
