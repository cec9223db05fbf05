"""Who may see the pages: without a token this machine, with one whoever gave it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from support.serving import Answered, Server, in_thread

from jobsearch.server.sessions import Sessions
from jobsearch.settings import Access

TOKEN = "correct horse battery staple"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def locked(ten: Path) -> Iterator[Server]:
    """A server with a token."""
    with in_thread(ten, Access(TOKEN)) as running:
        yield running


def form_token(answered: Answered) -> str:
    found = re.search(rb'name="csrf" value="([0-9a-f]{64})"', answered.body)
    assert found is not None, answered.body
    return found[1].decode()


def post(server: Server, path: str, fields: dict[str, str], **headers: str) -> Answered:
    given = FORM | {name.replace("_", "-"): value for name, value in headers.items()}
    return server.send("POST", path, urlencode(fields).encode(), given)


def log_in(server: Server, token: str, **headers: str) -> Answered:
    fields = {"csrf": form_token(server.get("/login")), "token": token, "next": "/today?search=go"}
    return post(server, "/login", fields, **headers)


def cookie(answered: Answered) -> str:
    return answered.headers["set-cookie"].partition(";")[0]


def test_a_page_leads_to_the_login_and_back_to_itself(locked: Server) -> None:
    answered = locked.get("/today?search=go")
    assert answered.status == 303
    assert answered.headers["location"] == f"/login?next={quote('/today?search=go', safe='/')}"
    assert b'value="/today?search=go"' in locked.get(answered.headers["location"]).body


def test_the_token_opens_the_pages_and_nothing_else(locked: Server) -> None:
    answered = log_in(locked, TOKEN)
    assert (answered.status, answered.headers["location"]) == (303, "/today?search=go")
    assert locked.ask("GET", "/", Cookie=cookie(answered)).status == 200
    assert locked.ask("GET", "/posts", Cookie=cookie(answered)).status == 401
    written = locked.ask("PUT", "/posts/remoteok:1/label", {"label": "yes"}, Cookie=cookie(answered))
    assert written.status == 401


@pytest.mark.parametrize("token", ["", "wrong", TOKEN[:-1], f"{TOKEN}x", "é"])
def test_another_token_opens_nothing(locked: Server, token: str) -> None:
    answered = log_in(locked, token)
    assert answered.status == 403
    assert "set-cookie" not in answered.headers
    assert b"not the server&#39;s token" in answered.body


def test_the_cookie_is_kept_from_scripts_and_other_sites(locked: Server) -> None:
    plain = log_in(locked, TOKEN).headers["set-cookie"].lower()
    assert {"httponly", "samesite=strict", "path=/"} <= set(re.split("; *", plain))
    assert "secure" not in plain
    origin = f"https://127.0.0.1:{locked.port}"
    over_tls = log_in(locked, TOKEN, Origin=origin).headers["set-cookie"]
    assert over_tls.startswith("__Host-jobsearch-")
    assert "Secure" in re.split("; *", over_tls)


def test_logging_out_ends_the_session_at_the_server(locked: Server) -> None:
    session = cookie(log_in(locked, TOKEN))
    page = locked.ask("GET", "/today", Cookie=session)
    assert post(locked, "/logout", {"csrf": form_token(page)}, Cookie=session).status == 303
    assert locked.ask("GET", "/today", Cookie=session).status == 303
    assert locked.ask("GET", "/today", HX_Request="true").status == 401


def test_a_made_up_session_opens_nothing(locked: Server) -> None:
    name, _, session = cookie(log_in(locked, TOKEN)).partition("=")
    for made_up in (f"{name}=made-up", f"__Host-{name}=made-up"):
        assert locked.ask("GET", "/today", Cookie=made_up).status == 303
    # One that is left from another time stands in the way of none that is good.
    assert locked.ask("GET", "/today", Cookie=f"__Host-{name}=made-up; {name}={session}").status == 200


def test_cookies_of_two_instances_have_names_of_their_own() -> None:
    assert Sessions("/one").cookie != Sessions("/other").cookie


def test_the_calendar_of_who_logs_in_needs_no_token(locked: Server) -> None:
    session = cookie(log_in(locked, TOKEN))
    page = locked.ask("GET", "/applications", Cookie=session, Accept="text/html")
    address = re.search(r'href="(/calendar/[^"]+)"', page.body.decode())
    assert address is not None
    assert locked.get(address[1]).status == 200


def test_every_link_works_for_who_logs_in(locked: Server) -> None:
    session = cookie(log_in(locked, TOKEN))
    seen, left = set(), ["/today?all=true", "/applications/board", "/health-report", "/settings"]
    while left:
        address = left.pop()
        if (kind := re.sub(r"\?.*|remoteok(:|%3A)\d+", "", address)) in seen:
            continue
        seen.add(kind)
        answered = locked.ask("GET", address, Cookie=session, Accept="text/html")
        assert answered.status in {200, 303}, address
        links = re.findall(r'href="(/[^"#]*)', answered.body.decode("utf-8", "replace"))
        left += [unescape(link) for link in links if not link.startswith("/static/")]
    assert len(seen) > 30
    assert any(address.startswith("/calendar/") for address in seen)


@pytest.mark.parametrize(
    "address",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/posts", "today", "/login", "/today\n/x"],
)
def test_the_login_leads_to_pages_of_this_server_only(locked: Server, address: str) -> None:
    fields = {"csrf": form_token(locked.get("/login")), "token": TOKEN, "next": address}
    assert post(locked, "/login", fields).headers["location"] == "/today"


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_without_its_token_is_asked_for_again_and_does_nothing(locked: Server, token: str) -> None:
    answered = post(locked, "/login", {"csrf": token, "token": TOKEN, "next": "/today"})
    assert answered.status == 403
    assert "set-cookie" not in answered.headers
    assert TOKEN.encode() not in answered.body
    fields = {"csrf": form_token(answered), "token": TOKEN, "next": "/today"}
    assert answered.headers["x-form-token"] == fields["csrf"]
    assert post(locked, "/login", fields).status == 303


def test_a_form_of_one_session_is_none_of_another() -> None:
    sessions = Sessions()
    one, other = sessions.begin(), sessions.begin()
    assert sessions.is_form_token(sessions.form_token(one), one)
    assert not sessions.is_form_token(sessions.form_token(one), other)
    assert not sessions.is_form_token(sessions.form_token(""), one)
    assert not Sessions().is_form_token(sessions.form_token(one), one)


def test_of_too_many_sessions_the_oldest_ends() -> None:
    sessions = Sessions()
    names = [sessions.begin() for _time in range(101)]
    assert [sessions.knows(name) for name in names] == [False, *[True] * 100]
