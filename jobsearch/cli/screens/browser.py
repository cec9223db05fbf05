"""Open a post's page in the person's browser."""

import os
import sys
import webbrowser

from jobsearch.errors import NoBrowser, NoPage


def open_page(url: str) -> None:
    """Open `url`, a web address; raises NoPage for "", NoBrowser where none starts."""
    if not url:
        raise NoPage
    try:
        opened = webbrowser.open(url)
    except webbrowser.Error as error:
        raise NoBrowser(url=url) from error
    if not opened:
        raise NoBrowser(url=url)


def open_beside(url: str) -> None:
    """Open `url` without waiting for the browser, and without letting it write on the screen.

    Raises NoPage for "", NoBrowser where there is none.
    """
    if not url:
        raise NoPage
    try:
        webbrowser.get()
    except webbrowser.Error as error:
        raise NoBrowser(url=url) from error
    command = [sys.executable, "-m", "webbrowser", url]
    if sys.platform == "win32":
        from subprocess import DEVNULL, Popen  # noqa: PLC0415 - not needed elsewhere

        Popen(command, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)  # noqa: S603 - our own
        return
    nowhere = [(os.POSIX_SPAWN_OPEN, stream, os.devnull, os.O_RDWR, 0) for stream in range(3)]
    os.posix_spawn(sys.executable, command, os.environ, file_actions=nowhere)
