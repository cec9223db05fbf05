"""Models, the scores they gave, and which posts and labels there are now; queries without the ORM."""

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
    """What is another as soon as a post is stored or its text changes, or a backup is put back.

    The version alone would do, but for posts of a store that no version was written to yet.
    """

    posts: int
    last_id: int
    version: str
    uncleaned: int


@dataclass(frozen=True)
class Opinion:
    """A post's score from 0 to 1, and its reasons as (text, weight), the weightiest first.

    `trained_on` tells that the model knew the person's answer to this very post.
    """

    job_post_id: int
    score: float
    reasons: tuple[tuple[str, float], ...]
    trained_on: bool = False


def current_model(reader: "Reader") -> Row[Any] | None:
    """Return what is known of the newest model, a row of MODELS; None when none was trained."""
    return reader.execute(select(MODELS).order_by(MODELS.c.id.desc()).limit(1)).one_or_none()


def average_precision(metrics: Mapping[str, Any]) -> float | None:
    """Return from a model's metrics how well it ranked unseen posts, from 0 to 1.

    None when it was not, or not so, evaluated.
    """
    ranking = metrics.get("ranking", {})
    return _number(ranking.get("average_precision")) if isinstance(ranking, dict) else None


def unsure(metrics: Mapping[str, Any]) -> int | None:
    """Return from how many unsure answers a model was made; None for an older one, which did not keep it."""
    unsure = _number(metrics.get("unsure"))
    return None if unsure is None else int(unsure)


def wish_share(metrics: Mapping[str, Any]) -> float | None:
    """Return the wish's part of what tells posts apart; None for a model that was made without one."""
    return _number(metrics.get("wish_share"))


def view_shares(metrics: Mapping[str, Any]) -> dict[str, float]:
    """Return each view's part of what a model tells apart; none for an older model."""
    shares = metrics.get("view_shares")
    found = shares.items() if isinstance(shares, dict) else ()
    return {name: number for name, share in found if (number := _number(share)) is not None}


def rows(metrics: Mapping[str, Any], name: str, *columns: str) -> list[tuple[float, ...]]:
    """Return a table of a model's metrics, such as its reliability: the rows that have every column."""
    found = metrics.get(name)
    given = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    numbers = [tuple(_number(row.get(column)) for column in columns) for row in given]
    return [tuple(one for one in row if one is not None) for row in numbers if None not in row]


def _number(value: object) -> float | None:
    """Return a number, None for what is none: the metrics may have been damaged."""
    return value if isinstance(value, int | float) and abs(value) <= _MOST else None


def add_model(session: "Session", model: "Model") -> None:
    """Make `model` the current one."""
    session.add(model)
    session.flush()


def replace_scores(session: "Session", opinions: Iterable[Opinion]) -> None:
    """Forget every score and store these."""
    session.execute(delete(SCORES))
    put_scores(session, opinions)


def put_scores(session: "Session", opinions: Iterable[Opinion]) -> None:
    """Store these scores, each instead of an earlier one of its post."""
    if rows := [_columns(opinion) for opinion in opinions]:
        statement = insert(SCORES)
        values = {name: statement.excluded[name] for name in ("score", "reasons", "stale", "trained_on")}
        session.execute(statement.on_conflict_do_update(index_elements=["job_post_id"], set_=values), rows)


def get_score(reader: "Reader", job_post_id: int) -> Row[Any] | None:
    """Return a post's score, a row of SCORES; None when it has none."""
    return reader.execute(select(SCORES).where(SCORES.c.job_post_id == job_post_id)).one_or_none()


def posts_state(reader: "Reader") -> PostsState:
    """Return the state of the stored posts."""
    posts = reader.scalars(select(func.count()).select_from(POSTS)).one()
    last = reader.scalars(select(func.max(POSTS.c.id))).one()
    version = reader.scalar(select(POSTS_VERSION.c.version))
    uncleaned = reader.scalars(select(func.count()).select_from(UNCLEANED)).one()
    return PostsState(posts, last or 0, str(version or ""), uncleaned)


def renew_posts_version(session: "Session") -> None:
    """Let the state of the stored posts be another: by chance, so that no store put back has the same."""
    statement = insert(POSTS_VERSION).values(id=1, version=secrets.token_hex(8))
    again = {"version": statement.excluded.version}
    session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=again))


def any_post(reader: "Reader") -> bool:
    """Return whether a post is stored."""
    return reader.scalar(select(POSTS.c.id).limit(1)) is not None


def given() -> ColumnElement[Any]:
    """Return what a person said of a post, to have applied being more than a yes; a column of LABELS."""
    keys = select(APPLIED.c.source, APPLIED.c.external_id)
    applied = and_(LABELS.c.label == "yes", tuple_(LABELS.c.source, LABELS.c.external_id).in_(keys))
    return case((applied, "applied"), else_=LABELS.c.label)


def labels_digest(reader: "Reader") -> str:
    """Return the SHA-256 of the labels of stored posts: it changes when an answer does."""
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
