"""What the person says they seek, as they said it; queries without the ORM."""

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
    """What is kept of a wish, and when its newer part was said; None for nothing."""

    stated: StatedWish
    said_at: datetime | None


class Replaced(NamedTuple):
    """What a change of the wish left.

    Attributes:
        before: what was kept before it.
        after: what is kept now.
        log_erased: whether no word of what was replaced stays in the store's files. While another program
            uses the store's log, they stay there until the wish is changed again or the last of the programs
            that have the store open closes it.

    """

    before: KeptWish
    after: KeptWish
    log_erased: bool


def kept(reader: "Reader") -> KeptWish:
    """Return the wish that is kept."""
    rows = reader.execute(select(WISHES.c.kind, WISHES.c.text, WISHES.c.said_at)).all()
    texts = {row.kind: row.text for row in rows}
    stated = StatedWish(texts.get(_WORDS, ""), texts.get(_RESUME, ""))
    return KeptWish(stated, max((row.said_at for row in rows), default=None))


def digest(stated: StatedWish) -> str:
    """Return the SHA-256 of a wish, "" for none: a model knows by it whether it learned from this one."""
    if not stated:
        return ""
    return hashlib.sha256(f"{stated.words}\0{stated.resume}".encode()).hexdigest()


def keep(engine: Engine, stated: StatedWish, said_at: datetime) -> Replaced:
    """Keep the parts that are said, replacing earlier ones."""
    parts = {kind: text for kind, text in ((_WORDS, stated.words), (_RESUME, stated.resume)) if text}
    rows = [{"kind": kind, "text": text, "said_at": said_at} for kind, text in parts.items()]
    return _replace(engine, list(parts), rows)


def forget(engine: Engine) -> Replaced:
    """Forget the wish."""
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
