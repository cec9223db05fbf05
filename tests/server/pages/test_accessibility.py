"""axe-core finds nothing on any page: light and dark, on a desk and on a phone (WCAG 2.2, A and AA).

tests/data/axe holds axe-core as npm has it, with its licence.
"""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from support.browser import Watched, browsing
from support.process import ROOT, Program
from support.serving import Server, in_thread

from jobsearch.server.pages.addresses import NAVIGATION
from jobsearch.settings import Access

AXE = ROOT / "tests" / "data" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCREENS = {"desk": (1280, 800), "phone": (360, 740)}
PAGES = {
    "today": "/today?all=true",
    "a post": "/today?all=true&post=remoteok:30",
    "filters": "/today?all=true&company=company&tag=python&min_salary=60k",
    "nothing": "/today?search=nowhere",
    "left out": "/today/left-out?cause=below_the_cut",
    "why": "/today/why?of=remoteok:30",
    "an error": "/today?post=remoteok:404",
    "login": "/login",
    "start": "/start",
    "teach": "/teach",
    "a session": "/teach",
    "answers": "/teach/answers",
    "wish": "/wish",
    "applications": "/applications?ended=yes",
    "training": "/training",
    "careers": "/careers",
    "a title": "/careers?title=python%20engineer",
    "board": "/applications/board",
    "statistics": "/applications/stats",
    "guide": "/guide?q=proxy",
    "a page of the guide": "/guide/boards",
    "settings": "/settings",
    "health": "/health-report",
    "sources": "/sources?suggest=yes",
}
TOKEN = "correct horse battery staple"
_IN_DEFAULT = {("a post", "desk", "light"), ("today", "phone", "dark")}
_ALL = [(page, screen, scheme) for page in PAGES for screen in SCREENS for scheme in ("light", "dark")]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser of all tests of this module."""
    with browsing() as running:
        yield running


@pytest.fixture(scope="module")
def servers(both_models: Program) -> Iterator[Callable[[str], Server]]:
    """The server of a page: the login is a page of one with a token."""
    with in_thread(both_models.instance) as plain, in_thread(both_models.instance, Access(TOKEN)) as locked:
        yield lambda name: locked if name == "login" else plain


@pytest.mark.parametrize(
    ("name", "screen", "scheme"),
    [
        pytest.param(*one, marks=[] if one in _IN_DEFAULT else [pytest.mark.slow], id=" ".join(one))
        for one in _ALL
    ],
)
def test_axe_finds_nothing(
    browser: Any, servers: Callable[[str], Server], name: str, screen: str, scheme: str
) -> None:
    window = Watched(browser, servers(name).url, color_scheme=scheme)
    width, height = SCREENS[screen]
    window.page.set_viewport_size({"width": width, "height": height})
    window.page.goto(PAGES[name])
    if name == "filters":
        window.page.click("details.filters summary")
    if name == "a session":
        if begin := window.page.query_selector("button:has-text('Begin')"):  # the server may have one by now
            begin.click()
        window.page.wait_for_selector("#post article, .end-of-session")
    if name == "wish":
        window.page.fill("#text", "python, no sales")
        window.page.click("text=Try it without saving")
    if name == "a post":
        window.page.click("#show-keys")
    assert _violations(window.page) == []
    window.context.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_at_twice_the_size_nothing_is_cut_off(
    browser: Any, servers: Callable[[str], Server], name: str
) -> None:
    window = Watched(browser, servers(name).url)
    window.page.set_viewport_size({"width": 640, "height": 400})  # 1280x800 at 200 % (WCAG 1.4.4)
    window.page.goto(PAGES[name])
    assert window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    window.context.close()


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_is_one_press_away_without_a_script(
    browser: Any, servers: Callable[[str], Server], screen: str
) -> None:
    window = Watched(browser, servers("today").url, java_script_enabled=False)
    width, height = SCREENS[screen]
    window.page.set_viewport_size({"width": width, "height": height})
    window.page.goto("/health-report")
    nav = window.page.locator("nav[aria-label=Pages]")
    if screen == "phone":
        assert not nav.is_visible()
        window.page.locator(".menu summary").focus()
        window.page.keyboard.press("Enter")
    for link in NAVIGATION:
        place = nav.get_by_role("link", name=link.name, exact=True).bounding_box()
        assert place is not None
        assert place["x"] >= 0
        assert place["x"] + place["width"] <= width
        assert place["y"] < height / 3
    assert nav.locator("[aria-current=page]").inner_text() == "Health"
    window.context.close()


def _violations(page: Any) -> list[str]:
    """Return what axe finds, each with the places."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"runOnly": {"type": "tag", "values": RULES}}
    found = page.evaluate(f"axe.run(document, {json.dumps(options)})")
    assert len(found["passes"]) > 10  # it has looked
    return [
        f"{one['id']}: {one['help']}: {[node['target'] for node in one['nodes']]}"
        for one in found["violations"]
    ]
