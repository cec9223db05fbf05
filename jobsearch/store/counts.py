"""Counts, dates, and failures for the status. This module does not use the ORM; see tables.py."""

from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from sqlalchemy import Row, func, literal_column, select

from jobsearch.domain.answers import StoredLabel, is_wanted
from jobsearch.store.tables import (
    APPLIED,
    CAREER_MODELS,
    EXPERIENCES,
    FETCHES,
    LABELS,
    MODELS,
    POSTS,
    SAVED,
    SOURCES,
    applied_of,
    is_answer,
    label_of,
)
from jobsearch.store.types import UtcDateTime

if TYPE_CHECKING:
    from jobsearch.store.tables import Reader


class GivenAnswer(NamedTuple):
    """Whether an answer is a yes, and whether its question was asked in an order with likely posts first."""

    wanted: bool
    likely_first: bool


def count_posts(reader: "Reader") -> int:
    """Return the number of stored posts."""
    return reader.scalar(select(func.count()).select_from(POSTS)) or 0


def newest_posted_at(reader: "Reader") -> datetime | None:
    """Return the publication time of the newest stored post."""
    newest: datetime | None = reader.scalar(
        select(func.max(POSTS.c.posted_at, type_=UtcDateTime(optional=True)))
    )
    return newest


def new_since(reader: "Reader", moment: datetime) -> list[tuple[datetime, int]]:
    """Return the time and the number of new posts for each fetch since `moment` that found any.

    Reading fetches is much faster than reading posts.
    """
    query = select(FETCHES.c.fetched_at, FETCHES.c.new).where(
        FETCHES.c.fetched_at >= moment, FETCHES.c.new > 0
    )
    return [(fetched_at, new) for fetched_at, new in reader.execute(query)]


def count_labels(reader: "Reader") -> dict[StoredLabel, int]:
    """Return the number of labels by value, including labels for posts that are not stored."""
    query = select(LABELS.c.label, func.count()).where(is_answer()).group_by(LABELS.c.label)
    counted: dict[str, int] = dict(reader.execute(query).all())
    return {label: counted.get(label, 0) for label in get_args(StoredLabel)}


def count_labels_since(reader: "Reader", moment: datetime) -> int:
    """Return the number of labels given since `moment`."""
    query = select(func.count()).select_from(LABELS).where(LABELS.c.labeled_at >= moment)
    return reader.scalar(query) or 0


def answers_in_order(reader: "Reader") -> list[GivenAnswer]:
    """Return the answers to all stored posts, in the order of each post's first answer.

    This is the order of the rows; a later answer updates its row, including the date, without moving it.
    """
    query = select(LABELS.c.label, LABELS.c.asked).join(POSTS, label_of(POSTS)).where(is_answer())
    rows = reader.execute(query.order_by(literal_column("labels.rowid")))
    return [GivenAnswer(is_wanted(label), asked == "smart") for label, asked in rows]


def count_applied(reader: "Reader") -> int:
    """Return the number of posts with an application."""
    return reader.scalar(select(func.count()).select_from(APPLIED)) or 0


def applied_to_closed(reader: "Reader", since: datetime | None = None) -> list[Row[Any]]:
    """Return (source, external_id, title, company, closed_at) of the closed posts with an application.

    If `since` is given, only posts closed since then are included. The most recently closed come first.
    """
    names = (POSTS.c.source, POSTS.c.external_id, POSTS.c.title, POSTS.c.company, POSTS.c.closed_at)
    applied = select(*names).join(APPLIED, applied_of(POSTS))
    closed = applied.where(POSTS.c.closed_at.is_not(None) if since is None else POSTS.c.closed_at >= since)
    return list(reader.execute(closed.order_by(POSTS.c.closed_at.desc(), POSTS.c.id)))


def count_waiting(reader: "Reader") -> int:
    """Return the number of labels whose post is not stored."""
    stored = select(POSTS.c.id).where(label_of(POSTS)).exists()
    return reader.scalar(select(func.count()).select_from(LABELS).where(~stored)) or 0


def count_to_learn_from(reader: "Reader") -> dict[StoredLabel, int]:
    """Return the number of yes and no labels on stored posts, the only labels used for training."""
    query = select(LABELS.c.label, func.count()).join(POSTS, label_of(POSTS)).where(is_answer())
    query = query.group_by(LABELS.c.label)
    counted = {"yes": 0, "no": 0} | dict(reader.execute(query).all())
    return {"yes": counted["yes"], "no": counted["no"]}


def track_record(reader: "Reader") -> list[tuple[float, float, bool]]:
    """Return (score before the answer, threshold then, whether it was a yes) for answers to scored posts.

    The threshold is that of the newest model at that time.
    """
    return [(score, cut, yes) for _at, score, cut, yes in dated_track_record(reader)]


def dated_track_record(reader: "Reader") -> list[tuple[datetime, float, float, bool]]:
    """Return the track record with the time of each answer as the first element."""
    models = select(MODELS.c.cut).where(MODELS.c.trained_at <= LABELS.c.labeled_at)
    then = models.order_by(MODELS.c.id.desc()).limit(1).scalar_subquery()
    query = select(
        LABELS.c.labeled_at, LABELS.c.score_before, func.coalesce(then, 1.0), LABELS.c.label
    ).where(LABELS.c.score_before.is_not(None), LABELS.c.label.in_(("yes", "no")))
    found = reader.execute(query)
    return [
        (at, score, cut, label == "yes") for at, score, cut, label in found if score is not None
    ]  # invalid number


def last_good_fetch(reader: "Reader", source: str | None = None) -> Row[Any] | None:
    """Return the last successful response from a source, or from any source if None, as a row of FETCHES."""
    of_board = FETCHES.c.origin.not_like(f"{SAVED}%")
    query = select(FETCHES).where(FETCHES.c.error == "", of_board)
    if source is not None:
        query = query.where(FETCHES.c.source == source)
    return reader.execute(query.order_by(FETCHES.c.id.desc()).limit(1)).one_or_none()


def last_failed_fetch(reader: "Reader") -> Row[Any] | None:
    """Return the last failed fetch as a row of FETCHES, or None if there is none."""
    query = select(FETCHES).where(FETCHES.c.error != "").order_by(FETCHES.c.id.desc()).limit(1)
    return reader.execute(query).one_or_none()


def has_answered_since(reader: "Reader", failed: Row[Any]) -> bool:
    """Return whether the source of a failed fetch (a row of FETCHES) has responded since then."""
    good = last_good_fetch(reader, failed.source)
    return good is not None and good.id > failed.id


def followed_sources(reader: "Reader") -> list[Row[Any]]:
    """Return the followed sources by name, as rows of SOURCES."""
    query = select(SOURCES).where(SOURCES.c.removed_at.is_(None)).order_by(SOURCES.c.name)
    return list(reader.execute(query))


def gaps_since(reader: "Reader", moment: datetime) -> list[datetime]:
    """Return the times since `moment` at which posts may have been missed, in order."""
    query = select(FETCHES.c.fetched_at).where(FETCHES.c.gap, FETCHES.c.fetched_at >= moment)
    return list(reader.scalars(query.order_by(FETCHES.c.fetched_at)))


def career_model(reader: "Reader") -> Row[Any] | None:
    """Return the newest career model as a row, or None if there is none."""
    return reader.execute(select(CAREER_MODELS).order_by(CAREER_MODELS.c.id.desc()).limit(1)).one_or_none()


def count_experiences(reader: "Reader", since: datetime | None = None) -> int:
    """Return the number of stored experiences, or of those added since a given time."""
    query = select(func.count()).select_from(EXPERIENCES)
    return reader.scalar(query.where(EXPERIENCES.c.added_at > since) if since else query) or 0
