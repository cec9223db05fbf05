"""No page scrolls sideways, however long the words of a person or an advertiser are."""

import shutil
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from support.browser import Watched, after, browsing
from support.feeds import body, element
from support.process import Program
from support.serving import Server, in_thread

from jobsearch.services import wish
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

LONG = "Donaudampfschifffahrt" * 15  # 315 letters
TYPED = LONG[:189]  # fits where 200 letters can be typed
NUMBERS = range(700, 704)
FIELDS = ("position", "company", "location", "description")
KEY, APPLIED = "remoteok:700", "remoteok:701"
SCREENS = ((1280, 800), (360, 740))
ALL = "/today?all=true"
PAGES = {
    "today": ALL,
    "a post": f"{ALL}&post={KEY}",
    "a search": f"{ALL}&search={LONG}&exclude=zz{LONG}&company={LONG}&tag={LONG}&place={LONG}&like={LONG}",
    "left out": f"/today/left-out?search=zz{LONG}&cause=search",
    "why": f"/today/why?company=zzyzx&of={KEY}",
    "words": f"/today/why?of={LONG}",
    "nowhere": f"/today/why?of=https://a.example/{LONG}",
    "answers": f"/teach/answers?q={TYPED}",
    "teach": "/teach",
    "wish": "/wish",
    "applications": "/applications",
    "an application": f"/applications/{APPLIED}",
    "board": "/applications/board",
    "statistics": "/applications/stats",
    "sources": "/sources",
    "training": "/training",
    "careers": f"/careers?title={TYPED}",
    "health": "/health-report",
    "guide": f"/guide?q={TYPED}",
    "settings": "/settings",
    "an error": f"/today?post=remoteok:{'4' * 60}",
}

IN_DEFAULT = {"today", "a search"}
WITHOUT = {"an error", "statistics", "training", "health", "sources"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """The browser of all tests of this module."""
    with browsing() as running:
        yield running


@pytest.fixture(scope="module")
def server(both_models: Program, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of an instance in which every text has a word of 315 letters."""
    folder = tmp_path_factory.mktemp("long")
    settings = Settings(shutil.copytree(both_models.instance, folder / "instance"))
    posts = [element(number, **dict.fromkeys(FIELDS, f"{number} {LONG}"), tags=[LONG]) for number in NUMBERS]
    (folder / "feed.json").write_bytes(body(posts))
    fetch_new(settings, [folder / "feed.json"])
    set_stage(settings, APPLIED, "interview", note=LONG)
    set_label(settings, "remoteok:702", "no")
    wish.keep(settings, f"no {LONG}")
    train(settings)
    settings.config_path.write_text(f"[recommend]\nexclude = ['zz{LONG}']\nexclude_company = ['zz{LONG}']\n")
    with in_thread(settings.instance) as running:
        yield running


@pytest.mark.parametrize(
    "name",
    [pytest.param(one, marks=[] if one in IN_DEFAULT else [pytest.mark.slow]) for one in PAGES],
)
def test_no_page_scrolls_sideways(browser: Any, server: Server, name: str) -> None:
    window = Watched(browser, server.url)
    page = window.page
    page.goto(PAGES[name])
    if name == "teach":
        page.click("button:has-text('Begin')")
        page.wait_for_selector("#post article")
        while TYPED not in page.inner_text("#post h2"):
            after(page, lambda: page.click("#post button[value=skip]"))
    if name == "a search":
        page.click("details.filters summary")
    assert name in WITHOUT or TYPED in page.content()
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    window.context.close()


OUTSIDE = """() => [...document.querySelectorAll('main *, header *')].filter(one => {
  const box = one.getBoundingClientRect()
  const cut = 'svg, .unseen, .scrolls, .skip, .row > *, #learned *'  // with dots, or by design
  if (!box.width || !box.height || one.closest(cut)) return false
  return box.right > innerWidth + 1 || box.left < -1
}).map(one => one.tagName + '.' + one.className)"""


def test_a_long_filter_keeps_its_cross(browser: Any, server: Server) -> None:
    window = Watched(browser, server.url)
    for width, height in SCREENS:
        window.page.set_viewport_size({"width": width, "height": height})
        window.page.goto(f"{ALL}&search={LONG}+{quote('a b c ' * 30)}")
        cross = window.page.locator(".chip span[aria-hidden]").first.bounding_box()
        chip = window.page.locator(".chip").first.bounding_box()
        assert chip["x"] <= cross["x"] < cross["x"] + cross["width"] <= chip["x"] + chip["width"] <= width
        assert chip["y"] <= cross["y"] < cross["y"] + cross["height"] <= chip["y"] + chip["height"] + 1
    window.context.close()
