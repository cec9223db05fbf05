"""Open web pages in the user's browser."""

import os
import sys
import webbrowser

from jobsearch.errors import NoBrowser, NoPage


def open_page(url: str) -> None:
    """Open the web address `url`. Raises NoPage if it is empty and NoBrowser if no browser starts."""
    if not url:
        raise NoPage
    try:
        opened = webbrowser.open(url)
    except webbrowser.Error as error:
        raise NoBrowser(url=url) from error
    if not opened:
        raise NoBrowser(url=url)


def open_beside(url: str) -> None:
    """Open `url` without waiting for the browser, and without letting it write to the terminal.

    Raises NoPage if the address is empty and NoBrowser if there is no browser.
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
