"""Queries about models and the scores they gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from jobsearch.store.models import Model, Score


@dataclass(frozen=True)
class Opinion:
    """A post's score from 0 to 1, and its reasons as (text, weight), the weightiest first.

    `trained_on` tells that the model knew the person's answer to this very post.
    """

    job_post_id: int
    score: float
    reasons: tuple[tuple[str, float], ...]
    trained_on: bool = False


def current_model(session: Session) -> Model | None:
    """Return what is known of the newest model, None when none was trained."""
    return session.scalars(select(Model).order_by(Model.id.desc()).limit(1)).one_or_none()


def add_model(session: Session, model: Model) -> None:
    """Make `model` the current one."""
    session.add(model)
    session.flush()


def replace_scores(session: Session, opinions: Iterable[Opinion]) -> None:
    """Forget every score and store these."""
    session.execute(delete(Score))
    put_scores(session, opinions)


def put_scores(session: Session, opinions: Iterable[Opinion]) -> None:
    """Store these scores, each in the place of an earlier one of its post."""
    if rows := [_columns(opinion) for opinion in opinions]:
        statement = insert(Score)
        values = {name: statement.excluded[name] for name in ("score", "reasons", "stale", "trained_on")}
        session.execute(statement.on_conflict_do_update(index_elements=["job_post_id"], set_=values), rows)


def get_score(session: Session, job_post_id: int) -> Score | None:
    """Return a post's score, None when it has none."""
    return session.get(Score, job_post_id)


def _columns(opinion: Opinion) -> dict[str, Any]:
    return {
        "job_post_id": opinion.job_post_id,
        "score": opinion.score,
        "reasons": [list(reason) for reason in opinion.reasons],
        "stale": False,
        "trained_on": opinion.trained_on,
    }
