"""Queries for the history of fetches."""

import hashlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from jobsearch.domain.posting import Posting
from jobsearch.store.models import Fetch, JobPost, Rejection

_TRUSTED_FOR = timedelta(days=1)


@dataclass(frozen=True)
class Refused:
    """An element that is not a usable post: the reason, its id (or ""), and its JSON."""

    reason: str
    external_id: str
    raw: str


def record(session: Session, fetch: Fetch) -> None:
    """Record a successful or failed fetch."""
    session.add(fetch)


def record_rejections(session: Session, source: str, refused: Iterable[Refused], now: datetime) -> None:
    """Store unusable elements for inspection, each only once."""
    if rows := [_rejection(source, one, now) for one in refused]:
        statement = insert(Rejection)
        again = {name: statement.excluded[name] for name in ("last_seen", "reason")}
        session.execute(statement.on_conflict_do_update(index_elements=["content_hash"], set_=again), rows)


def had_posts(session: Session, origin: str) -> bool:
    """Return whether any response from `origin` contained posts that were stored."""
    stored = Fetch.new + Fetch.changed + Fetch.unchanged > 0
    return session.scalar(select(Fetch.id).where(Fetch.origin == origin, stored).limit(1)) is not None


def validators(session: Session, origin: str, now: datetime) -> tuple[str, str]:
    """Return the ETag and Last-Modified headers for a conditional request, or "" for a full request.

    The headers are those of the newest response from `origin` with posts. A full request is safer in two
    cases: if that response is more than a day old, because a server may wrongly send "not modified" forever;
    and if posts from another origin of the same source were stored since then, because they may have replaced
    this origin's content with older content.
    """
    answers = select(Fetch).where(Fetch.origin == origin, Fetch.error == "", Fetch.received > 0)
    newest = session.scalars(answers.order_by(Fetch.id.desc()).limit(1)).one_or_none()
    if newest is None or not now - _TRUSTED_FOR <= newest.fetched_at <= now:
        return "", ""
    other = (Fetch.id > newest.id, Fetch.origin != origin, Fetch.source == newest.source)
    overtaken = session.scalar(select(Fetch.id).where(*other, Fetch.new + Fetch.changed > 0).limit(1))
    return ("", "") if overtaken is not None else (newest.etag, newest.last_modified)


def last_etag(session: Session, source: str) -> str:
    """Return the latest entity tag in any response from a source, however old, or "" if there is none."""
    tagged = select(Fetch.etag).where(Fetch.source == source, Fetch.etag != "")
    return session.scalar(tagged.order_by(Fetch.id.desc()).limit(1)) or ""


def has_text(session: Session, posting: Posting) -> bool:
    """Return whether a post is stored with its text and has not changed since then."""
    key = (JobPost.source == posting.source, JobPost.external_id == posting.external_id)
    same = (*key, JobPost.content_hash == posting.content_hash, JobPost.description != "")
    return session.scalar(select(JobPost.id).where(*same).limit(1)) is not None


def rejected(session: Session) -> list[Rejection]:
    """Return the unusable elements, latest first."""
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
