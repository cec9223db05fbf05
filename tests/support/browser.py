"""Debian's Chromium, driven by Playwright: one for a module, a fresh person for a test."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium")
WHY_NOT = "There is no chromium on the PATH: apt-get install chromium"
PATIENCE_MILLISECONDS = 30_000.0


@contextmanager
def browsing() -> Iterator[Any]:
    """Run a browser for as long as the block; skip the test where there is none."""
    if CHROMIUM is None:
        pytest.skip(WHY_NOT)
    api = pytest.importorskip("playwright.sync_api", reason="playwright is of the extra `dev`")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-dev-shm-usage"] if os.geteuid() == 0 else [],  # in a container
        )
        yield browser
        browser.close()


class Watched:
    """A page of the browser, and what the browser complained of."""

    def __init__(self, browser: Any, url: str, **options: Any) -> None:
        """Open a window of a person of its own."""
        self.context = browser.new_context(base_url=url, viewport={"width": 1280, "height": 800}, **options)
        self.context.set_default_timeout(PATIENCE_MILLISECONDS)
        self.complaints: list[str] = []
        self.page = self.tab()

    def tab(self) -> Any:
        """Open one more window of the same person."""
        page = self.context.new_page()
        page.on("console", lambda told: self._hear(told.type, told.text))
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        return page

    def _hear(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.complaints.append(text)


def at_hand(page: Any) -> str:
    """Return the key of the post that is shown."""
    key: str = page.get_attribute("#post article", "data-key")
    return key


def after(page: Any, act: Callable[[], object]) -> str:
    """Do something that leads to another post; return its key once it is there, and can be judged."""
    before = at_hand(page)
    act()
    wait_until(
        page,
        "before => { const now = document.querySelector('#post article');"
        " return now && now.dataset.key !== before }",
        before,
    )
    page.wait_for_timeout(120)  # a look at it: no key acts sooner
    return at_hand(page)


def wait_until(page: Any, function: str, argument: object = None) -> None:
    """Wait until a JavaScript function returns something true.

    A bare expression will not do: Playwright evaluates it anew at every look, which the Content Security
    Policy of the pages forbids from the second look on. A function is evaluated once.
    """
    assert "=>" in function, function
    page.wait_for_function(function, arg=argument)
