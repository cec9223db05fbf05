"""Queries for models, scores, and the state of posts and labels. This module does not use the ORM."""

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import ColumnElement, Row, and_, case, delete, func, select, tuple_
from sqlalchemy.dialects.sqlite import insert

from jobsearch.store.tables import (
    APPLIED,
    LABELS,
    MODELS,
    POSTS,
    POSTS_VERSION,
    SCORES,
    UNCLEANED,
    is_answer,
    label_of,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from jobsearch.store.models import Model
    from jobsearch.store.tables import Reader


_MOST = 1_000_000_000


class PostsState(NamedTuple):
    """A value that changes whenever a post is stored, a post's text changes, or a backup is restored.

    The version alone would suffice, except for stores without a recorded version.
    """

    posts: int
    last_id: int
    version: str
    uncleaned: int


@dataclass(frozen=True)
class Opinion:
    """A post's score from 0 to 1, and its reasons as (text, weight), largest weight first.

    `trained_on` is True if the model was trained on the user's answer to this post.
    """

    job_post_id: int
    score: float
    reasons: tuple[tuple[str, float], ...]
    trained_on: bool = False


def current_model(reader: "Reader") -> Row[Any] | None:
    """Return the newest model as a row of MODELS, or None if there is none."""
    return reader.execute(select(MODELS).order_by(MODELS.c.id.desc()).limit(1)).one_or_none()


def first_model(reader: "Reader", answers: int) -> Row[Any] | None:
    """Return the first model trained on at least `answers` yes and no answers, or None."""
    enough = select(MODELS).where(MODELS.c.yes + MODELS.c.no >= answers)
    return reader.execute(enough.order_by(MODELS.c.id).limit(1)).one_or_none()


def average_precision(metrics: Mapping[str, Any]) -> float | None:
    """Return the average precision on unseen posts, from 0 to 1, from a model's metrics.

    Returns None if it was not evaluated in this way.
    """
    ranking = metrics.get("ranking", {})
    return _number(ranking.get("average_precision")) if isinstance(ranking, dict) else None


def unsure(metrics: Mapping[str, Any]) -> int | None:
    """Return the number of unsure answers in training; None for older models, which did not record it."""
    unsure = _number(metrics.get("unsure"))
    return None if unsure is None else int(unsure)


def wish_share(metrics: Mapping[str, Any]) -> float | None:
    """Return the wish's share of the differences between scores; None for a model without a wish."""
    return _number(metrics.get("wish_share"))


def view_shares(metrics: Mapping[str, Any]) -> dict[str, float]:
    """Return each view's share of the differences between scores; empty for an older model."""
    shares = metrics.get("view_shares")
    found = shares.items() if isinstance(shares, dict) else ()
    return {name: number for name, share in found if (number := _number(share)) is not None}


def rows(metrics: Mapping[str, Any], name: str, *columns: str) -> list[tuple[float, ...]]:
    """Return a table in a model's metrics, such as its reliability, omitting incomplete rows."""
    found = metrics.get(name)
    given = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    numbers = [tuple(_number(row.get(column)) for column in columns) for row in given]
    return [tuple(one for one in row if one is not None) for row in numbers if None not in row]


def _number(value: object) -> float | None:
    """Return a number, or None if the value is invalid because the metrics were damaged."""
    return value if isinstance(value, int | float) and abs(value) <= _MOST else None


def add_model(session: "Session", model: "Model") -> None:
    """Make `model` the current model."""
    session.add(model)
    session.flush()


def replace_scores(session: "Session", opinions: Iterable[Opinion]) -> None:
    """Replace all scores with these."""
    session.execute(delete(SCORES))
    put_scores(session, opinions)


def put_scores(session: "Session", opinions: Iterable[Opinion]) -> None:
    """Store these scores, replacing any earlier scores of the same posts."""
    if rows := [_columns(opinion) for opinion in opinions]:
        statement = insert(SCORES)
        values = {name: statement.excluded[name] for name in ("score", "reasons", "stale", "trained_on")}
        session.execute(statement.on_conflict_do_update(index_elements=["job_post_id"], set_=values), rows)


def get_score(reader: "Reader", job_post_id: int) -> Row[Any] | None:
    """Return a post's score as a row of SCORES, or None if there is none."""
    return reader.execute(select(SCORES).where(SCORES.c.job_post_id == job_post_id)).one_or_none()


def posts_state(reader: "Reader") -> PostsState:
    """Return the state of the stored posts."""
    posts = reader.scalars(select(func.count()).select_from(POSTS)).one()
    last = reader.scalars(select(func.max(POSTS.c.id))).one()
    version = reader.scalar(select(POSTS_VERSION.c.version))
    uncleaned = reader.scalars(select(func.count()).select_from(UNCLEANED)).one()
    return PostsState(posts, last or 0, str(version or ""), uncleaned)


def renew_posts_version(session: "Session") -> None:
    """Give the stored posts a new random version that no restored backup can have."""
    statement = insert(POSTS_VERSION).values(id=1, version=secrets.token_hex(8))
    again = {"version": statement.excluded.version}
    session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=again))


def any_post(reader: "Reader") -> bool:
    """Return whether any post is stored."""
    return reader.scalar(select(POSTS.c.id).limit(1)) is not None


def given() -> ColumnElement[Any]:
    """Return an expression on LABELS for the user's answer; "applied" takes precedence over yes."""
    keys = select(APPLIED.c.source, APPLIED.c.external_id)
    applied = and_(LABELS.c.label == "yes", tuple_(LABELS.c.source, LABELS.c.external_id).in_(keys))
    return case((applied, "applied"), else_=LABELS.c.label)


def labels_digest(reader: "Reader") -> str:
    """Return the SHA-256 of the labels of stored posts, which changes whenever an answer does."""
    query = select(LABELS.c.source, LABELS.c.external_id, given()).join(POSTS, label_of(POSTS))
    query = query.where(is_answer())
    lines = sorted(":".join(row) for row in reader.execute(query))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _columns(opinion: Opinion) -> dict[str, Any]:
    return {
        "job_post_id": opinion.job_post_id,
        "score": opinion.score,
        "reasons": [list(reason) for reason in opinion.reasons],
        "stale": False,
        "trained_on": opinion.trained_on,
    }
