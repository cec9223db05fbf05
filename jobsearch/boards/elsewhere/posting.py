"""Convert a schema.org JobPosting, or the text of a page, to a Posting.

See https://schema.org/JobPosting; each value may be text, an object with a name, or a list of either.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from jobsearch.boards.elsewhere.origins import Origin
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.pay import NO_PAY, Pay, pay, pay_in_text
from jobsearch.boards.reading.places import countries, where, workplace_in
from jobsearch.domain.posting import Posting

_MOST = 50
_ADDRESS = ("addressLocality", "addressRegion", "addressCountry")


def of_schema(
    element: dict[str, Any], origin: Origin, now: datetime, *, title: str = "", company: str = ""
) -> Posting:
    """Return the post in a JobPosting; `title` and `company`, if given by the user, take precedence."""
    location = "; ".join(dict.fromkeys(filter(None, map(_place, _each(element.get("jobLocation"))))))
    remote = any("TELECOMMUTE" in text.upper() for text in _texts(element.get("jobLocationType")))
    allowed = _texts(element.get("applicantLocationRequirements"))
    found = where(allowed if remote and allowed else [location])
    codes = countries(allowed) if remote and allowed else ()
    text = fields.html(*_texts(element.get("description"), longest=fields.LONGEST_DESCRIPTION))
    return Posting(
        source=origin.source,
        external_id=origin.external_id,
        url=origin.url,
        title=title or fields.line(_text(element.get("title") or element.get("name"))),
        company=company or fields.line(_text(element.get("hiringOrganization"))),
        location=(location or ", ".join(allowed)) or ("Remote" if remote else ""),
        description=fields.readable(text),
        tags=fields.lines(_texts(element.get("skills"))) if isinstance(element.get("skills"), list) else (),
        countries=codes or found.countries,
        worldwide=found.worldwide,
        workplace="remote" if remote else workplace_in(location),
        employment=employment(_texts(element.get("employmentType"))),
        posted_at=fields.moment(element.get("datePosted"), now),
        account=origin.account,
        site=origin.site,
        raw={**_bounded(element), "description": text},
        **_pay(element).columns(),
    )


def of_text(html: str, origin: Origin, *, title: str, company: str, location: str = "") -> Posting:
    """Return a post from the text of a page, with the title and company given by the user."""
    text = fields.html(html)
    return Posting(
        source=origin.source,
        external_id=origin.external_id,
        url=origin.url,
        title=fields.line(title),
        company=fields.line(company),
        location=fields.line(location),
        workplace=workplace_in(location),
        description=fields.readable(text),
        account=origin.account,
        site=origin.site,
        raw={"title": title, "company": company, "location": location, "description": text},
    )


def _bounded(element: dict[str, Any]) -> dict[str, Any]:
    """Return a posting's plain values, limited in number and length; nested values contain no job facts."""
    return {
        str(name): value
        for name, value in islice(element.items(), _MOST)
        if isinstance(value, str | int | float | bool) and len(str(value)) <= fields.LONGEST_URL
    }


def _each(value: object) -> Iterator[object]:
    yield from value[:_MOST] if isinstance(value, list) else [value]


def _text(value: object) -> str:
    return next(iter(_texts(value)), "")


def _texts(value: object, longest: int = fields.LONGEST_LINE) -> list[str]:
    """Return the strings in a value: the text itself, an object's name, or those of each list element."""
    found = []
    for one in _each(value):
        named = fields.mapping(one).get("name") or fields.mapping(one).get("legalName")
        text = named if isinstance(one, dict) else one
        if isinstance(text, str) and text.strip():
            found.append(text.strip()[:longest])
    return found


def _place(value: object) -> str:
    if isinstance(value, str):
        return fields.line(value)
    place = fields.mapping(value)
    address = place.get("address", place if "addressLocality" in place else None)
    if isinstance(address, list):
        address = address[0] if address else None
    if isinstance(address, str):
        return fields.line(address)
    parts = [fields.line(_text(fields.mapping(address).get(name))) for name in _ADDRESS]
    return ", ".join(dict.fromkeys(filter(None, parts))) or fields.line(_text(place.get("name")))


def _pay(element: dict[str, Any]) -> Pay:
    """Return the pay from baseSalary, which the employer states, or else from estimatedSalary."""
    for name in ("baseSalary", "estimatedSalary"):
        for value in _each(element.get(name)):
            found = _amount(value, element.get("salaryCurrency"))
            if found != NO_PAY:
                return found
    return NO_PAY


def _amount(value: object, currency: object) -> Pay:
    if isinstance(value, str) and fields.number(value) is None:
        return pay_in_text(fields.line(value))
    if isinstance(value, str | int | float):
        return pay(value, value, currency)
    amount = fields.mapping(value)
    inner = amount.get("value")
    inside = fields.mapping(inner[0] if isinstance(inner, list) and inner else inner) or amount
    exact = inside.get("value") if inside is not amount or not isinstance(inner, dict) else None
    if isinstance(exact, str) and fields.number(exact) is None and not inside.get("minValue"):
        return pay_in_text(fields.line(exact))
    low, high = inside.get("minValue", exact), inside.get("maxValue", exact)
    unit = inside.get("unitText") or amount.get("unitText") or amount.get("duration") or ""
    money = amount.get("currency") or inside.get("currency") or currency
    return pay(low, high, money, unit)
