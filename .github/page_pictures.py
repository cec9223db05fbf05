"""Take the pictures of the page from the demo: PYTHONPATH=tests .venv/bin/python .github/page_pictures.py.

It takes Debian's Chromium, and pngquant to keep them small, where that is installed.
"""

import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from typing import Any

from support.browser import browsing
from support.serving import Server, in_thread

from jobsearch.services.instance.demo import fetch_bundled, throw_away_instance
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.training.train import train

FOLDER = Path(__file__).parent
SCREENS = {  # width, height, scheme, address
    "today-light": (1280, 800, "light", "/today"),
    "today-dark": (1280, 800, "dark", "/today"),
    "today-phone": (360, 740, "light", "/today"),
}


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
    picture = FOLDER / f"{name}.png"
    page.screenshot(path=picture)
    page.close()
    if quant := shutil.which("pngquant"):
        subprocess.run([quant, "--force", "--ext", ".png", "64", str(picture)], check=True)  # noqa: S603 - it is ours


if __name__ == "__main__":
    main()
