"""Open a post's page in the person's browser."""

import webbrowser

from jobsearch.errors import NoBrowser


def open_page(url: str) -> None:
    """Open `url`, which the store holds only as http or https; raises NoBrowser where none starts."""
    try:
        opened = webbrowser.open(url)
    except webbrowser.Error as error:
        raise NoBrowser(url=url) from error
    if not opened:
        raise NoBrowser(url=url)
