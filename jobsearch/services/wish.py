"""Save, show, and delete the description of the wanted job, which `train` and `recommend` learn from."""

from dataclasses import dataclass
from datetime import UTC, datetime

from jobsearch.domain.wish import StatedWish, stated
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import scores, wishes
from jobsearch.store.sqlite.engine import connect_readonly


@dataclass(frozen=True)
class WishReport:
    """The saved wish.

    Attributes:
        words: the user's own description, or "" if there is none.
        resume: the text of their résumé, or "" if there is none.
        said_at: the time when the newer of the two was saved, or None if nothing is saved.
        refused: the exclusions found in the description.

    """

    words: str
    resume: str
    said_at: datetime | None
    refused: tuple[str, ...]


@dataclass(frozen=True)
class KeptReport(WishReport):
    """The saved wish after a change.

    Attributes:
        log_erased: False if the replaced text may remain in the store's log because another program is using
            the store; changing or deleting the wish again removes the text.

    """

    log_erased: bool


@dataclass(frozen=True)
class Forgotten:
    """The result of deleting the wish.

    Attributes:
        there_was: whether anything was saved.
        log_erased: as in KeptReport.

    """

    there_was: bool
    log_erased: bool


def show(settings: Settings, cache: NoCache = UNCACHED) -> WishReport:
    """Return the saved wish. Raises subclasses of InstanceError."""
    with connect_readonly(cache.open_store(settings)) as connection:
        found, said_at = wishes.kept(connection)
    return WishReport(found.words, found.resume, said_at, refused(found.words))


def kept(settings: Settings, cache: NoCache = UNCACHED) -> StatedWish:
    """Return the saved wish in the form used for ranking."""
    with connect_readonly(cache.open_store(settings)) as connection:
        return wishes.kept(connection).stated


def learned_at(settings: Settings, cache: NoCache = UNCACHED) -> datetime | None:
    """Return the time of the last training if it used the current wish, otherwise None."""
    with connect_readonly(cache.open_store(settings)) as connection:
        _found, said_at = wishes.kept(connection)
        model = scores.current_model(connection)
    if said_at is None or model is None or model.trained_at < said_at:
        return None
    return None if scores.wish_share(model.metrics) is None else model.trained_at


def is_kept(settings: Settings, text: str) -> bool:
    """Return whether saving the text would change nothing."""
    said, now = stated(text), kept(settings)
    return said in {StatedWish(now.words), StatedWish(resume=now.resume)}


def keep(settings: Settings, text: str, cache: NoCache = UNCACHED) -> KeptReport:
    """Save text as the description, or as the résumé if it looks like one; return everything that is saved.

    Raises subclasses of InstanceError, in which case nothing has changed.
    """
    said = stated(text)
    refused(said.words)  # fail before anything is stored
    _before, (found, said_at), log_erased = wishes.keep(cache.open_store(settings), said, datetime.now(UTC))
    return KeptReport(found.words, found.resume, said_at, refused(found.words), log_erased)


def clear(settings: Settings, cache: NoCache = UNCACHED) -> Forgotten:
    """Delete the wish from the store's files, and return whether there was one.

    Backups are not changed, and the model keeps what it has learned until it is trained again. Raises
    subclasses of InstanceError, in which case nothing has changed.
    """
    before, _after, log_erased = wishes.forget(cache.open_store(settings))
    return Forgotten(bool(before.stated), log_erased)


def refused(words: str) -> tuple[str, ...]:
    """Return the exclusions found in a description."""
    from jobsearch.learning.wish.refusals import tell_apart  # noqa: PLC0415 - its tables take a while to read

    return tell_apart(words).refused
