"""What holds for every page: its headers, its files, its errors, and that it is no route of the schema."""

import gzip
import re
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import pytest
from support.process import ROOT, Program
from support.serving import Server, in_thread

from jobsearch.server.pages.addresses import is_page
from jobsearch.settings import Access

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
STATIC = ROOT / "jobsearch" / "server" / "static"
TEMPLATES = sorted((ROOT / "jobsearch" / "server" / "templates").glob("*.html"))


@pytest.mark.parametrize("path", ["/", "/today", "/login", "/today/nowhere", "/static/none.css"])
def test_every_page_keeps_scripts_frames_and_forms_to_itself(server: Server, path: str) -> None:
    headers = server.get(path).headers
    policy = headers.get("content-security-policy", "")
    for rule in ("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'"):
        assert rule in policy
    assert "require-trusted-types-for 'script'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_what_the_policy_refuses(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:|<script(?! src=)", text)
    assert not re.search(r"(?:src|href)=\"https?:", text)
    assert "| safe" not in text


def test_all_that_pages_load_is_small_and_there_once() -> None:
    loaded = {path.name: len(gzip.compress(path.read_bytes())) for path in STATIC.iterdir()}
    scripts = {"app.css", "app.js", "htmx.min.js", "htmx.LICENSE.txt"}
    installed = {"manifest.webmanifest", "worker.js"}
    icons = {"icon.svg", "icon-192.png", "icon-512.png", "icon-maskable.png"}
    assert set(loaded) == scripts | installed | icons
    assert sum(loaded.values()) <= 60 * 1024


def test_files_are_kept_by_their_version_and_compressed(server: Server) -> None:
    address = re.search(rb'href="(/static/app\.css\?v=[0-9a-f]+)"', server.get("/today").body)
    assert address is not None
    found = server.ask("GET", address[1].decode(), Accept_Encoding="gzip")
    assert found.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert gzip.decompress(found.body) == (STATIC / "app.css").read_bytes()
    assert server.get("/static/app.css?v=0").headers["cache-control"] == "no-cache"
    assert server.ask("GET", "/static/app.css", If_None_Match=found.headers["etag"]).status == 304


@pytest.mark.parametrize(
    "name",
    [
        *("..%2Fapp.py", "%2e%2e/app.py", "none.css", ".", "", "base.html"),
        *("a" * 300, "a" * 300 + ".css", "a%00b.css", "%ED%A0%80.css", "%2Fetc%2Fpasswd"),
    ],
)
def test_no_other_file_is_given(server: Server, name: str) -> None:
    answered = server.get(f"/static/{name}")
    assert answered.status == 404
    assert answered.headers["content-type"].startswith("text/html")


def test_files_belong_to_the_package() -> None:
    assert files("jobsearch.server").joinpath("static", "app.js").is_file()
    assert files("jobsearch.server").joinpath("templates", "base.html").is_file()


def test_an_error_is_a_page_at_a_page_and_a_problem_elsewhere(server: Server) -> None:
    page, problem = server.get("/today?post=remoteok:404"), server.get("/posts/remoteok:404")
    assert (page.status, problem.status) == (404, 404)
    assert page.headers["content-type"].startswith("text/html")
    assert b"The store has no post remoteok:404" in page.body
    assert problem.json["detail"].startswith("The store has no post remoteok:404")
    assert problem.headers["vary"] == "Accept"


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("method", "path", "status", "sentence"),
    [
        ("GET", "/nonsense", 404, "There is no page at this address."),
        ("GET", "/nonsense/further?x=1", 404, "There is no page at this address."),
        ("GET", "/wish/nothing", 404, "There is no page at this address."),
        ("GET", "/posts/remoteok:1/nothing", 404, "There is no page at this address."),
        ("GET", "/posts/remoteok:404", 404, "The store has no post remoteok:404"),
        ("GET", "/today/answer", 405, "GET is not allowed here. Use one of POST."),
        ("PUT", "/posts", 405, "PUT is not allowed here. Use one of GET, HEAD."),
        ("GET", "/recommendations?limit=0", 422, "limit: "),
        ("GET", "/<script>alert(1)</script>", 404, "There is no page at this address."),
    ],
)
def test_a_browser_reads_every_failure_as_a_page_that_leads_on(
    server: Server, method: str, path: str, status: int, sentence: str
) -> None:
    page = server.ask(method, quote(path, safe="/?=:"), Accept=BROWSER)
    assert page.status == status
    assert page.headers["content-type"].startswith("text/html")
    assert sentence in page.body.decode()
    assert b'<nav aria-label="Pages">' in page.body
    assert b"<script>alert" not in page.body
    assert "Accept" in page.headers["vary"]
    assert "script-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/nonsense", "/wish/nothing", "/recommendations?limit=0"])
def test_a_program_reads_the_same_as_a_problem(server: Server, path: str) -> None:
    for accepted in ("*/*", "application/json"):
        answered = server.ask("GET", path, Accept=accepted)
        assert answered.json["status"] == answered.status


@pytest.mark.parametrize(
    ("path", "meant"),
    [("/aplications", "/applications"), ("/Wish/", "/wish"), ("/tody", "/today"), ("/zebra", None)],
)
def test_a_mistyped_address_leads_to_the_page_that_was_meant(
    server: Server, path: str, meant: str | None
) -> None:
    page = server.ask("GET", path, Accept=BROWSER).body.decode()
    assert ("Did you mean" in page) is bool(meant)
    assert meant is None or f'Did you mean <a href="{meant}">' in page


def test_whoever_has_to_log_in_does_so_at_a_mistyped_address_too(both_models: Program) -> None:
    with in_thread(both_models.instance, Access("secret of this test")) as locked:
        answered = locked.ask("GET", "/nonsense", Accept=BROWSER)
        program = locked.ask("GET", "/nonsense")
    assert (answered.status, program.status) == (303, 401)
    assert answered.headers["location"].startswith("/login?next=")


def test_what_another_site_led_to_is_not_shown_but_a_link_to_it_is(server: Server) -> None:
    answered = server.ask("GET", "/today?search=go", Sec_Fetch_Site="cross-site")
    assert answered.status == 403
    assert b'<a href="/today?search=go">Open this page</a>' in answered.body
    assert b"data-key" not in answered.body


@pytest.mark.parametrize(
    "headers",
    [
        FORM | {"Origin": "https://evil.example"},
        FORM | {"Origin": "null"},
        FORM | {"Sec-Fetch-Site": "same-site"},
        {"Content-Type": "application/json"},
        {"Content-Type": "text/plain"},
        {"Content-Type": "multipart/form-data; boundary=x"},
    ],
)
def test_forms_come_from_this_server_as_forms(server: Server, headers: dict[str, str]) -> None:
    answered = server.send("POST", "/login", b"csrf=x", headers)
    assert answered.status in {403, 415}
    assert b"form_token" not in answered.body
    assert "x-form-token" not in answered.headers


def test_json_routes_take_no_forms(server: Server) -> None:
    assert server.send("POST", "/model/similar_jobs", b"experience=x", FORM).status == 415


def test_no_page_is_in_the_schema(server: Server) -> None:
    paths = server.get("/openapi.json").json["paths"]
    assert [path for path in paths if is_page(path)] == []


@pytest.mark.parametrize(
    ("path", "name", "kind"),
    [
        ("/", "Today", "page"),
        ("/today", "Today", "page"),
        ("/today/why", "Today", "true"),
        ("/teach/answers", "Teach", "true"),
        ("/applications/board", "Applications", "true"),
        ("/guide/boards", "Guide", "page"),
        ("/health-report", "Health", "page"),
    ],
)
def test_the_menu_marks_the_part_that_a_page_belongs_to(
    server: Server, path: str, name: str, kind: str
) -> None:
    page = server.ask("GET", path, Accept="text/html").body.decode()
    menu = page.partition('<nav aria-label="Pages">')[2].partition("</nav>")[0]
    assert re.findall(r'aria-current="(\w+)">(\w+)<', menu) == [(kind, name)]


PRIVACY = "Everything you enter stays on the machine that runs this server."


@pytest.mark.parametrize(
    ("path", "is_said"),
    [
        *((one, True) for one in ("/start", "/settings", "/health-report", "/wish", "/sources", "/guide")),
        *((one, True) for one in ("/applications", "/training", "/careers", "/teach/answers")),
        ("/today", False),  # has room for posts alone
    ],
)
def test_pages_say_once_that_everything_stays_here(server: Server, path: str, *, is_said: bool) -> None:
    page = server.ask("GET", path, Accept="text/html").body.decode()
    assert page.count(PRIVACY) == is_said
