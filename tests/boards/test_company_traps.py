"""Fictional answers of the company boards, each with a trap that real ones hold."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from jobsearch.boards.board import Page, Request, Source, saved
from jobsearch.boards.reading.content import Content
from jobsearch.boards.registry import BOARDS
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable

NOW = datetime(2026, 11, 27, tzinfo=UTC)
UUID = "90fb3621-899e-4b59-925d-25080ec91e18"
NAMES = ("greenhouse", "ashby", "lever", "recruitee", "personio", "teamtailor", "workable", "smartrecruiters")


def asked(board: str, account: str = "acme") -> Request:
    """Return the first request of a company's board."""
    (request,) = BOARDS[board].requests(Source(board, account), {})
    return request


def answered(board: str, answer: Any, request: Request | None = None) -> Page:
    """Return what an answer says, JSON or XML."""
    body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
    return BOARDS[board].parse(body, request or asked(board), NOW)


def only(page: Page) -> Posting:
    """Return the one post of an answer in which nothing was rejected."""
    (posting,) = page.postings
    assert page.rejections == ()
    return posting


def greenhouse(**given: Any) -> dict[str, Any]:
    job = {
        "id": 4711,
        "internal_job_id": 1,
        "title": "Engineer",
        "location": {"name": "Remote, Italy; Berlin"},
    }
    job |= {"absolute_url": "https://job-boards.greenhouse.io/acme/jobs/4711", "metadata": None}
    job |= {"updated_at": "2026-11-26T10:00:00-05:00", "first_published": "2026-08-01T23:00:00-04:00"}
    return (
        job
        | {"content": "&lt;p&gt;We use &amp;lt;b&amp;gt; &amp;amp; Go.&lt;/p&gt;&lt;p&gt;Join&lt;/p&gt;"}
        | given
    )


def ashby(**given: Any) -> dict[str, Any]:
    job = {"id": UUID, "title": "Engineer", "location": "Berlin", "isListed": True, "isRemote": None}
    job |= {"jobUrl": f"https://jobs.ashbyhq.com/acme/{UUID}", "employmentType": "FullTime"}
    job |= {"publishedAt": "2026-08-01T10:00:00.123+00:00", "descriptionHtml": "<p>You build.</p>"}
    return (
        job
        | {"address": {"postalAddress": {"addressCountry": "Germany", "addressLocality": "Berlin"}}}
        | given
    )


def lever(number: int = 0, **given: Any) -> dict[str, Any]:
    identity = f"5d54d69b-e940-452e-b892-{number:012}"
    job = {"id": identity, "text": "Engineer", "hostedUrl": f"https://jobs.lever.co/acme/{identity}"}
    job |= {
        "categories": {"location": "Berlin", "allLocations": ["Berlin", "Paris"], "commitment": "Full-time"}
    }
    job |= {"createdAt": 1_785_339_866_689, "country": "DE", "workplaceType": "on-site"}
    job |= {
        "description": "<div>About us</div>",
        "descriptionPlain": "About us",
        "additional": "<p>Apply</p>",
    }
    return job | {"lists": [{"text": "You bring", "content": "\n<li>Go</li><li>SQL</li>"}]} | given


def recruitee(**given: Any) -> dict[str, Any]:
    offer = {
        "id": 17,
        "title": "Engineer",
        "careers_url": "https://jobs.acme.com/o/engineer",
        "slug": "engineer",
    }
    offer |= {"published_at": "2026-08-05 10:10:39 UTC", "status": "published", "company_name": "Acme"}
    offer |= {
        "city": "Utrecht",
        "country": "Netherlands",
        "country_code": "NL",
        "hybrid": True,
        "remote": False,
    }
    return offer | {"description": "<p>You build.</p>", "requirements": "<p>You know Go.</p>"} | given


def workable(**given: Any) -> dict[str, Any]:
    job = {
        "shortcode": "0897A038EC",
        "title": "Engineer",
        "telecommuting": False,
        "published_on": "2026-08-05",
    }
    return job | {"country": "Spain", "city": "", "state": "", "description": "<p>You build.</p>"} | given


def smart(number: int = 743999, **given: Any) -> dict[str, Any]:
    ad = {"id": str(number), "name": "Engineer", "company": {"identifier": "Acme", "name": "Acme Group"}}
    ad |= {
        "releasedDate": "2026-08-05T17:49:03.000Z",
        "location": {"fullLocation": "Remote, , Mexico", "country": "mx"},
    }
    return ad | {"visibility": "PUBLIC", "creator": {"name": "A person"}} | given


PERSONIO = """<?xml version="1.0" encoding="UTF-8"?><workzag-jobs>
<position><id>21</id><subcompany>Acme GmbH</subcompany>
<office>Berlin</office><additionalOffices><office>Munich</office></additionalOffices><department>IT</department>
<name>Engineer</name><jobDescriptions><jobDescription><name>Your &amp; our mission</name>
<value><![CDATA[You <b>build</b>.]]></value>
</jobDescription>
<jobDescription><name>Your profile</name><value><![CDATA[<ul><li>Go</li></ul>]]></value></jobDescription>
</jobDescriptions>
<employmentType>permanent</employmentType><schedule>full-time</schedule>
<createdAt>2026-08-05T11:00:15+00:00</createdAt>
<salaryInformation><min>5000.00</min><max></max><currencyCode>EUR</currencyCode>
<type>monthly</type></salaryInformation></position></workzag-jobs>"""

ITEM = """<item><title>Engineer {number}</title><description>&lt;p&gt;You build.&lt;/p&gt;</description>
<remoteStatus>fully</remoteStatus>
<pubDate>Fri, 04 Sep 2026 14:50:13 +0300</pubDate><link>https://careers.acme.com/jobs/{number}-engineer</link><guid>{number}-guid</guid></item>"""


def teamtailor(*numbers: int) -> str:
    items = "".join(ITEM.format(number=number) for number in numbers)
    return (
        '<rss version="2.0" xmlns:tt="https://teamtailor.com/locations"><channel><title>Acme</title>'
        f"<link>https://careers.acme.com</link>{items}</channel></rss>"
    )


ANSWERS: Mapping[str, Any] = {
    "greenhouse": {"jobs": [greenhouse()], "meta": {"total": 1}},
    "ashby": {"jobs": [ashby()], "apiVersion": "1"},
    "lever": [lever()],
    "recruitee": {"offers": [recruitee()]},
    "personio": PERSONIO,
    "teamtailor": teamtailor(8323453),
    "workable": {"name": "Acme", "jobs": [workable()]},
    "smartrecruiters": {"totalFound": 1, "content": [smart()]},
}


@pytest.mark.parametrize("board", NAMES)
def test_each_board_reads_its_post_and_says_that_it_is_all(board: str) -> None:
    page = answered(board, ANSWERS[board])
    posting = only(page)
    assert posting.title.startswith("Engineer")
    assert (posting.source, posting.account, page.whole) == (board, "acme", True)
    assert BOARDS[board].holds == "whole"
    assert posting.posted_at
    assert posting.posted_at.year == 2026


@pytest.mark.parametrize("board", NAMES)
def test_each_board_asks_at_the_address_that_its_vendor_documents(board: str) -> None:
    assert (
        asked(board).url
        == {
            "greenhouse": "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true",
            "ashby": "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true",
            "lever": "https://api.lever.co/v0/postings/acme?mode=json&skip=0&limit=100",
            "recruitee": "https://acme.recruitee.com/api/offers/",
            "personio": "https://acme.jobs.personio.de/xml?language=en",
            "teamtailor": "https://acme.teamtailor.com/jobs.rss?offset=0&per_page=100",
            "workable": "https://apply.workable.com/api/v1/widget/accounts/acme?details=true",
            "smartrecruiters": "https://api.smartrecruiters.com/v1/companies/acme/postings?limit=100&offset=0",
        }[board]
    )


def test_names_with_blanks_and_own_hosts_become_addresses() -> None:
    assert "/job-board/Acme%20Labs?" in asked("ashby", "Acme Labs").url
    assert "/job-board/acme.com?" in asked("ashby", "acme.com").url
    assert asked("recruitee", "jobs.acme.com").url == "https://jobs.acme.com/api/offers/"
    assert asked("teamtailor", "careers.acme.com").url.startswith("https://careers.acme.com/jobs.rss?")
    assert "/boards/a%2Fb/jobs" in asked("greenhouse", "a/b").url


@pytest.mark.parametrize("board", NAMES)
@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Are you human?</body></html>", b'{"error": "x"}', b"[]x", b"\x00"]
)
def test_another_answer_is_an_error_and_no_empty_board(board: str, body: bytes) -> None:
    with pytest.raises(FeedUnreadable):
        BOARDS[board].parse(body, asked(board), NOW)


@pytest.mark.parametrize("board", NAMES)
def test_a_saved_response_is_read_without_knowing_whose_it_is(board: str) -> None:
    answer = ANSWERS[board]
    body = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
    assert BOARDS[board].recognises(Content(body))
    page = BOARDS[board].parse(body, saved(BOARDS[board], "saved.json"), NOW)
    assert page.postings
    assert all(request.kind == "text" for request in page.follow)


@pytest.mark.parametrize(
    "board", ["greenhouse", "ashby", "lever", "recruitee", "workable", "smartrecruiters"]
)
def test_a_bad_post_costs_only_itself_and_is_not_closed_by_it(board: str) -> None:
    answer = json.loads(json.dumps(ANSWERS[board]))
    posts = answer if isinstance(answer, list) else next(v for v in answer.values() if isinstance(v, list))
    bad = {name: value for name, value in posts[0].items() if name not in {"title", "text", "name"}}
    bad["id"] = bad["shortcode"] = "99999"
    posts.extend([bad, None, 17, "post"])
    page = answered(board, answer)
    assert len(page.postings) == 1
    assert len(page.rejections) == 4
    assert page.seen == {page.postings[0].external_id, "99999"}


def test_greenhouse_unescapes_once_and_parts_its_places() -> None:
    posting = only(answered("greenhouse", ANSWERS["greenhouse"]))
    assert posting.description == "We use <b> & Go.\n\nJoin"
    assert posting.location == "Remote, Italy; Berlin"
    assert {"IT", "DE"} == set(posting.countries)
    assert posting.workplace == ""


def test_greenhouse_gives_the_same_post_when_only_the_update_moved() -> None:
    one, other = (
        only(answered("greenhouse", {"jobs": [greenhouse(updated_at=moment)]}))
        for moment in ("2026-11-20T10:00:00-05:00", "2026-11-26T10:00:00-05:00")
    )
    assert one.content_hash == other.content_hash
    changed = only(answered("greenhouse", {"jobs": [greenhouse(title="Senior Engineer")]}))
    assert changed.content_hash != one.content_hash


@pytest.mark.parametrize(
    ("ranges", "pay"),
    [
        ([(5_000_000, 7_500_000, "USD", "Annual Salary")], (50_000, 75_000, "USD", "year")),
        ([(2_550, 3_000, "USD", "Hourly Rate")], (25.5, 30, "USD", "hour")),
        (
            [(10_000_000, 12_000_000, "USD", "NYC"), (9_000_000, 11_000_000, "USD", "Remote")],
            (90_000, 120_000, "USD", "year"),
        ),
        (
            [(10_000_000, 12_000_000, "USD", "US"), (8_000_000, 9_000_000, "EUR", "EU")],
            (100_000, 120_000, "USD", "year"),
        ),
        ([(0, 0, "USD", "Annual Salary")], (None, None, "", "")),
        ([(5_000, 7_500, "USD", "Annual Salary")], (None, None, "", "")),
        (None, (None, None, "", "")),
    ],
)
def test_greenhouse_states_pay_in_cents(ranges: Any, pay: tuple[Any, ...]) -> None:
    names = ("min_cents", "max_cents", "currency_type", "title")
    given = ranges and [dict(zip(names, one, strict=True)) for one in ranges]
    posting = only(answered("greenhouse", {"jobs": [greenhouse(pay_input_ranges=given)]}))
    assert (posting.salary_min, posting.salary_max, posting.pay_currency, posting.pay_period) == pay


@pytest.mark.parametrize(
    ("given", "how"),
    [
        ({"metadata": [{"name": "Location Type", "value": "Hybrid"}]}, "hybrid"),
        (
            {"metadata": [{"name": "Workplace Type", "value": "On-Site"}], "location": {"name": "Remote"}},
            "onsite",
        ),
        (
            {"metadata": [{"name": "Location Type", "value": None}], "location": {"name": "Remote - US"}},
            "remote",
        ),
        ({"metadata": [{"name": "Time Type", "value": "Hybrid"}]}, ""),
        ({"location": {"name": "Remote-Friendly, United States"}}, ""),
        ({"location": None, "offices": [{"name": "Remote"}]}, "remote"),
    ],
)
def test_greenhouse_says_how_one_works_in_a_field_of_the_company_or_in_the_place(
    given: Any, how: str
) -> None:
    assert only(answered("greenhouse", {"jobs": [greenhouse(**given)]})).workplace == how


def test_greenhouse_knows_when_an_answer_is_not_all() -> None:
    assert not answered("greenhouse", {"jobs": [greenhouse()], "meta": {"total": 2}}).whole


@pytest.mark.parametrize(
    ("given", "how"),
    [
        ({"workplaceType": "Hybrid", "isRemote": True}, "hybrid"),
        ({"workplaceType": "OnSite", "isRemote": False}, "onsite"),
        ({"workplaceType": "Remote", "isRemote": None}, "remote"),
        ({"isRemote": True}, ""),
        ({"isRemote": True, "location": "Germany"}, "remote"),
        ({"isRemote": False, "location": "Remote"}, "remote"),
        ({"isRemote": None}, ""),
        ({"isRemote": False}, ""),
    ],
)
def test_ashby_says_how_one_works_where_its_fields_agree(given: Any, how: str) -> None:
    assert only(answered("ashby", {"jobs": [ashby(**given)]})).workplace == how


def test_ashby_leaves_out_what_is_not_listed_and_names_every_place() -> None:
    second = {"location": "Vienna", "address": {"postalAddress": {"addressCountry": "Austria"}}}
    page = answered("ashby", {"jobs": [ashby(secondaryLocations=[second]), ashby(id="x", isListed=False)]})
    posting = only(page)
    assert posting.location == "Berlin; Vienna"
    assert posting.countries == ("AT", "DE")
    assert page.seen == {UUID}
    assert posting.employment == ("full-time",)


@pytest.mark.parametrize(
    ("interval", "low", "high", "period"),
    [
        ("1 YEAR", 93_000, 130_000, "year"),
        ("1 HOUR", 30, 45, "hour"),
        ("1 MONTH", 1_300, None, "month"),
        ("1 WEEK", 500, 900, "week"),
    ],
)
def test_ashby_states_pay_among_shares_and_bonuses(
    interval: str, low: int, high: int | None, period: str
) -> None:
    def component(kind: str, least: int, most: int | None) -> dict[str, Any]:
        found = {"compensationType": kind, "interval": interval, "currencyCode": "EUR"}
        return found | {"minValue": least, "maxValue": most}

    parts = [component("Bonus", 1, 2), component("Salary", low, high), component("EquityCashValue", 7, 9)]
    posting = only(answered("ashby", {"jobs": [ashby(compensation={"summaryComponents": parts})]}))
    assert (posting.salary_min, posting.salary_max, posting.pay_period) == (low, high, period)


def test_lever_joins_its_text_reads_milliseconds_and_all_places() -> None:
    posting = only(answered("lever", [lever()]))
    assert posting.description == "About us\n\nYou bring\n\n• Go\n• SQL\n\nApply"
    assert posting.posted_at == datetime(2026, 7, 29, 15, 44, 26, 689_000, UTC)
    assert (posting.location, posting.workplace, posting.employment) == (
        "Berlin; Paris",
        "onsite",
        ("full-time",),
    )


def test_lever_states_pay_and_is_told_apart_from_no_board() -> None:
    salary = {"min": 150_000, "max": 180_000, "currency": "USD", "interval": "per-year-salary"}
    posting = only(answered("lever", [lever(salaryRange=salary)]))
    assert (posting.salary_min, posting.salary_max, posting.pay_period) == (150_000, 180_000, "year")
    with pytest.raises(FeedUnreadable, match="no such board"):
        answered("lever", {"ok": False, "error": "Document not found"})


def test_lever_goes_on_while_pages_are_full() -> None:
    full = answered("lever", [lever(number) for number in range(100)])
    (following,) = full.follow
    assert (following.url, following.kind) == (
        "https://api.lever.co/v0/postings/acme?mode=json&skip=100&limit=100",
        "page",
    )
    assert answered("lever", [lever(7)], following).follow == ()
    assert (
        answered("lever", [lever(n) for n in range(100)], following)
        .follow[0]
        .url.endswith("skip=200&limit=100")
    )


def test_recruitee_reads_numbers_that_are_texts_and_no_absurd_ones() -> None:
    def pay(**given: Any) -> tuple[Any, ...]:
        posting = only(answered("recruitee", {"offers": [recruitee(salary=given)]}))
        return posting.salary_min, posting.salary_max, posting.pay_currency, posting.pay_period

    assert pay(min="5253", max="6152", period="month", currency="EUR") == (5253, 6152, "EUR", "month")
    assert pay(min="75.00", max="95.00", period="year", currency="USD") == (None, None, "", "")
    assert pay(min=None, max=None, period=None, currency=None) == (None, None, "", "")


def test_recruitee_keeps_the_companys_own_page_and_both_parts_of_the_text() -> None:
    posting = only(answered("recruitee", {"offers": [recruitee()]}))
    assert posting.url == "https://jobs.acme.com/o/engineer"
    assert posting.description == "You build.\n\nYou know Go."
    assert (posting.workplace, posting.countries) == ("hybrid", ("NL",))
    assert answered("recruitee", {"offers": [recruitee(status="closed")]}).seen == frozenset()


def test_personio_joins_texts_under_their_headings() -> None:
    posting = only(answered("personio", PERSONIO))
    assert posting.description == "Your & our mission\n\nYou build.\n\nYour profile\n\n• Go"
    assert posting.url == "https://acme.jobs.personio.de/job/21"
    assert (posting.location, posting.company) == ("Berlin; Munich", "Acme GmbH")
    assert (posting.salary_min, posting.salary_max, posting.pay_period) == (5_000, None, "month")
    assert posting.employment == ("full-time",)


@pytest.mark.parametrize(
    "field",
    [
        "<meta><position>Senior</position></meta>",
        "<position>Senior</position>",
        "<extra><position><id>77</id><name>Boss</name></position></extra>",
        "<meta><position/></meta>",
        "<a><b><position level='3'>Lead</position></b></a>",
    ],
)
def test_a_field_named_as_a_post_of_personio_is_none(field: str) -> None:
    page = answered("personio", PERSONIO.replace("<id>21</id>", f"<id>21</id>{field}"))
    assert only(page).external_id == "21"
    assert page.complete


@pytest.mark.parametrize("broken", ["<br>", "</i>", "&", "<x <y>", "<a href=b>"])
def test_a_text_of_a_broken_personio_document_holds_no_post(broken: str) -> None:
    hidden = "<position><id>77</id><name>Boss</name></position> You <b>"
    page = answered(
        "personio", PERSONIO.replace("You <b>", hidden).replace("</workzag", f"{broken}</workzag")
    )
    assert only(page).external_id == "21"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_personio_cut_off_is_never_all(share: float) -> None:
    cut = PERSONIO[: int(len(PERSONIO) * share)]
    assert not answered("personio", cut).whole


def test_teamtailor_reads_numbers_of_addresses_and_goes_on_while_pages_are_full() -> None:
    page = answered("teamtailor", teamtailor(*range(1000, 1100)))
    assert page.postings[0].external_id == "1000"
    assert page.postings[0].workplace == "remote"
    assert page.postings[0].company == "Acme"
    assert page.follow[0].url == "https://acme.teamtailor.com/jobs.rss?offset=100&per_page=100"
    assert answered("teamtailor", teamtailor(2000), page.follow[0]).follow == ()


def test_workable_joins_the_places_of_one_code() -> None:
    elsewhere = workable(country="Portugal", telecommuting=True)
    posting = only(answered("workable", {"name": "Acme", "jobs": [workable(telecommuting=True), elsewhere]}))
    assert (posting.location, posting.countries, posting.workplace) == (
        "Spain; Portugal",
        ("ES", "PT"),
        "remote",
    )
    assert posting.posted_at == datetime(2026, 8, 5, tzinfo=UTC)
    hidden = workable(locations=[{"country": "Spain", "city": "Madrid", "hidden": True}])
    assert only(answered("workable", {"name": "Acme", "jobs": [hidden]})).location == ""


def test_smartrecruiters_asks_for_each_text_once_and_for_the_next_page() -> None:
    ads = [smart(number) for number in range(100_000, 100_100)]
    page = answered("smartrecruiters", {"totalFound": 150, "content": ads}, asked("smartrecruiters", "Acme"))
    assert [request.kind for request in page.follow] == ["page", *["text"] * 100]
    assert (
        page.follow[0].url
        == "https://api.smartrecruiters.com/v1/companies/Acme/postings?limit=100&offset=100"
    )
    text = page.follow[1]
    assert text.url == "https://api.smartrecruiters.com/v1/companies/Acme/postings/100000"
    sections = {
        "qualifications": {"title": "Must", "text": "<p>Go</p>"},
        "jobDescription": {"title": "Job", "text": "<p>Build</p>"},
    }
    whole = only(answered("smartrecruiters", {"jobAd": {"sections": sections}}, text))
    assert whole.description == "Job\n\nBuild\n\nMust\n\nGo"
    assert whole.content_hash == page.postings[0].content_hash
    assert whole.url == "https://jobs.smartrecruiters.com/Acme/100000"
    assert (whole.location, whole.countries) == ("Remote, Mexico", ("MX",))
    assert "creator" not in whole.raw


def test_smartrecruiters_cut_short_is_not_all() -> None:
    assert not answered("smartrecruiters", {"totalFound": 150, "content": []}, asked("smartrecruiters")).whole
    some = saved(BOARDS["smartrecruiters"], "saved.json", Source("smartrecruiters", "Acme"))
    assert not answered("smartrecruiters", {"totalFound": 150, "content": [smart()]}, some).whole
    posting = only(answered("smartrecruiters", ANSWERS["smartrecruiters"]))
    text = replace(some, kind="text", posting=posting)
    with pytest.raises(FeedUnreadable):
        answered("smartrecruiters", {"message": "not found"}, text)


@pytest.mark.parametrize("board", NAMES)
def test_odd_values_in_every_field_cost_no_other_post(board: str) -> None:
    if isinstance(ANSWERS[board], str):
        pytest.skip("XML holds texts only")
    answer = json.loads(json.dumps(ANSWERS[board]))
    posts = answer if isinstance(answer, list) else next(v for v in answer.values() if isinstance(v, list))
    good = posts[0]
    id_name = "shortcode" if board == "workable" else "id"
    odd = [None, 17, -1.5, True, "", "\x00\u202e", [], [None], {}, {"name": None}, "x" * 1_000_000]
    kept = [name for name in good if name not in {id_name, "status", "visibility", "isListed"}]
    for number, (name, value) in enumerate((name, value) for name in kept for value in odd):
        posts.append(good | {id_name: f"9{number:05}", name: value})
    page = answered(board, answer)
    assert page.postings[0].external_id == str(good[id_name])
    assert page.seen == {str(post[id_name]) for post in posts}
    assert all(post.posted_at is None or post.posted_at <= NOW + timedelta(days=2) for post in page.postings)


WITH_NUMBERS = {
    "greenhouse": ("jobs", greenhouse),
    "recruitee": ("offers", recruitee),
    "ashby": ("jobs", ashby),
}


@pytest.mark.parametrize("board", WITH_NUMBERS)
@pytest.mark.parametrize("number", [3, 3.0, "3", " 3", "3\n"])
def test_an_id_written_as_a_float_is_the_number(board: str, number: object) -> None:
    name, job = WITH_NUMBERS[board]
    assert only(answered(board, {name: [job(id=number)]})).external_id == "3"


@pytest.mark.parametrize("board", WITH_NUMBERS)
@pytest.mark.parametrize("number", [3, 3.0, "3", " 3", "3\n"])
def test_a_post_that_cannot_be_read_stays_open_under_its_id(board: str, number: object) -> None:
    name, job = WITH_NUMBERS[board]
    page = answered(board, {name: [job(id=number, title="")]})
    assert page.seen == {"3"}
    assert page.complete


@pytest.mark.parametrize("board", WITH_NUMBERS)
@pytest.mark.parametrize("number", [None, True, {}, "a b/c", "x" * 70, [3]])
def test_a_post_that_cannot_be_read_and_may_be_any_closes_none(board: str, number: object) -> None:
    name, job = WITH_NUMBERS[board]
    assert not answered(board, {name: [job(id=number, title="")]}).complete


WITH_WORDS = {
    "recruitee": ("offers", recruitee, "status"),
    "smartrecruiters": ("content", smart, "visibility"),
}


def with_word(board: str, word: object) -> Page:
    """Return what a board's answer says whose post has this word for who may see it."""
    name, job, field = WITH_WORDS[board]
    return answered(
        board,
        {
            name: [
                job(4711, **{field: word}) if board == "smartrecruiters" else job(id=4711, **{field: word})
            ],
            "totalFound": 1,
        },
    )


@pytest.mark.parametrize("board", WITH_WORDS)
@pytest.mark.parametrize(
    "word", [None, "", "published", "Published", "PUBLIC", " public ", True, 1, ["x"], {}]
)
def test_a_post_for_everybody_is_one(board: str, word: object) -> None:
    assert only(with_word(board, word)).external_id == "4711"


@pytest.mark.parametrize("board", WITH_WORDS)
@pytest.mark.parametrize(
    "word",
    [
        "unpublished",
        "not_published",
        "filled",
        "expired",
        "paused",
        "RESTRICTED",
        "CONFIDENTIAL",
        "on hold",
        "invite-only",
        "Nicht veröffentlicht",
    ],
)
def test_a_post_of_an_unknown_word_is_neither_shown_nor_closed(board: str, word: str) -> None:
    page = with_word(board, word)
    assert page.postings == page.rejections == ()
    assert page.seen == {"4711"}
    assert page.complete


@pytest.mark.parametrize("board", WITH_WORDS)
@pytest.mark.parametrize("word", ["draft", "DRAFT", "internal", "Internal", " hidden ", "HIDDEN"])
def test_a_post_that_is_for_no_applicant_is_closed(board: str, word: str) -> None:
    page = with_word(board, word)
    assert page.seen == set()
    assert page.complete
