"""The followed sources: those added by the user, or the defaults of a new instance."""

from collections.abc import Sequence
from datetime import datetime

from jobsearch.boards.board import Source
from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.errors import SourceUnknown
from jobsearch.settings import Settings
from jobsearch.store import sources
from jobsearch.store.models import FollowedSource
from jobsearch.store.sqlite.engine import Session
from jobsearch.text.characters import one_line
from jobsearch.text.masking import HIDDEN, shown_source

MORE_BOARDS = (
    "More boards are now available, but this instance follows only Remote OK. Run `sources add himalayas` "
    "and "
    "`sources add jobicy` to follow two defaults of new instances; see `sources --help` for more."
)


def begin(session: Session, settings: Settings, now: datetime) -> list[FollowedSource]:
    """Return the followed sources; a new instance first follows the defaults from the settings.

    Raises SourceUnknown for an invalid default.
    """
    if not sources.any_ever(session):
        for name in settings.first_sources:
            first = source_named(name)
            sources.add(session, first.board, first.account, now)
        session.flush()
    return [one for one in sources.followed(session) if one.board in BOARDS]


def named(text: str, followed: Sequence[FollowedSource]) -> Source:
    """Return the source named by the user, which may be a followed feed given by its displayed address.

    A key in the address of a feed is displayed as ***. That is enough to identify the feed, unless several
    followed feeds have the same displayed address. Raises SourceUnknown.
    """
    given = one_line(text)
    displayed = [one for one in followed if HIDDEN in given and given in _displayed(one)]
    if len(displayed) > 1:
        raise SourceUnknown(
            name=given, cause=f"means {len(displayed)} followed feeds; give the whole address of one"
        )
    return as_source(displayed[0]) if displayed else source_named(text)


def _displayed(one: FollowedSource) -> set[str]:
    """Return the names under which a source is displayed: with its board, and as the address alone."""
    return {shown_source(one.name), shown_source(one.account)}


def notice(followed: list[FollowedSource], now: datetime) -> str:
    """Return a one-time notice about boards added since the instance was created, or "" if there are none."""
    if all(one.added_at for one in followed):
        return ""
    sources.acknowledge(followed, now)
    return MORE_BOARDS


def as_source(one: FollowedSource) -> Source:
    """Return a followed source in the format of the boards."""
    return Source(one.board, one.account, one.company)
