"""Follow, unfollow, and check a single source."""

from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.boards.board import Source
from jobsearch.boards.registry import BOARDS
from jobsearch.errors import SourceUnknown
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.feed import answers
from jobsearch.services.sources.followed import as_source, begin, named
from jobsearch.settings import Settings
from jobsearch.store import sources
from jobsearch.store.sqlite.engine import reading, writing
from jobsearch.text.masking import shown_source

_SECONDS = 50.0
_SHOWN = 3


@dataclass(frozen=True)
class Change:
    """The result for a source: its name, its display name, and whether anything changed."""

    source: str
    source_name: str
    changed: bool


@dataclass(frozen=True)
class Check:
    """A source's current response: the number of posts, the number of rejected elements, and a few titles."""

    source: str
    source_name: str
    posts: int
    rejected: int
    titles: tuple[str, ...]
    whole: bool


def follow(settings: Settings, source: Source, cache: NoCache = UNCACHED) -> Change:
    """Follow a source, starting with the next fetch-new."""
    now = datetime.now(UTC)
    with writing(cache.open_store(settings)) as session:
        followed = {one.name for one in begin(session, settings, now)}
        if source.name not in followed:
            sources.add(session, source.board, source.account, now, company=source.company)
        for one in sources.followed(session):
            one.added_at = one.added_at or now  # whoever adds a source knows that there are others
        session.commit()
    return Change(source.name, BOARDS[source.board].display_name, source.name not in followed)


def remove_source(settings: Settings, name: str, cache: NoCache = UNCACHED) -> Change:
    """Stop following a source; its posts are kept and remain open. Raises SourceUnknown."""
    now = datetime.now(UTC)
    with writing(cache.open_store(settings)) as session:
        followed = {one.name: one for one in begin(session, settings, now)}
        source = named(name, list(followed.values()))
        if source.name not in followed:
            raise SourceUnknown(
                name=shown_source(source.name), cause="is not followed; run `sources` to see what is"
            )
        followed[source.name].removed_at = now
        session.commit()
    return Change(source.name, BOARDS[source.board].display_name, changed=True)


def check_source(settings: Settings, name: str, cache: NoCache = UNCACHED) -> Check:
    """Request a source once, and return its response without storing it.

    Raises FeedError and SourceUnknown.
    """
    with reading(cache.open_store(settings)) as session:
        source = named(name, sources.followed(session))
        known = sources.get(session, source.name)
    return _asked(settings, as_source(known) if known else source)


def _asked(settings: Settings, source: Source) -> Check:
    board = BOARDS[source.board]
    request = board.requests(source, {})[0]
    page = board.read(answers.get(request, board, settings, _SECONDS).body, request, datetime.now(UTC))
    if (thread := page.leads_on) is not None:
        page = board.read(answers.get(thread, board, settings, _SECONDS).body, thread, datetime.now(UTC))
    titles = tuple(posting.title for posting in page.postings[:_SHOWN])
    counts = len(page.postings), len(page.rejections)
    return Check(source.name, board.display_name, *counts, titles, page.whole)
