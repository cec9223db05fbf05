"""Offer to save a description that was given to one command for use by later commands."""

import sys

from jobsearch.cli.console import say
from jobsearch.settings import Settings

if sys.platform == "win32":
    from jobsearch.cli.screens.windows_keys import forget_typed
else:
    from jobsearch.cli.screens.posix_keys import forget_typed

_YES = frozenset({"y", "yes"})


def offer_to_keep(settings: Settings, text: str) -> None:
    """Ask whether to save `text` as the wish, and save it if the answer is yes.

    Does not ask if the text is already saved or if there is no terminal. Input typed before the question is
    discarded. Raises subclasses of InstanceError.
    """
    from jobsearch.cli.tables.wish import say_kept  # noqa: PLC0415 - few sessions end with it
    from jobsearch.services import wish  # noqa: PLC0415 - same

    if not (sys.stdin.isatty() and sys.stderr.isatty()) or wish.is_kept(settings, text):
        return
    forget_typed(sys.stdin.fileno())
    say("Save your description for recommend and train as well? [y/N]")
    if sys.stdin.readline().strip().casefold() in _YES:
        say_kept(wish.keep(settings, text))
