"""The conventions that particular boards use for the entries of their feeds.

weworkremotely.com   "Company: Role", a region, a header of logo, headquarters and URL
*.teamtailor.com     remoteStatus and locations (RSS), a schema.org JobPosting (JSON Feed)
all others           "Role at Company"; lines such as "Location: ..." or fields such as <company>
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from jobsearch.boards.feeds.entry import Entry, Feed
from jobsearch.boards.feeds.syndication import first_text
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.pay import NO_PAY, Pay, pay_in_text
from jobsearch.boards.reading.places import Where, Workplace, countries, where, workplace, workplace_in


@dataclass(frozen=True)
class Shape:
    """The job data in a feed entry."""

    title: str
    html: str
    company: str = ""
    location: str = ""
    apply_url: str = ""
    workplace: Workplace = ""
    countries: tuple[str, ...] = ()
    worldwide: bool = False
    employment: tuple[str, ...] = ()
    pay: Pay = NO_PAY
    site: str = ""


def shaped(entry: Entry, feed: Feed) -> Shape:
    """Return the job data in an entry, following the conventions of the host of its page or feed."""
    hosts = [fields.split(address.strip()).netloc.lower() for address in (entry.url, entry.id, feed.home)]
    for domain, read in _KNOWN.items():
        if any(host == domain or host.endswith(f".{domain}") for host in hosts):
            return read(entry)
    if "_jobposting" in entry.fields or "remotestatus" in entry.fields:
        return _teamtailor(entry)
    return _plain(entry)


_WWR_HEAD = re.compile(
    r"^\s*(?:<img\b[^>]{0,1000}>\s*)?<p>\s*<strong>\s*(?:Headquarters|Location):\s*</strong>(?P<place>[^<]{0,300})"
    r"(?:<br\s*/?>\s*<strong>\s*URL:\s*</strong>\s*(?:<a\b[^>]{0,1000}>[^<]{0,1000}</a>|[^<]{0,1000}))?\s*</p>",
    re.IGNORECASE,
)
_WWR_END = re.compile(
    r"<p>\s*<strong>\s*To apply:\s*</strong>\s*<a href=\"(?P<url>[^\"]{1,2000})\"[^>]{0,300}>"
    r"[^<]{0,2000}</a>\s*</p>\s*$",
    re.IGNORECASE,
)


# Since 2026, the header may read "Remote - U.S.A." while the region is anywhere; "Remote or London" is a
# choice.
_REMOTE_SEAT = re.compile(
    r"^(?!.*(?:\b(?:or|and|also)\s+(?:fully\s+)?remote\b|[;|/]\s*remote\b|remote\s*(?:\b(?:or|and)\b|[;|/])))"
    r".*\bremote\b",
    re.IGNORECASE,
)


def _weworkremotely(entry: Entry) -> Shape:
    company, colon, title = entry.title.partition(": ")
    if not colon:
        company, title = "", entry.title
    head, end = _WWR_HEAD.search(entry.html), _WWR_END.search(entry.html)
    html = _WWR_END.sub("", _WWR_HEAD.sub("", entry.html, count=1))
    seat = fields.line(head["place"]) if head else ""
    region = fields.line(first_text(entry.fields, "region"))
    country = fields.line(first_text(entry.fields, "country"))
    open_to = _narrower(
        where([region]), where([country]), where([seat]) if _REMOTE_SEAT.match(seat) else Where()
    )
    return Shape(
        title=title,
        html=html,
        company=company,
        location=", ".join(filter(None, (region, country))) or seat,
        apply_url=end["url"] if end else "",
        workplace="remote",
        countries=open_to.countries,
        worldwide=open_to.worldwide,
        employment=employment([first_text(entry.fields, "type")]),
        site="We Work Remotely",
    )


def _narrower(*places: Where) -> Where:
    """Return the narrowest of several locations: a country takes precedence over "anywhere"."""
    stated = [place for place in places if place.countries]
    if stated:
        return min(stated, key=lambda place: len(place.countries))
    return next((place for place in places if place.worldwide), Where())


def _teamtailor(entry: Entry) -> Shape:
    shape = _plain(entry)
    posting = fields.mapping(entry.fields.get("_jobposting"))
    places = _teamtailor_places(entry.fields.get("locations")) or _schema_places(posting.get("jobLocation"))
    remote = workplace(first_text(entry.fields, "remotestatus"))
    if not remote and posting.get("jobLocationType") == "TELECOMMUTE":
        remote = "remote"
    return replace(
        shape,
        title=entry.title,
        html=entry.html or fields.markup(posting.get("description")),
        company=fields.line(fields.mapping(posting.get("hiringOrganization")).get("name"))
        or fields.line(fields.mapping(posting.get("identifier")).get("name")),
        location="; ".join(", ".join(place) for place in places),
        workplace=remote,
        countries=countries(place[-1] for place in places),
        worldwide=False,
        employment=employment([fields.line(posting.get("employmentType"))]),
    )


def _teamtailor_places(found: object) -> list[tuple[str, ...]]:
    places = fields.mapping(found).get("location")
    return _listed(places if isinstance(places, list) else [places], ("city", "country"))


def _schema_places(found: object) -> list[tuple[str, ...]]:
    places = found if isinstance(found, list) else [found]
    addresses = [fields.mapping(place).get("address") for place in places]
    return _listed(addresses, ("addressLocality", "addressCountry"))


def _listed(places: Iterable[Any], names: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = (tuple(fields.line(fields.mapping(place).get(name)) for name in names) for place in places)
    lines = (tuple(part for part in place if part) for place in found)
    return list(dict.fromkeys(place for place in lines if place))


_AT = re.compile(r"^(?P<title>.{2,}?\S)\s+(?:at|@)\s+(?P<company>[^|\u2013\u2014]{2,80})$", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:^|<(?:p|li|div|br)\b[^>]{0,200}>)\s*(?:<(?:strong|b)>)?\s*"
    r"(?P<label>company|employer|location|type|job type)"
    r"\s*:?\s*(?:</(?:strong|b)>)?\s*:?\s*(?P<value>[^<\n]{1,200})",
    re.IGNORECASE,
)


def _plain(entry: Entry) -> Shape:
    labels = {
        found["label"].lower(): fields.line(found["value"])
        for found in _LABELLED.finditer(entry.html[:5_000])
    }
    company = _first(entry.fields, "company", "company_name", "companyname", "employer", "hiringorganization")
    company = company or labels.get("company") or labels.get("employer") or ""
    title = fields.line(entry.title)
    if named := _AT.match(title):
        company = company or named["company"]
        if fields.line(named["company"]).casefold() == company.casefold():
            title = named["title"]
    location = _first(entry.fields, "location", "job_location", "city", "region") or labels.get(
        "location", ""
    )
    kind = _first(entry.fields, "job_type", "jobtype", "type", "employmenttype")
    open_to = where([location])
    return Shape(
        title=title,
        html=entry.html,
        company=company,
        location=location,
        workplace=workplace_in(location),
        countries=open_to.countries,
        worldwide=open_to.worldwide,
        employment=employment(filter(None, (kind, labels.get("type"), labels.get("job type")))),
        pay=pay_in_text(_first(entry.fields, "salary", "compensation")),
    )


def _first(found: dict[str, Any], *names: str) -> str:
    return fields.line(first_text(found, *names))


_KNOWN: dict[str, Callable[[Entry], Shape]] = {
    "weworkremotely.com": _weworkremotely,
    "teamtailor.com": _teamtailor,
}
