"""How things stand: counts, dates and what failed; queries without the ORM, see tables.py."""

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
    """Whether an answer is a yes, and whether it was asked for in an order that puts likely posts first."""

    wanted: bool
    likely_first: bool


def count_posts(reader: "Reader") -> int:
    """Return the number of stored posts."""
    return reader.scalar(select(func.count()).select_from(POSTS)) or 0


def newest_posted_at(reader: "Reader") -> datetime | None:
    """Return when the newest stored post was published."""
    newest: datetime | None = reader.scalar(
        select(func.max(POSTS.c.posted_at, type_=UtcDateTime(optional=True)))
    )
    return newest


def new_since(reader: "Reader", moment: datetime) -> list[tuple[datetime, int]]:
    """Return of each fetch at or after a moment that brought new posts when it was, and how many.

    The fetches are few, and the posts themselves are long to read.
    """
    query = select(FETCHES.c.fetched_at, FETCHES.c.new).where(
        FETCHES.c.fetched_at >= moment, FETCHES.c.new > 0
    )
    return [(fetched_at, new) for fetched_at, new in reader.execute(query)]


def count_labels(reader: "Reader") -> dict[StoredLabel, int]:
    """Return how many labels there are of each value, waiting ones included."""
    query = select(LABELS.c.label, func.count()).where(is_answer()).group_by(LABELS.c.label)
    counted: dict[str, int] = dict(reader.execute(query).all())
    return {label: counted.get(label, 0) for label in get_args(StoredLabel)}


def count_labels_since(reader: "Reader", moment: datetime) -> int:
    """Return how many labels were given at or after a moment."""
    query = select(func.count()).select_from(LABELS).where(LABELS.c.labeled_at >= moment)
    return reader.scalar(query) or 0


def answers_in_order(reader: "Reader") -> list[GivenAnswer]:
    """Return the answer to every stored post that has one, in the order of the first answers to each.

    That is the order of the rows, which another answer changes in their place; its date becomes another.
    """
    query = select(LABELS.c.label, LABELS.c.asked).join(POSTS, label_of(POSTS)).where(is_answer())
    rows = reader.execute(query.order_by(literal_column("labels.rowid")))
    return [GivenAnswer(is_wanted(label), asked == "smart") for label, asked in rows]


def count_applied(reader: "Reader") -> int:
    """Return how many posts were applied to."""
    return reader.scalar(select(func.count()).select_from(APPLIED)) or 0


def applied_to_closed(reader: "Reader", since: datetime | None = None) -> list[Row[Any]]:
    """Return (source, external_id, title, company, closed_at) of the closed posts that were applied to.

    Of those closed at or after a moment, where one is given; the last closed first.
    """
    names = (POSTS.c.source, POSTS.c.external_id, POSTS.c.title, POSTS.c.company, POSTS.c.closed_at)
    applied = select(*names).join(APPLIED, applied_of(POSTS))
    closed = applied.where(POSTS.c.closed_at.is_not(None) if since is None else POSTS.c.closed_at >= since)
    return list(reader.execute(closed.order_by(POSTS.c.closed_at.desc(), POSTS.c.id)))


def count_waiting(reader: "Reader") -> int:
    """Return how many labels wait for their post to be fetched."""
    stored = select(POSTS.c.id).where(label_of(POSTS)).exists()
    return reader.scalar(select(func.count()).select_from(LABELS).where(~stored)) or 0


def count_to_learn_from(reader: "Reader") -> dict[StoredLabel, int]:
    """Return how many yes and no there are of stored posts, the only ones that teach."""
    query = select(LABELS.c.label, func.count()).join(POSTS, label_of(POSTS)).where(is_answer())
    query = query.group_by(LABELS.c.label)
    counted = {"yes": 0, "no": 0} | dict(reader.execute(query).all())
    return {"yes": counted["yes"], "no": counted["no"]}


def track_record(reader: "Reader") -> list[tuple[float, float, bool]]:
    """Return what became of every yes or no to a post that had a score.

    That is (score before the answer, the cut of the model that was the newest then, answered yes).
    """
    return [(score, cut, yes) for _at, score, cut, yes in dated_track_record(reader)]


def dated_track_record(reader: "Reader") -> list[tuple[datetime, float, float, bool]]:
    """Return the same, each with the moment of the answer first."""
    models = select(MODELS.c.cut).where(MODELS.c.trained_at <= LABELS.c.labeled_at)
    then = models.order_by(MODELS.c.id.desc()).limit(1).scalar_subquery()
    query = select(
        LABELS.c.labeled_at, LABELS.c.score_before, func.coalesce(then, 1.0), LABELS.c.label
    ).where(LABELS.c.score_before.is_not(None), LABELS.c.label.in_(("yes", "no")))
    found = reader.execute(query)
    return [
        (at, score, cut, label == "yes") for at, score, cut, label in found if score is not None
    ]  # no number


def last_good_fetch(reader: "Reader", source: str | None = None) -> Row[Any] | None:
    """Return the newest answer of a source, or of any of them: a row of FETCHES."""
    of_board = FETCHES.c.origin.not_like(f"{SAVED}%")
    query = select(FETCHES).where(FETCHES.c.error == "", of_board)
    if source is not None:
        query = query.where(FETCHES.c.source == source)
    return reader.execute(query.order_by(FETCHES.c.id.desc()).limit(1)).one_or_none()


def last_failed_fetch(reader: "Reader") -> Row[Any] | None:
    """Return the newest fetch that failed, None when none did: a row of FETCHES."""
    query = select(FETCHES).where(FETCHES.c.error != "").order_by(FETCHES.c.id.desc()).limit(1)
    return reader.execute(query).one_or_none()


def has_answered_since(reader: "Reader", failed: Row[Any]) -> bool:
    """Return whether the source of a fetch that failed, a row of FETCHES, has answered well after it."""
    good = last_good_fetch(reader, failed.source)
    return good is not None and good.id > failed.id


def followed_sources(reader: "Reader") -> list[Row[Any]]:
    """Return the sources that are asked, in the order of their names: rows of SOURCES."""
    query = select(SOURCES).where(SOURCES.c.removed_at.is_(None)).order_by(SOURCES.c.name)
    return list(reader.execute(query))


def gaps_since(reader: "Reader", moment: datetime) -> list[datetime]:
    """Return when posts may have been missed, from a moment on, in order."""
    query = select(FETCHES.c.fetched_at).where(FETCHES.c.gap, FETCHES.c.fetched_at >= moment)
    return list(reader.scalars(query.order_by(FETCHES.c.fetched_at)))


def career_model(reader: "Reader") -> Row[Any] | None:
    """Return what is known of the newest career model, None when none was trained."""
    return reader.execute(select(CAREER_MODELS).order_by(CAREER_MODELS.c.id.desc()).limit(1)).one_or_none()


def count_experiences(reader: "Reader", since: datetime | None = None) -> int:
    """Return how many experiences are remembered, or were added since a moment."""
    query = select(func.count()).select_from(EXPERIENCES)
    return reader.scalar(query.where(EXPERIENCES.c.added_at > since) if since else query) or 0
