"""Workable, which returns a company's whole board in one response, with an element per location of a post."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.companies.shared import LIMIT_MIB, objects, one_place, places
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content, decode_json, elements
from jobsearch.boards.reading.elements import collect, require
from jobsearch.boards.reading.employment import employment
from jobsearch.boards.reading.places import Workplace, workplace
from jobsearch.domain.posting import Posting

_API = "https://apply.workable.com/api/v1/widget/accounts"
_PAGE = "https://apply.workable.com/j"


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(f"{_API}/{quote(source.account, safe='')}?details=true", source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    answer = decode_json(Content(body), request.url)
    jobs = elements(answer, request.url, "jobs")
    company = fields.line(answer.get("name")) or request.source.company or request.source.account
    found = collect(
        _joined(jobs), lambda job: _posting(job, request.source, company, now), id_name="shortcode"
    )
    return Page(
        found.postings,
        found.rejections,
        whole=True,
        listed=found.rejected_ids,
        company=fields.line(answer.get("name")),
    )


def _recognises(content: Content) -> bool:
    return any("shortcode" in job for job in content.objects_at("jobs"))


def _joined(jobs: Iterable[Any]) -> list[Any]:
    """Return each post once, with the locations from all elements that share its code."""
    by_code: dict[str, dict[str, Any]] = {}
    others: list[Any] = []
    for job in jobs:
        code = job.get("shortcode") if isinstance(job, dict) else None
        if not isinstance(code, str):
            others.append(job)
        elif code in by_code:
            by_code[code]["locations"] += _sites(job)
        else:
            by_code[code] = job | {"locations": _sites(job)}
    return [*by_code.values(), *others]


def _sites(job: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the visible locations of a post, or the location in its own fields if it lists none."""
    shown = [one for one in objects(job.get("locations")) if one.get("hidden") is not True]
    own = {"country": job.get("country"), "city": job.get("city"), "region": job.get("state")}
    return shown or ([] if job.get("locations") else [own])


def _posting(job: dict[str, Any], source: Source, company: str, now: datetime) -> Posting:
    external_id = fields.short_id(job.get("shortcode"))
    title = fields.line(job.get("title"))
    require(title, external_id)
    sites = objects(job.get("locations"))
    names = [one_place(one.get("city"), one.get("region"), one.get("country")) for one in sites]
    text = fields.html(job.get("description"))
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=fields.web_address(job.get("url")) or f"{_PAGE}/{external_id}",
        apply_url=fields.web_address(job.get("application_url")),
        title=title,
        company=company,
        tags=fields.lines([job.get("department"), job.get("function"), job.get("industry")]),
        description=fields.readable(text),
        **places(names, [one.get("countryCode") or one.get("country") for one in sites]).columns(),
        workplace=_workplace(job),
        employment=employment([fields.line(job.get("employment_type"))]),
        account=source.account,
        posted_at=fields.moment(job.get("published_on") or job.get("created_at"), now),
        raw=job | {"description": text},
    )


def _workplace(job: Mapping[str, Any]) -> Workplace:
    said = workplace(job.get("workplace_type") or job.get("workplace"))
    return said or ("remote" if fields.flag(job.get("telecommuting")) else "")


BOARD = Board(
    name="workable",
    display_name="Workable",
    home="https://www.workable.com",
    covers="the board of a company",
    terms="Link to the post on the company's board.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
    holds="whole",
    account="name",
    limit_mib=LIMIT_MIB,
)
