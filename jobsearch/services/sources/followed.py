"""Which sources are followed: what the person added, or what an instance begins with."""

from datetime import datetime

from jobsearch.boards.board import Source
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.settings import Settings
from jobsearch.store import sources
from jobsearch.store.models import FollowedSource
from jobsearch.store.sqlite.engine import Session

MORE_BOARDS = (
    "More boards are available now. This instance still follows only Remote OK: `sources add himalayas` and "
    "`sources add jobicy` add two that new instances start with; see `sources --help` for more."
)


def begin(session: Session, settings: Settings, now: datetime) -> list[FollowedSource]:
    """Return the sources that are followed; a new instance begins with the settings' own.

    Raises SourceUnknown for one of these that is none.
    """
    if not sources.any_ever(session):
        for name in settings.first_sources:
            first = source_named(name)
            sources.add(session, first.board, first.account, now)
        session.flush()
    return [one for one in sources.followed(session) if one.board in BOARDS]


def notice(followed: list[FollowedSource], now: datetime) -> str:
    """Return, once, what an instance made before there were other boards should be told, else ""."""
    if all(one.added_at for one in followed):
        return ""
    sources.acknowledge(followed, now)
    return MORE_BOARDS


def as_source(one: FollowedSource) -> Source:
    """Return a followed source as the boards know it."""
    return Source(one.board, one.account, one.company)
