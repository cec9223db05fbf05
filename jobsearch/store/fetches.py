"""Queries about what the board said, fetch by fetch."""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from jobsearch.store.models import Fetch, Rejection

SAVED = (
    "file "  # begins the origin of a saved response, which may be of any age and tells nothing of the board
)


@dataclass(frozen=True)
class Refused:
    """An element that is not a usable post: its reason, its id or "", its JSON."""

    reason: str
    external_id: str
    raw: str


def record(session: Session, fetch: Fetch) -> None:
    """Remember a fetch, good or failed."""
    session.add(fetch)


def record_rejections(session: Session, source: str, refused: Iterable[Refused], now: datetime) -> None:
    """Keep unusable elements for inspection, each once however often it comes."""
    if rows := [_rejection(source, one, now) for one in refused]:
        statement = insert(Rejection)
        again = {name: statement.excluded[name] for name in ("last_seen", "reason")}
        session.execute(statement.on_conflict_do_update(index_elements=["content_hash"], set_=again), rows)


def last_good(session: Session, origin: str | None = None) -> Fetch | None:
    """Return the newest answer of the board, from one origin or from any."""
    of_origin = Fetch.origin.not_like(f"{SAVED}%") if origin is None else Fetch.origin == origin
    query = select(Fetch).where(Fetch.error == "", of_origin).order_by(Fetch.id.desc()).limit(1)
    return session.scalars(query).one_or_none()


def last_failed(session: Session) -> Fetch | None:
    """Return the newest fetch that failed, None when none did."""
    query = select(Fetch).where(Fetch.error != "").order_by(Fetch.id.desc()).limit(1)
    return session.scalars(query).one_or_none()


def last_modified(session: Session, origin: str) -> str:
    """Return the Last-Modified of the newest answer of `origin` that had one, "" for none."""
    query = select(Fetch.last_modified).where(Fetch.origin == origin, Fetch.last_modified != "")
    return session.scalar(query.order_by(Fetch.id.desc()).limit(1)) or ""


def count_gaps(session: Session) -> int:
    """Return after how many fetches posts may have been missed."""
    return session.scalar(select(func.count()).select_from(Fetch).where(Fetch.gap)) or 0


def rejected(session: Session) -> list[Rejection]:
    """Return the unusable elements, the latest first."""
    query = select(Rejection).order_by(Rejection.last_seen.desc(), Rejection.external_id)
    return list(session.scalars(query))


def _rejection(source: str, refused: Refused, now: datetime) -> dict[str, Any]:
    raw = refused.raw.encode("utf-8", "backslashreplace")
    return {
        "content_hash": hashlib.sha256(raw).hexdigest(),
        "source": source,
        "external_id": refused.external_id,
        "reason": refused.reason,
        "raw": zlib.compress(raw),
        "first_seen": now,
        "last_seen": now,
    }
