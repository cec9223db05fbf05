"""Take the pictures of the page from the demo: PYTHONPATH=tests .venv/bin/python .github/page_pictures.py.

It takes Debian's Chromium, and pngquant to keep them small, where that is installed.
"""

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

from support.browser import at_hand, browsing
from support.serving import Server, in_thread

from jobsearch.services.instance.demo import fetch_bundled, throw_away_instance
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.training.train import train

FOLDER = Path(__file__).parent
SCREENS = {  # width, height, scheme, address
    "today-light": (1280, 800, "light", "/today"),
    "today-dark": (1280, 800, "dark", "/today"),
    "today-phone": (360, 740, "light", "/today"),
    "teach-light": (1280, 800, "light", "/teach"),
    "teach-dark": (1280, 800, "dark", "/teach"),
    "teach-phone": (360, 740, "light", "/teach"),
}
ANSWERS = "ynnynn"  # to what Teach asks first


def main() -> None:
    with throw_away_instance() as settings:
        fetch_bundled(settings)
        labels = (files("jobsearch.demo") / "labels.csv").read_text("utf-8")
        import_labels(settings, labels, "labels.csv")
        train(settings)
        with in_thread(settings.instance) as server, browsing() as browser:
            for name in SCREENS:
                take(browser, server, name)


def take(browser: Any, server: Server, name: str) -> None:
    width, height, scheme, address = SCREENS[name]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, locale="en-GB")
    page.goto(server.url + address)
    if begin := page.query_selector("button:has-text('Begin')"):
        begin.click()
        page.wait_for_selector("#post article")
        for answer in ANSWERS:
            key = at_hand(page)
            page.wait_for_timeout(1_000)  # so that what is shown was learned
            page.keyboard.press(answer)
            page.wait_for_selector(f"#post article:not([data-key='{key}'])")
        page.wait_for_timeout(3_000)
    picture = FOLDER / f"{name}.png"
    page.screenshot(path=picture)
    page.close()
    if quant := shutil.which("pngquant"):
        subprocess.run([quant, "--force", "--ext", ".png", "64", str(picture)], check=True)  # noqa: S603 - it is ours


if __name__ == "__main__":
    main()
