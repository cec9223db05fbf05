"""The offer to keep what was sought in passing: one question, where there is a person to answer it."""

import sys

from jobsearch.cli.console import say
from jobsearch.settings import Settings

if sys.platform == "win32":
    from jobsearch.cli.screens.windows_keys import forget_typed
else:
    from jobsearch.cli.screens.posix_keys import forget_typed

_YES = frozenset({"y", "yes"})


def offer_to_keep(settings: Settings, text: str) -> None:
    """Ask whether to keep a text as the wish, and keep it on a yes; ask nothing where it is kept already.

    Without a terminal nothing is asked either. What was typed before the question is no answer to it.
    Raises InstanceError's subclasses.
    """
    from jobsearch.cli.tables.wish import say_kept  # noqa: PLC0415 - few sessions end with it
    from jobsearch.services import wish  # noqa: PLC0415 - same

    if not (sys.stdin.isatty() and sys.stderr.isatty()) or wish.is_kept(settings, text):
        return
    forget_typed(sys.stdin.fileno())
    say("Keep what you were looking for, so that recommend and train use it too? [y/N]")
    if sys.stdin.readline().strip().casefold() in _YES:
        say_kept(wish.keep(settings, text))
