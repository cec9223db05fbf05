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
        resume: the text of their résumé, or "" if there is none.
        said_at: when the newer of both was said, None for nothing kept.
        refused: what the words refuse, as they are read.

    """

    words: str
    resume: str
    said_at: datetime | None
    refused: tuple[str, ...]


@dataclass(frozen=True)
class KeptReport(WishReport):
    """What is kept after a change.

    Attributes:
        log_erased: false where words of what was replaced may still stand in the store's log, which another
            program uses: changing or forgetting the wish again takes them away.

    """

    log_erased: bool


@dataclass(frozen=True)
class Forgotten:
    """What forgetting the wish came to.

    Attributes:
        there_was: whether anything was kept.
        log_erased: as KeptReport's.

    """

    there_was: bool
    log_erased: bool


def show(settings: Settings, cache: NoCache = UNCACHED) -> WishReport:
    """Return the wish that is kept. Raises InstanceError's subclasses."""
    with connect_readonly(cache.open_store(settings)) as connection:
        found, said_at = wishes.kept(connection)
    return WishReport(found.words, found.resume, said_at, refused(found.words))


def kept(settings: Settings, cache: NoCache = UNCACHED) -> StatedWish:
    """Return what is kept, for what ranks by it."""
    with connect_readonly(cache.open_store(settings)) as connection:
        return wishes.kept(connection).stated


def is_kept(settings: Settings, text: str) -> bool:
    """Return whether keeping a text would change nothing."""
    said, now = stated(text), kept(settings)
    return said in {StatedWish(now.words), StatedWish(resume=now.resume)}


def keep(settings: Settings, text: str, cache: NoCache = UNCACHED) -> KeptReport:
    """Keep a text instead of the words, or where it is one of the résumé, before it; return all kept.

    Raises InstanceError's subclasses, after which nothing was changed.
    """
    said = stated(text)
    refused(said.words)  # what fails, fails before anything is stored
    _before, (found, said_at), log_erased = wishes.keep(cache.open_store(settings), said, datetime.now(UTC))
    return KeptReport(found.words, found.resume, said_at, refused(found.words), log_erased)


def clear(settings: Settings, cache: NoCache = UNCACHED) -> Forgotten:
    """Forget the wish, of which no word stays in the store's files, and tell whether there was one.

    Backups keep what they hold, and the model what it learned until the next train. Raises InstanceError's
    subclasses, after which nothing was changed.
    """
    before, _after, log_erased = wishes.forget(cache.open_store(settings))
    return Forgotten(bool(before.stated), log_erased)


def refused(words: str) -> tuple[str, ...]:
    """Return what words refuse, as they are read."""
    from jobsearch.learning.wish.refusals import tell_apart  # noqa: PLC0415 - its tables take a while to read

    return tell_apart(words).refused
