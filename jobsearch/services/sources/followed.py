"""The followed sources: those added by the user, or the defaults of a new instance."""

from collections.abc import Sequence
from datetime import datetime

from jobsearch.boards.board import Source
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.settings import Settings
from jobsearch.store import sources
from jobsearch.store.models import FollowedSource
from jobsearch.store.sqlite.engine import Session
from jobsearch.text.characters import one_line
from jobsearch.text.masking import shown_source

MORE_BOARDS = (
    "More boards are now available, but this instance follows only Remote OK. Run `sources add himalayas` "
    "and "
    "`sources add jobicy` to follow two defaults of new instances; see `sources --help` for more."
)


def begin(session: Session, settings: Settings, now: datetime) -> list[FollowedSource]:
    """Return the followed sources, adding the defaults from the settings to a new instance.

    Raises SourceUnknown for an invalid default.
    """
    if not sources.any_ever(session):
        for name in settings.first_sources:
            first = source_named(name)
            sources.add(session, first.board, first.account, now)
        session.flush()
    return [one for one in sources.followed(session) if one.board in BOARDS]


def named(text: str, followed: Sequence[FollowedSource]) -> Source:
    """Return the source that the user names, which may be a followed one under its displayed name.

    A key in the address of a feed is displayed as ***; that is enough to name the feed again, unless another
    followed one is displayed the same. Raises SourceUnknown.
    """
    given = one_line(text)
    displayed = [one for one in followed if given in {shown_source(one.name), shown_source(one.account)}]
    return as_source(displayed[0]) if len(displayed) == 1 else source_named(text)


def notice(followed: list[FollowedSource], now: datetime) -> str:
    """Return a one-time notice about new boards for an instance created before they existed, otherwise ""."""
    if all(one.added_at for one in followed):
        return ""
    sources.acknowledge(followed, now)
    return MORE_BOARDS


def as_source(one: FollowedSource) -> Source:
    """Return a followed source in the format of the boards."""
    return Source(one.board, one.account, one.company)
