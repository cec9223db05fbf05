"""What the person says they seek: kept, shown, forgotten; train and recommend learn from it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.domain.wish import StatedWish, stated
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import wishes
from jobsearch.store.sqlite.engine import connect_readonly


@dataclass(frozen=True)
class WishReport:
    """What is kept.

    Attributes:
        words: what the person said in their own words, "" for nothing.
        resume: the text of their résumé, "" for none.
        said_at: when the newer of both was said, None for nothing kept.
        refused: what the words refuse, as they are read.

    """

    words: str
    resume: str
    said_at: datetime | None
    refused: tuple[str, ...]


def show(settings: Settings, cache: NoCache = UNCACHED) -> WishReport:
    """Return the wish that is kept. Raises InstanceError's subclasses."""
    from jobsearch.learning.wish.refusals import tell_apart  # noqa: PLC0415 - its tables take a while to read

    with connect_readonly(cache.open_store(settings)) as connection:
        found, said_at = wishes.kept(connection)
    return WishReport(found.words, found.resume, said_at, tell_apart(found.words).refused)


def kept(settings: Settings, cache: NoCache = UNCACHED) -> StatedWish:
    """Return what is kept, for what ranks by it."""
    with connect_readonly(cache.open_store(settings)) as connection:
        return wishes.kept(connection).stated


def is_kept(settings: Settings, text: str) -> bool:
    """Tell whether keeping a text would change nothing."""
    said, now = stated(text), kept(settings)
    return said in {StatedWish(now.words), StatedWish(resume=now.resume)}


def keep(settings: Settings, text: str, cache: NoCache = UNCACHED) -> WishReport:
    """Keep a text in the place of the words, or where it is one of the résumé, before it; return all kept.

    Raises InstanceError's subclasses; StoreBusy may leave words of what was replaced in the store's log.
    """
    wishes.keep(cache.open_store(settings), stated(text), datetime.now(UTC))
    return show(settings, cache)


def clear(settings: Settings, cache: NoCache = UNCACHED) -> bool:
    """Forget the wish, of which no word stays in the store's files, and tell whether there was one.

    Backups keep what they hold, and the model what it learned until the next train. Raises InstanceError's
    subclasses; after StoreBusy words may be left in the store's log, and clearing again takes them away.
    """
    there_was = bool(kept(settings, cache))
    wishes.forget(cache.open_store(settings))
    return there_was
