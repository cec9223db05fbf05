"""Which posts, labels and model there are now; queries without the ORM."""

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Row, and_, case, func, select

from jobsearch.store.tables import FETCHES, LABELS, MODELS, POSTS, label_of

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader


class PostsState(NamedTuple):
    """What is another as soon as a post is stored or its text changes."""

    posts: int
    last_id: int
    last_change: int


def posts_state(reader: "Reader") -> PostsState:
    """Return the state of the stored posts."""
    posts = reader.scalars(select(func.count()).select_from(POSTS)).one()
    last = reader.scalars(select(func.max(POSTS.c.id))).one()
    changing = select(func.max(FETCHES.c.id)).where(FETCHES.c.new + FETCHES.c.changed > 0)
    return PostsState(posts, last or 0, reader.scalars(changing).one() or 0)


def any_post(reader: "Reader") -> bool:
    """Tell whether a post is stored."""
    return reader.scalar(select(POSTS.c.id).limit(1)) is not None


def model(reader: "Reader") -> Row[Any] | None:
    """Return what is known of the newest model, a row of MODELS; None when none was trained."""
    return reader.execute(select(MODELS).order_by(MODELS.c.id.desc()).limit(1)).one_or_none()


def average_precision(metrics: Mapping[str, Any]) -> float | None:
    """Return from a model's metrics how well it ranked unseen posts, from 0 to 1.

    None when it was not, or not so, evaluated.
    """
    ranking = metrics.get("ranking", {})
    return ranking.get("average_precision") if isinstance(ranking, dict) else None


def labels_digest(reader: "Reader") -> str:
    """Return the SHA-256 of the labels of stored posts: it changes when an answer does."""
    applied = and_(LABELS.c.label == "yes", LABELS.c.applied_at.is_not(None))
    given = case((applied, "applied"), else_=LABELS.c.label)
    query = select(LABELS.c.source, LABELS.c.external_id, given).join(POSTS, label_of(POSTS))
    lines = sorted(":".join(row) for row in reader.execute(query))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
