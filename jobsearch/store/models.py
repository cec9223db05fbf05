"""The tables. Facts (posts), taste (labels) and opinion (scores) are kept apart.

    job_posts 1--0..1 scores      a cache that train rebuilds
    job_posts 1--0..1 reposts     a cache that fetch-new rebuilds
    job_posts 1--0..1 showings    which posts `recommend --new` has shown
    job_posts 1--0..1 facts       a cache of what each post states, by the rules of one version
    labels                        by key: a label may wait for its post and outlives everything
    fetches, rejections           what the board said, and what of it was unusable
    models                        what is known of instance/model.joblib
    post_words                    the full-text index of job_posts; see words.py
    wishes                        what the person says they seek: like labels, it outlives everything
    experiences                   what people said which title fits: like labels, it outlives everything
    career_models                 what is known of instance/careers.npz

The definitions here must describe what schema.UPGRADES builds; a test compares them.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    Float,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    and_,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from jobsearch.domain.answers import LabelValue
from jobsearch.store.current import average_precision
from jobsearch.store.types import UtcDateTime


class Base(DeclarativeBase):
    """What the tables have in common: their types."""

    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own name for it, read once
        datetime: UtcDateTime,
        float: Float(),
        list[str]: JSON,
        list[list[Any]]: JSON,
        dict[str, Any]: JSON,
        LabelValue: String,
    }


class JobPost(Base):
    """A post as the board last gave it, repaired; see posting.Posting for the fields."""

    __tablename__ = "job_posts"
    __table_args__ = (
        UniqueConstraint("source", "external_id"),
        Index("job_posts_by_posted_at", "posted_at"),
        Index("job_posts_by_company", text("lower(company)")),
        Index("job_posts_by_last_seen", "last_seen", "posted_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    external_id: Mapped[str]
    url: Mapped[str]
    apply_url: Mapped[str]
    title: Mapped[str]
    company: Mapped[str]
    location: Mapped[str]
    tags: Mapped[list[str]]
    description: Mapped[str] = mapped_column(deferred=True, deferred_group="text")
    salary_min: Mapped[int | None]
    salary_max: Mapped[int | None]
    trap_word: Mapped[str]
    posted_at: Mapped[datetime]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
    content_hash: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_group="raw")


class Repost(Base):
    """Which post was the first of the same job: the post itself, where it repeats no other."""

    __tablename__ = "reposts"
    __table_args__ = (Index("reposts_by_first_id", "first_id"),)

    job_post_id: Mapped[int] = mapped_column(ForeignKey("job_posts.id"), primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("job_posts.id"))


class PostFacts(Base):
    """What a post states (facts.Facts, as JSON), and of it what filters compare.

    Countries are codes with blanks between them; `language` and `place` are "" for unknown. `pay_stated`
    is whether the post itself states it, `yearly_pay` the upper amount that it then states for a year of full
    time, None where that is not known; `place` is case-folded.
    """

    __tablename__ = "facts"
    __table_args__ = (
        Index(
            "facts_to_filter",
            *("rules_version", "job_post_id", "others", "allowed", "doubtful", "excluded"),
            *("language", "pay_stated", "yearly_pay", "place"),
        ),
    )

    job_post_id: Mapped[int] = mapped_column(ForeignKey("job_posts.id"), primary_key=True)
    rules_version: Mapped[int]
    others: Mapped[str]
    allowed: Mapped[str]
    doubtful: Mapped[str]
    excluded: Mapped[str]
    language: Mapped[str]
    pay_stated: Mapped[bool]
    yearly_pay: Mapped[float | None]
    place: Mapped[str]
    facts: Mapped[dict[str, Any]]


class Label(Base):
    """What the person said about a post, and what the model had expected."""

    __tablename__ = "labels"

    source: Mapped[str] = mapped_column(primary_key=True)
    external_id: Mapped[str] = mapped_column(primary_key=True)
    label: Mapped[LabelValue]
    labeled_at: Mapped[datetime]
    applied_at: Mapped[datetime | None]
    score_before: Mapped[float | None]


class Score(Base):
    """The model's opinion of a post: a score from 0 to 1, and its reasons as [text, weight] pairs.

    A `stale` one is of the post before it changed; one `trained_on` the person's answer predicts nothing.
    """

    __tablename__ = "scores"
    __table_args__ = (Index("scores_by_score", "score"),)

    job_post_id: Mapped[int] = mapped_column(ForeignKey("job_posts.id"), primary_key=True)
    score: Mapped[float]
    reasons: Mapped[list[list[Any]]]
    stale: Mapped[bool]
    trained_on: Mapped[bool] = mapped_column(server_default="0")


class Model(Base):
    """A trained model: which file it is, what it was made from and how well it did."""

    __tablename__ = "models"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    trained_at: Mapped[datetime]
    versions: Mapped[dict[str, Any]]
    labels_digest: Mapped[str]
    wish_digest: Mapped[str] = mapped_column(server_default="")
    yes: Mapped[int]
    no: Mapped[int]
    cut: Mapped[float]
    metrics: Mapped[dict[str, Any]]

    @property
    def average_precision(self) -> float | None:
        """How well it ranked unseen posts; see current.average_precision()."""
        return average_precision(self.metrics)

    @property
    def unsure(self) -> int | None:
        """From how many unsure answers it was made; None for an older one, which did not keep it."""
        return self.metrics.get("unsure")


class Experience(Base):
    """A description of what somebody did, and the title that they say fits it."""

    __tablename__ = "experiences"

    id: Mapped[int] = mapped_column(primary_key=True)
    content_hash: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    text: Mapped[str]
    added_at: Mapped[datetime]


class CareerModel(Base):
    """A trained career model: which file it is, how many titles it knows, and what it was made from.

    `posts` were stored then, and of `learned_posts` the titles are. A model of before these were kept has 0
    for what it does not know.
    """

    __tablename__ = "career_models"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str]
    trained_at: Mapped[datetime]
    versions: Mapped[dict[str, Any]]
    posts: Mapped[int]
    experiences: Mapped[int]
    titles: Mapped[int] = mapped_column(server_default="0")
    learned_posts: Mapped[int] = mapped_column(server_default="0")
    experiences_digest: Mapped[str] = mapped_column(server_default="")


class Wish(Base):
    """What the person says they seek, in their own words or by a résumé; see wishes.py."""

    __tablename__ = "wishes"
    __table_args__ = (CheckConstraint("kind IN ('words', 'resume')"),)

    kind: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
    said_at: Mapped[datetime]


class Fetch(Base):
    """One answer of the board, or one failure to get it."""

    __tablename__ = "fetches"
    __table_args__ = (Index("fetches_by_fetched_at", "fetched_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fetched_at: Mapped[datetime]
    source: Mapped[str]
    origin: Mapped[str]
    error: Mapped[str]
    received: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    last_modified: Mapped[str]
    gap: Mapped[bool]


class Rejection(Base):
    """An element of an answer that is not a usable post, kept once for inspection."""

    __tablename__ = "rejections"

    content_hash: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    external_id: Mapped[str]
    reason: Mapped[str]
    raw: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]


class Showing(Base):
    """When `recommend --new` first showed a post."""

    __tablename__ = "showings"

    job_post_id: Mapped[int] = mapped_column(ForeignKey("job_posts.id"), primary_key=True)
    shown_at: Mapped[datetime]


def label_of_post(post: type[JobPost] = JobPost) -> ColumnElement[bool]:
    """Join a label to its post: they share a key, and either may be without the other."""
    return and_(Label.source == post.source, Label.external_id == post.external_id)
