"""The page as an installed one: its manifest and icons, and what it says while the server does not answer."""

import json
import re
import runpy
import struct
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from support.browser import Watched, browsing
from support.process import ROOT, Program
from support.serving import Server, in_thread

STATIC = ROOT / "jobsearch" / "server" / "static"
DRAWING = runpy.run_path(str(ROOT / ".github" / "icons.py"))
READY = "() => navigator.serviceWorker.ready.then(() => caches.keys())"
KEPT = """async () => {
  const found = []
  for (const name of await caches.keys())
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname)
  return found.sort()
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser of all tests of this module."""
    with browsing() as running:
        yield running


def test_the_manifest_has_all_that_an_installation_takes(server: Server) -> None:
    address = re.search(rb'<link rel="manifest" href="([^"]+)"', server.get("/today").body)
    assert address is not None
    answered = server.get(address[1].decode())
    assert answered.headers["content-type"] == "application/manifest+json"
    manifest = json.loads(answered.body)
    assert {"name", "start_url", "scope", "display", "theme_color", "background_color"} <= set(manifest)
    assert server.get(manifest["start_url"]).status == 200
    assert {one["sizes"] for one in manifest["icons"]} >= {"any", "192x192", "512x512"}
    for one in manifest["icons"]:
        icon = server.get(one["src"])
        assert icon.headers["content-type"] == one["type"]
        if one["type"] == "image/png":
            width, height = struct.unpack(">II", icon.body[16:24])
            assert one["sizes"] == f"{width}x{height}"


def test_a_theme_color_is_the_paper_of_its_scheme(server: Server) -> None:
    page, style = server.get("/today").body.decode(), (STATIC / "app.css").read_text()
    told = dict(
        re.findall(r'<meta name="theme-color" content="(\S+)" media="\(prefers-color-scheme: (\w+)\)">', page)
    )
    light, dark = re.findall(r"--paper: (#\w+)", style)
    assert told == {light.replace("#fff", "#ffffff"): "light", dark: "dark"}


@pytest.mark.parametrize(
    "name",
    ["icon-192.png", *(pytest.param(name, marks=pytest.mark.slow) for name in list(DRAWING["ICONS"])[1:])],
)
def test_the_icons_are_what_their_script_draws(name: str) -> None:
    content, icon = (STATIC / name).read_bytes(), DRAWING["ICONS"][name]
    place = content.index(b"IDAT")
    (length,) = struct.unpack(">I", content[place - 4 : place])
    assert zlib.decompress(content[place + 4 : place + 4 + length]) == DRAWING["drawn"](icon)


def test_the_worker_may_serve_all_pages_and_ask_this_server_alone(server: Server) -> None:
    worker = server.get("/static/worker.js")
    assert worker.headers["service-worker-allowed"] == "/"
    assert worker.headers["content-security-policy"] == "default-src 'none'; connect-src 'self'"
    assert worker.headers["cache-control"] == "no-cache"
    offline = server.get("/static/offline.html")
    assert "script-src 'self'" in offline.headers["content-security-policy"]
    assert b"<code>python main.py serve</code>" in offline.body  # which started this one


def test_while_the_server_does_not_answer_a_page_says_so_and_nothing_of_the_person_is_kept(
    browser: Any, both_models: Program
) -> None:
    with in_thread(both_models.instance) as running:
        window = Watched(browser, running.url)
        page = window.page
        page.goto("/today?all=true")
        assert page.evaluate(READY) == ["offline-3"]
        page.goto("/today?all=true")
        page.goto("/wish")
        assert page.evaluate("navigator.serviceWorker.controller !== null")
        assert page.evaluate(KEPT) == ["/static/app.css", "/static/offline.html"]
        assert window.complaints == []
    page.goto("/applications")
    assert page.inner_text("h1") == "jobsearch is not responding"
    assert (
        page.evaluate("getComputedStyle(document.querySelector('main')).display") == "grid"
    )  # it has its style
    with in_thread(both_models.instance, port=running.port):
        page.click("text=try again")
        page.wait_for_selector("text=Applications >> nth=0")
        assert page.inner_text("h1") == "Applications"
    window.context.close()


@pytest.mark.slow
def test_with_the_worker_another_site_still_leads_to_no_page(browser: Any, both_models: Program) -> None:
    with in_thread(both_models.instance) as here, in_thread(both_models.instance) as other:
        window = Watched(browser, here.url)
        window.page.goto("/today")
        window.page.evaluate(READY)
        window.page.goto(f"{other.url}/wish")
        window.page.evaluate(f"location.href = '{here.url}/today?search=go'")
        window.page.wait_for_selector("text=Open this page")
        window.page.click("text=Open this page")
        window.page.wait_for_selector(".today")
        window.context.close()
