"""Applications over HTTP, and a calendar that a program subscribes to."""

from datetime import UTC, datetime, timedelta

import pytest
import vobject  # no code of it writes what it reads here
from support.process import Program
from support.serving import Server, in_thread

from jobsearch.server.guard import calendar_secret
from jobsearch.settings import Access

KEY = "remoteok:1"
TOKEN = "0123456789abcdef" * 4

pytestmark = pytest.mark.filterwarnings("ignore")  # of vobject's own

SOON = datetime.now(UTC) + timedelta(days=30)


def post(server: Server, **given: object) -> tuple[int, dict]:  # type: ignore[type-arg]
    answer = server.ask("POST", f"/applications/{KEY}/events", given)
    return answer.status, answer.json


def test_events_are_recorded_and_listed(own_server: Server) -> None:
    assert post(own_server, stage="applied")[0] == 201
    status, recorded = post(own_server, stage="interview", at=SOON.isoformat(), note="hi")
    assert (status, recorded["stage"], recorded["event"]["interview"]) == (201, "interview", 1)
    (listed,) = own_server.get("/applications").json["applications"]
    assert (listed["key"], listed["stage"], listed["due_why"]) == (KEY, "interview", "interview")
    shown = own_server.get(f"/applications/{KEY}").json
    assert [event["stage"] for event in shown["events"]] == ["applied", "interview"]
    assert own_server.get(f"/posts/{KEY}").json["applied_at"]


def test_what_cannot_be_is_a_problem(own_server: Server) -> None:
    assert own_server.get(f"/applications/{KEY}").status == 404
    assert own_server.ask("POST", "/applications/remoteok:999/events", {"stage": "applied"}).status == 404
    for given in (
        {"stage": "quark"},
        {"at": "2026-02-30"},
        {"at": "9999-12-31T23:59:59-12:00"},
        {"note": "x" * 20_001},
        {"x": 1},
    ):
        assert post(own_server, **given)[0] == 422, given
    assert post(own_server, stage="accepted")[0] == 201
    assert post(own_server, stage="rejected")[0] == 409


def test_a_calendar_program_gets_it_once_and_again_only_when_it_changed(own_server: Server) -> None:
    post(own_server, stage="interview", at=SOON.isoformat())
    first = own_server.get("/applications.ics")
    assert first.headers["content-type"].startswith("text/calendar")
    assert vobject.readOne(first.body.decode()).vevent.summary.value
    etag = first.headers["etag"]
    again = own_server.ask("GET", "/applications.ics", If_None_Match=f'"other", W/{etag}')
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
    post(own_server, stage="offer", at=(SOON + timedelta(days=8)).isoformat())
    changed = own_server.ask("GET", "/applications.ics", If_None_Match=etag)
    assert (changed.status, changed.headers["etag"] != etag) == (200, True)


def test_an_event_is_corrected_and_taken_back(own_server: Server) -> None:
    post(own_server, stage="applied")
    path = f"/applications/{KEY}/events/1/corrections"
    changed = own_server.ask("POST", path, {"at": "2026-01-02T03:04:05+00:00", "note": "by mail"})
    assert (changed.status, changed.json["event"]["corrects"], changed.json["stage"]) == (201, 1, "applied")
    assert own_server.ask("POST", path, {"note": "by mail"}).status == 409
    assert own_server.ask("POST", path.replace("/1/", "/9/"), {"note": "x"}).status == 404
    assert own_server.ask("POST", path.replace(KEY, "remoteok:2"), {"note": "x"}).status == 404
    assert own_server.ask("POST", path, {"stage": "quark"}).status == 422
    assert own_server.ask("POST", path, {"take_back": True}).json["stage"] == ""
    assert len(own_server.get(f"/applications/{KEY}").json["events"]) == 3


def test_without_a_token_the_calendar_has_no_address_of_its_own(own_server: Server) -> None:
    assert own_server.get("/applications").json["calendar"] == "/applications.ics"
    assert own_server.get(f"/calendar/{calendar_secret('')}.ics").status == 404


def test_a_calendar_program_without_the_token_reads_the_calendar_and_nothing_else(own: Program) -> None:
    with in_thread(own.instance, Access(token=TOKEN)) as server:
        bearer = {"Authorization": f"Bearer {TOKEN}"}
        address = server.ask("GET", "/applications", **bearer).json["calendar"]

        assert TOKEN not in address
        assert server.get(address).headers["content-type"].startswith("text/calendar")
        assert server.ask("POST", address, {}).status == 401
        others = ("/applications.ics", "/applications", address.replace(address[10], "x"), f"{address}/x")
        assert {server.get(path).status for path in others} == {401}
        assert server.ask("GET", f"/calendar/{'0' * 64}.ics", **bearer).status == 404
