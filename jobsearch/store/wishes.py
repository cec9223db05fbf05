"""Queries for the description of the wanted job. This module does not use the ORM."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select

from jobsearch.domain.wish import StatedWish
from jobsearch.store.sqlite.engine import Engine, writing
from jobsearch.store.sqlite.maintenance import erase_log, overwrite_what_is_deleted
from jobsearch.store.tables import WISHES

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader

_WORDS, _RESUME = "words", "resume"


class KeptWish(NamedTuple):
    """The saved wish, and the time when its newer part was saved (None if nothing is saved)."""

    stated: StatedWish
    said_at: datetime | None


class Replaced(NamedTuple):
    """The result of changing the wish.

    Attributes:
        before: the wish saved before.
        after: the wish saved now.
        log_erased: whether the replaced text is gone from the store's files. While another program is using
            the store's log, the text remains there until the wish is changed again or the last program closes
            the store.

    """

    before: KeptWish
    after: KeptWish
    log_erased: bool


def kept(reader: "Reader") -> KeptWish:
    """Return the saved wish."""
    rows = reader.execute(select(WISHES.c.kind, WISHES.c.text, WISHES.c.said_at)).all()
    texts = {row.kind: row.text for row in rows}
    stated = StatedWish(texts.get(_WORDS, ""), texts.get(_RESUME, ""))
    return KeptWish(stated, max((row.said_at for row in rows), default=None))


def digest(stated: StatedWish) -> str:
    """Return the SHA-256 of a wish, or "" for none, for checking whether a model was trained with it."""
    if not stated:
        return ""
    return hashlib.sha256(f"{stated.words}\0{stated.resume}".encode()).hexdigest()


def keep(engine: Engine, stated: StatedWish, said_at: datetime) -> Replaced:
    """Save the given parts of the wish, replacing the earlier ones."""
    parts = {kind: text for kind, text in ((_WORDS, stated.words), (_RESUME, stated.resume)) if text}
    rows = [{"kind": kind, "text": text, "said_at": said_at} for kind, text in parts.items()]
    return _replace(engine, list(parts), rows)


def forget(engine: Engine) -> Replaced:
    """Delete the wish."""
    return _replace(engine, [_WORDS, _RESUME], [])


def _replace(engine: Engine, kinds: list[str], rows: list[dict[str, object]]) -> Replaced:
    with writing(engine) as session:
        before = kept(session)
        overwrite_what_is_deleted(session)
        session.execute(delete(WISHES).where(WISHES.c.kind.in_(kinds)))
        if rows:
            session.execute(insert(WISHES), rows)
        after = kept(session)
        session.commit()
    return Replaced(before, after, log_erased=erase_log(engine))
