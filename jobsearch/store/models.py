"""The ORM's classes, mapped onto the tables of tables.py; the columns here are for type checkers alone."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm import DeclarativeBase, Mapped, column_property, deferred

from jobsearch.domain.answers import StoredLabel
from jobsearch.store import tables


class Base(DeclarativeBase):
    """What the classes have in common: the tables that they are mapped onto."""

    metadata = tables.METADATA


class JobPost(Base):
    """A post as the board last gave it, repaired; see posting.Posting for the fields."""

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
        salary_min: Mapped[float | None]  # SQLite keeps a fraction in a column of whole numbers
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
    """Which post was the first of the same job: the post itself, where it repeats no other.

    `title_key` is what posts of one job share on whatever boards, "" for a title that could be anybody's.
    """

    __table__ = tables.REPOSTS

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
        first_id: Mapped[int]
        title_key: Mapped[str]


class PageCheck(Base):
    """The last visit of a post's own page: when, and how often in a row its words said that it is closed."""

    __table__ = tables.PAGE_CHECKS

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
        checked_at: Mapped[datetime]
        strikes: Mapped[int]
        words: Mapped[str]


class Uncleaned(Base):
    """A post whose text was repaired by earlier rules, and is to be repaired again from its raw JSON."""

    __table__ = tables.UNCLEANED

    if TYPE_CHECKING:
        job_post_id: Mapped[int]


class PostFacts(Base):
    """What a post states (facts.Facts, as JSON), and of it what filters compare.

    Countries are codes with blanks between them; `language` and `place` are "" for unknown. `pay_stated`
    is whether the post itself states it, `yearly_pay` the upper amount that it then states for a year of full
    time, None where that is not known; `place` is case-folded.
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
    """What the person said about a post, what the model had expected, and in which order they were asked.

    `asked` is the way by which the first answer came, as domain.answers.Way has them.
    """

    __table__ = tables.LABELS

    if TYPE_CHECKING:
        source: Mapped[str]
        external_id: Mapped[str]
        label: Mapped[StoredLabel]
        labeled_at: Mapped[datetime]
        applied_at: Mapped[datetime | None]  # a view of the events of its application
        score_before: Mapped[float | None]
        asked: Mapped[str]
    else:
        applied_at = column_property(tables.applied_at_of(tables.LABELS))


class Score(Base):
    """The model's opinion of a post: a score from 0 to 1, and its reasons as [text, weight] pairs.

    A `stale` one is of the post before it changed; one `trained_on` the person's answer predicts nothing.
    """

    __table__ = tables.SCORES

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
        score: Mapped[float]
        reasons: Mapped[list[list[Any]]]
        stale: Mapped[bool]
        trained_on: Mapped[bool]


class Model(Base):
    """A trained model: which file it is, what it was made from and how well it did."""

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
    """What the person says they seek, in their own words or by a résumé; see wishes.py."""

    __table__ = tables.WISHES

    if TYPE_CHECKING:
        kind: Mapped[str]
        text: Mapped[str]
        said_at: Mapped[datetime]


class Experience(Base):
    """A description of what somebody did, and the title that they say fits it."""

    __table__ = tables.EXPERIENCES

    if TYPE_CHECKING:
        id: Mapped[int]
        content_hash: Mapped[str]
        title: Mapped[str]
        text: Mapped[str]
        added_at: Mapped[datetime]


class CareerModel(Base):
    """A trained career model: which file it is, how many titles it knows, and what it was made from.

    `posts` were stored then, and of `learned_posts` the titles are. A model from before these were kept has 0
    for what it does not know.
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
    """One answer of the board, or one failure to get it."""

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
    """A source that the person follows, or followed, and how it has been answering.

    Attributes:
        added_at: when it was added; None for the one that an instance of one board began with, of which the
            person has not been told yet.
        removed_at: since when it is no longer asked.
        asked_at: when it was last asked, with whatever result.
        answered_at: when it last answered well.
        failures: how often in a row it has failed.
        empty_answers: how often in a row it has answered without a post that can be used.
        problem: what is wrong with it, "" for nothing.

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
    """An element of an answer that is not a usable post, kept once for inspection."""

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
    """When `recommend --new` first showed a post."""

    __table__ = tables.SHOWINGS

    if TYPE_CHECKING:
        job_post_id: Mapped[int]
        shown_at: Mapped[datetime]
