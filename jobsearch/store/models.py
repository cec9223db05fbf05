"""The ORM classes, mapped to the tables in tables.py; the columns declared here are for type checkers."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, deferred

from jobsearch.domain.answers import StoredLabel
from jobsearch.store import tables


class Base(DeclarativeBase):
    """The base class with the metadata of the tables."""

    metadata = tables.METADATA


class JobPost(Base):
    """A post as last received from its board and cleaned; see posting.Posting for the fields."""

    __table__ = tables.POSTS

    if TYPE_CHECKING:
        id: Mapped[int]
        source: Mapped[str]
        external_id: Mapped[str]
        url: Mapped[str]
        apply_url: Mapped[str]
        title: Mapped[str]
        company: Mapped[str]
        location: Mapped[str]
        tags: Mapped[list[str]]
        description: Mapped[str]
        salary_min: Mapped[float | None]  # SQLite stores fractions even in integer columns
        salary_max: Mapped[float | None]
        trap_word: Mapped[str]
        posted_at: Mapped[datetime]
        first_seen: Mapped[datetime]
        last_seen: Mapped[datetime]
        content_hash: Mapped[str]
        raw: Mapped[bytes]
        account: Mapped[str]
        site: Mapped[str]
        pay_currency: Mapped[str]
        pay_period: Mapped[str]
        pay_from: Mapped[str]
        workplace: Mapped[str]
        countries: Mapped[list[str]]
        worldwide: Mapped[bool]
        time_zones: Mapped[list[float]]
        employment: Mapped[list[str]]
        closed_at: Mapped[datetime | None]
    else:
        description = deferred(tables.POSTS.c.description, group="text")
        raw = deferred(tables.POSTS.c.raw, group="raw")


class Repost(Base):
    """The first post for the same job, which is the post itself if it does not repeat another.

    `title_key` is shared by posts for the same job on different boards; "" if the title is too general.
    """

    __table__ = tables.REPOSTS

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
        first_id: Mapped[int]
        title_key: Mapped[str]


class PageCheck(Base):
    """The last check of a post's page, and the number of consecutive checks that found closing words."""

    __table__ = tables.PAGE_CHECKS

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
        checked_at: Mapped[datetime]
        strikes: Mapped[int]
        words: Mapped[str]


class Uncleaned(Base):
    """A post cleaned by earlier rules, to be cleaned again from its raw JSON."""

    __table__ = tables.UNCLEANED

    if TYPE_CHECKING:
        job_post_id: Mapped[int]


class PostFacts(Base):
    """The facts that a post states (facts.Facts as JSON), and the columns used by filters.

    Countries are codes separated by spaces; `language` and `place` are "" if unknown. `pay_stated` is whether
    the post itself states its pay; `yearly_pay` is the upper end of that pay for a year of full-time work, or
    None if unknown; `place` is case-folded.
    """

    __table__ = tables.FACTS

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
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
    """The user's answer to a post, the model's earlier score, and the order of the questions.

    `asked` is the way in which the first answer was given, one of domain.answers.Way.
    """

    __table__ = tables.LABELS

    if TYPE_CHECKING:
        source: Mapped[str]
        external_id: Mapped[str]
        label: Mapped[StoredLabel]
        labeled_at: Mapped[datetime]
        applied_at: Mapped[datetime | None]  # computed from the events of its application
        score_before: Mapped[float | None]
        asked: Mapped[str]
    else:
        applied_at = column_property(tables.applied_at_of(tables.LABELS))


class Score(Base):
    """A post's score from 0 to 1, and its reasons as [text, weight] pairs.

    A `stale` score predates a change to the post; a score `trained_on` the user's answer predicts nothing.
    """

    __table__ = tables.SCORES

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
        score: Mapped[float]
        reasons: Mapped[list[list[Any]]]
        stale: Mapped[bool]
        trained_on: Mapped[bool]


class Model(Base):
    """A trained model: its file, its training data, and its quality."""

    __table__ = tables.MODELS

    if TYPE_CHECKING:
        id: Mapped[int]
        sha256: Mapped[str]
        trained_at: Mapped[datetime]
        versions: Mapped[dict[str, Any]]
        labels_digest: Mapped[str]
        wish_digest: Mapped[str]
        yes: Mapped[int]
        no: Mapped[int]
        cut: Mapped[float]
        metrics: Mapped[dict[str, Any]]


class Wish(Base):
    """The user's description of the wanted job, in their own words or as a résumé; see wishes.py."""

    __table__ = tables.WISHES

    if TYPE_CHECKING:
        kind: Mapped[str]
        text: Mapped[str]
        said_at: Mapped[datetime]


class Experience(Base):
    """A description of a person's work, and the title that fits it."""

    __table__ = tables.EXPERIENCES

    if TYPE_CHECKING:
        id: Mapped[int]
        content_hash: Mapped[str]
        title: Mapped[str]
        text: Mapped[str]
        added_at: Mapped[datetime]


class CareerModel(Base):
    """A trained career model: its file, its number of titles, and its training data.

    `posts` is the number of posts stored at that time, and `learned_posts` is the number used for the titles.
    Values that older versions did not record are 0.
    """

    __table__ = tables.CAREER_MODELS

    if TYPE_CHECKING:
        id: Mapped[int]
        sha256: Mapped[str]
        trained_at: Mapped[datetime]
        versions: Mapped[dict[str, Any]]
        posts: Mapped[int]
        experiences: Mapped[int]
        titles: Mapped[int]
        learned_posts: Mapped[int]
        experiences_digest: Mapped[str]


class Fetch(Base):
    """A response from a board, or a failed request."""

    __table__ = tables.FETCHES

    if TYPE_CHECKING:
        id: Mapped[int]
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
        etag: Mapped[str]


class FollowedSource(Base):
    """A source that is or was followed, with the state of its recent responses.

    Attributes:
        added_at: the time when it was added; None for the only source of an instance older than the other
            boards, if its owner has not been informed about them yet.
        removed_at: the time when it was removed.
        asked_at: the last request, regardless of its result.
        answered_at: the last successful response.
        failures: the number of consecutive failures.
        empty_answers: the number of consecutive responses without a usable post.
        problem: the current problem, or "" if there is none.

    """

    __table__ = tables.SOURCES

    if TYPE_CHECKING:
        name: Mapped[str]
        board: Mapped[str]
        account: Mapped[str]
        company: Mapped[str]
        title: Mapped[str]
        added_at: Mapped[datetime | None]
        removed_at: Mapped[datetime | None]
        asked_at: Mapped[datetime | None]
        answered_at: Mapped[datetime | None]
        failures: Mapped[int]
        empty_answers: Mapped[int]
        problem: Mapped[str]


class Rejection(Base):
    """An element of a response that cannot be used, stored once for inspection."""

    __table__ = tables.REJECTIONS

    if TYPE_CHECKING:
        content_hash: Mapped[str]
        source: Mapped[str]
        external_id: Mapped[str]
        reason: Mapped[str]
        raw: Mapped[bytes]
        first_seen: Mapped[datetime]
        last_seen: Mapped[datetime]
    else:
        raw = deferred(tables.REJECTIONS.c.raw)


class Showing(Base):
    """A post shown by `recommend --new`, and the time when it was first shown."""

    __table__ = tables.SHOWINGS

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
        shown_at: Mapped[datetime]
