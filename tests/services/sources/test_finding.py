"""From what a person gives to a source that its board proves: by address or page, through a real server."""

import json
import tomllib
from collections.abc import Callable
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from support.server import FeedServer

from jobsearch.errors import AddressNotAllowed, FeedError, SourceUnknown
from jobsearch.services.sources.adding import add_all, add_one
from jobsearch.services.sources.listing import list_sources
from jobsearch.services.sources.lists import Listed, export_list, read_list
from jobsearch.settings import Settings

DATA = tomllib.loads((Path(__file__).resolve().parents[2] / "data" / "addresses.toml").read_text("utf-8"))
ADDRESSES = {address: source for address, source in DATA["addresses"].items() if source}
PAGES: list[dict[str, Any]] = DATA["page"]
BOARDS = (
    "greenhouse",
    "ashby",
    "lever",
    "recruitee",
    "personio",
    "teamtailor",
    "workable",
    "smartrecruiters",
)
RSS = '<rss version="2.0"><channel><title>Acme</title><link>https://careers.acme.com</link>{}</channel></rss>'
ITEM = "<item><title>Engineer</title><link>https://careers.acme.com/jobs/4711-engineer</link></item>"


def body_of(path: str, *, empty: bool) -> str:
    """Return what a board answers at the path that its vendor documents, "" for no such path."""
    step = urlsplit(path).path
    job = {"id": "a-1", "internal_job_id": 2, "title": "Engineer", "company_name": "Acme", "absolute_url": ""}
    job |= {"isListed": True, "text": "Engineer", "name": "Engineer", "shortcode": "0897A038EC"}
    jobs = [] if empty else [job]
    position = "" if empty else "<position><id>1</id><name>Engineer</name></position>"
    answers = {
        "/v1/boards/": json.dumps({"jobs": jobs}),
        "/posting-api/job-board/": json.dumps({"jobs": jobs}),
        "/v0/postings/": json.dumps(jobs),
        "/api/offers/": json.dumps({"offers": jobs}),
        "/xml": f"<workzag-jobs>{position}</workzag-jobs>",
        "/jobs.rss": RSS.format("" if empty else ITEM),
        "/api/v1/widget/accounts/": json.dumps({"name": "" if empty else "Acme", "jobs": jobs}),
        "/v1/companies/": json.dumps({"totalFound": len(jobs), "content": jobs}),
    }
    return next((answer for beginning, answer in answers.items() if step.startswith(beginning)), "")


def serve(
    *, empty: bool = False, page: str = "", gone: tuple[str, ...] = ()
) -> Callable[[BaseHTTPRequestHandler], None]:
    """Return what answers for all boards, and with a page at any other path."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        known = body_of(handler.path, empty=empty) if not handler.path.startswith(gone or "-") else ""
        content = (known or page).encode()
        handler.send_response(200 if content else 404)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        handler.wfile.write(content)

    return reply


@pytest.fixture
def boards(settings: Settings, server: FeedServer) -> Settings:
    """An instance for which one server stands for all boards, and for the pages that a person names."""
    base = server.url.removesuffix("/api")
    server.answer(serve())
    return Settings(instance=settings.instance, source_urls=dict.fromkeys((*BOARDS, "page"), base))


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_leads_to_a_board_that_proves_itself(boards: Settings, address: str) -> None:
    found = add_one(boards, address, dry_run=True)
    assert found.as_row() | {"company": ""} == {
        "source": ADDRESSES[address],
        "by": "address",
        "proven": True,
        "company": "",
        "followed": False,
        "problem": "",
    }
    assert [one.source for one in list_sources(boards)] == ["remoteok"]


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_a_page_leads_to_the_board_that_it_embeds(
    boards: Settings, server: FeedServer, page: dict[str, Any]
) -> None:
    server.answer(serve(page=f"<!doctype html><html><body>{page['html']}</body></html>"))
    if not page["source"]:
        with pytest.raises(SourceUnknown):
            add_one(boards, page["address"], dry_run=True)
        return
    row = add_one(boards, page["address"], dry_run=True).as_row()
    assert (row["source"], row["by"], row["proven"]) == (page["source"], "page", True)


def test_a_found_board_is_followed_with_its_companys_name(boards: Settings) -> None:
    added = add_one(boards, "https://job-boards.greenhouse.io/acme/jobs/4711123002")
    assert (added.followed, added.new) == (True, True)
    assert not add_one(boards, "https://boards.greenhouse.io/acme").new
    states = {one.source: one.company for one in list_sources(boards)}
    assert states["greenhouse:acme"] == "Acme"


@pytest.mark.parametrize("board", BOARDS)
def test_an_empty_answer_proves_a_board_but_where_any_name_gets_one(
    boards: Settings, server: FeedServer, board: str
) -> None:
    server.answer(serve(empty=True))
    found = add_one(boards, f"{board}:acme", dry_run=True)
    assert found.as_row()["proven"] is (board not in {"workable", "smartrecruiters"})
    assert ("the board may not exist" in found.as_row()["problem"]) is (
        board in {"workable", "smartrecruiters"}
    )


def test_what_is_not_proven_is_not_followed_by_an_address_and_says_so(
    boards: Settings, server: FeedServer
) -> None:
    server.answer(serve(empty=True))
    added = add_one(boards, "https://apply.workable.com/acme/")
    assert not added.followed
    assert "`sources add workable:acme` to follow it anyway" in added.error
    assert add_one(boards, "workable:acme").followed


def test_a_board_that_does_not_exist_is_not_followed(boards: Settings, server: FeedServer) -> None:
    server.answer(serve(gone=("/v1/boards/",)))
    added = add_one(boards, "https://boards.greenhouse.io/nobody")
    assert not added.followed
    assert "404" in added.error


def test_lever_in_europe_is_asked_where_the_other_knows_no_such_site(
    boards: Settings, server: FeedServer
) -> None:
    base = server.url.removesuffix("/api")
    own = Settings(instance=boards.instance, source_urls={"lever": base})
    server.answer(lambda handler: handler.send_error(404), serve())
    assert add_one(own, "https://jobs.eu.lever.co/acme", dry_run=True).as_row()["proven"]
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "address",
    [
        "http://acme.example/careers",
        "http://boards.greenhouse.io/acme",
        "https://127.0.0.1/careers",
        "https://192.168.1.1/careers",
        "https://[::1]/careers",
        "https://10.0.0.7:8443/jobs",
        "https://localhost/careers",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
def test_an_address_that_is_private_or_not_https_is_refused(settings: Settings, address: str) -> None:
    with pytest.raises(AddressNotAllowed):
        add_one(settings, address, dry_run=True)


def test_a_redirect_to_a_private_network_is_refused(settings: Settings, server: FeedServer) -> None:
    base = server.url.removesuffix("/api")

    def away(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "http://10.0.0.7/")
        handler.end_headers()

    server.answer(away)
    with pytest.raises((AddressNotAllowed, FeedError)):
        add_one(settings, f"{base}/careers", dry_run=True)


def test_a_list_in_any_form_is_read(tmp_path: Path) -> None:
    forms = {
        "txt": "# mine\nhttps://boards.greenhouse.io/acme\n\n  lever:globex  "
        "\nhttps://boards.greenhouse.io/acme\n",
        "csv": 'company,url,note\nAcme,https://boards.greenhouse.io/acme,"x, y"\nGlobex,lever:globex,\n',
        "opml": (
            '<?xml version="1.0"?><opml version="2.0"><body><outline text="Jobs"><outline text="Acme" '
            'htmlUrl="https://boards.greenhouse.io/acme"/><outline text="Globex" '
            'xmlUrl="https://jobs.lever.co/globex"/>'
            "</outline></body></opml>"
        ),
    }
    for name, text in forms.items():
        file = tmp_path / f"list.{name}"
        file.write_text(text)
        found = read_list(file)
        assert len(found) == 2
        assert found[0].text == "https://boards.greenhouse.io/acme"
        assert found[0].company == ("" if name == "txt" else "Acme")


def test_a_list_is_followed_and_one_bad_entry_costs_only_itself(boards: Settings, tmp_path: Path) -> None:
    entries = [
        Listed("https://boards.greenhouse.io/acme"),
        Listed("nonsense"),
        Listed("lever:globex", "Globex"),
    ]
    added = add_all(boards, entries)
    assert [one.followed for one in added] == [True, False, True]
    assert added[1].error
    exported = tmp_path / "sources.txt"
    exported.write_text(export_list(boards))
    assert [entry.text for entry in read_list(exported)] == ["greenhouse:acme", "lever:globex", "remoteok"]
    assert read_list(exported)[1].company == "Globex"


def test_a_feed_is_followed_by_its_address(boards: Settings, server: FeedServer) -> None:
    server.answer(serve(page=RSS.format(ITEM)))
    boards = replace(boards, source_urls={**boards.source_urls, "feed": boards.source_urls["page"]})
    row = add_one(boards, "https://example.org/jobs.xml", dry_run=True).as_row()
    assert (row["source"], row["by"]) == ("feed:https://example.org/jobs.xml", "address")
