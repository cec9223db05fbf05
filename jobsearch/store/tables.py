"""The tables, each column once. Facts (posts), taste (labels) and opinion (scores) are kept apart.

    job_posts 1--0..1 scores      a cache that train rebuilds
    job_posts 1--0..1 reposts     a cache that fetch-new rebuilds
    job_posts 1--0..1 page_checks what a visit of its own page said
    job_posts 1--0..1 showings    which posts `recommend --new` has shown
    job_posts 1--0..1 facts       a cache of what each post states, by the rules of one version
    job_posts 1--0..1 uncleaned   whose text earlier rules repaired: fetch-new cleans it again
    labels                        by key: a label may wait for its post and outlives everything
    applications                  by key: what became of applications, events that are only ever added
    applied_posts                 by key: each post as it was when it was applied to
    history, applied              views of the events: corrected, and when each key was applied to
    fetches, rejections           what the board said, and what of it was unusable
    models                        what is known of instance/model.joblib
    post_words                    the full-text index of job_posts; see sqlite/fulltext.py
    wishes                        what the person says they seek: like labels, it outlives everything
    experiences                   what people said which title fits: like labels, it outlives everything
    career_models                 what is known of instance/careers.npz
    sources                       which boards the person follows, and how they have been answering

The definitions here must describe what sqlite/schema.UPGRADES builds; a test compares them. models.py maps
the ORM's classes onto them; `recommend`, `status` and their like do without it, since importing the ORM takes
longer than they do.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Connection,
    Float,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    ScalarSelect,
    String,
    Table,
    UniqueConstraint,
    and_,
    case,
    column,
    func,
    select,
    table,
    text,
)

from jobsearch.store.types import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Reader = Connection | Session  # either will do for a query

METADATA = MetaData()

POSTS = Table(
    "job_posts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("external_id", String, nullable=False),
    Column("url", String, nullable=False),
    Column("apply_url", String, nullable=False),
    Column("title", String, nullable=False),
    Column("company", String, nullable=False),
    Column("location", String, nullable=False),
    Column("tags", JSON, nullable=False),
    Column("description", String, nullable=False),
    Column("salary_min", Integer),
    Column("salary_max", Integer),
    Column("trap_word", String, nullable=False),
    Column("posted_at", UtcDateTime, nullable=False),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
    Column("content_hash", String, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("account", String, nullable=False, server_default=""),
    Column("site", String, nullable=False, server_default=""),
    Column("pay_currency", String, nullable=False, server_default=""),
    Column("pay_period", String, nullable=False, server_default=""),
    Column("pay_from", String, nullable=False, server_default=""),
    Column("workplace", String, nullable=False, server_default=""),
    Column("countries", JSON, nullable=False, server_default="[]"),
    Column("worldwide", Boolean, nullable=False, server_default="0"),
    Column("time_zones", JSON, nullable=False, server_default="[]"),
    Column("employment", JSON, nullable=False, server_default="[]"),
    Column("closed_at", UtcDateTime),
    UniqueConstraint("source", "external_id"),
    Index("job_posts_by_posted_at", "posted_at"),
    Index("job_posts_by_company", text("lower(company)")),
    Index("job_posts_by_last_seen", "last_seen", "posted_at"),
    Index("job_posts_by_source", "source", "account", "first_seen"),
)
# One row, of another version as soon as a post is stored or its text changes.
POSTS_VERSION = Table(
    "posts_version",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("version", String, nullable=False),
)
# What a list shows of a post: all but its long columns, which take longer to read than all others, and what
# no list has.
LISTED: tuple[Any, ...] = tuple(
    column for column in POSTS.c if column.name not in {"description", "raw", "time_zones"}
)

WISHES = Table(
    "wishes",
    METADATA,
    Column("kind", String, CheckConstraint("kind IN ('words', 'resume')"), primary_key=True),
    Column("text", String, nullable=False),
    Column("said_at", UtcDateTime, nullable=False),
)

REPOSTS = Table(
    "reposts",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("first_id", Integer, ForeignKey("job_posts.id"), nullable=False),
    Column("title_key", String, nullable=False, server_default=""),
    Index("reposts_by_first_id", "first_id"),
    Index("reposts_by_title_key", "title_key"),
)

PAGE_CHECKS = Table(
    "page_checks",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("checked_at", UtcDateTime, nullable=False),
    Column("strikes", Integer, nullable=False),
    Column("words", String, nullable=False),
)

UNCLEANED = Table(
    "uncleaned",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
)

FACTS = Table(
    "facts",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("rules_version", Integer, nullable=False),
    Column("others", String, nullable=False),
    Column("allowed", String, nullable=False),
    Column("doubtful", String, nullable=False),
    Column("excluded", String, nullable=False),
    Column("language", String, nullable=False),
    Column("pay_stated", Boolean, nullable=False),
    Column("yearly_pay", Float),
    Column("place", String, nullable=False),
    Column("facts", JSON, nullable=False),
    Index(
        "facts_to_filter",
        *("rules_version", "job_post_id", "others", "allowed", "doubtful", "excluded"),
        *("language", "pay_stated", "yearly_pay", "place"),
    ),
)

LABELS = Table(
    "labels",
    METADATA,
    Column("source", String, primary_key=True),
    Column("external_id", String, primary_key=True),
    Column("label", String, nullable=False),
    Column("labeled_at", UtcDateTime, nullable=False),
    Column("score_before", Float),
    Column("asked", String, nullable=False),
)

APPLICATIONS = Table(
    "applications",
    METADATA,
    Column("source", String, primary_key=True),
    Column("external_id", String, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("stage", String, nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("interview", Integer),
    Column("note", String, nullable=False),
    Column("corrects", Integer),
)

APPLIED_POSTS = Table(
    "applied_posts",
    METADATA,
    Column("source", String, primary_key=True),
    Column("external_id", String, primary_key=True),
    Column("kept_at", UtcDateTime, nullable=False),
    Column("url", String, nullable=False),
    Column("apply_url", String, nullable=False),
    Column("title", String, nullable=False),
    Column("company", String, nullable=False),
    Column("location", String, nullable=False),
    Column("text", LargeBinary, nullable=False),
)

# Views, which no table of METADATA is; see sqlite/schema.py.
APPLIED = table("applied", column("source"), column("external_id"), column("applied_at", UtcDateTime))
HISTORY = table(
    "history",
    *(column("source"), column("external_id"), column("stage")),
    *(column("at", UtcDateTime), column("recorded_at", UtcDateTime)),
)
_BEFORE_APPLYING = ("", "saved", "withdrawn")  # as in the view "applied"

SCORES = Table(
    "scores",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("score", Float, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("stale", Boolean, nullable=False),
    Column("trained_on", Boolean, nullable=False, server_default="0"),
    Index("scores_by_score", "score"),
)

MODELS = Table(
    "models",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("trained_at", UtcDateTime, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("labels_digest", String, nullable=False),
    Column("wish_digest", String, nullable=False, server_default=""),
    Column("yes", Integer, nullable=False),
    Column("no", Integer, nullable=False),
    Column("cut", Float, nullable=False),
    Column("metrics", JSON, nullable=False),
)

EXPERIENCES = Table(
    "experiences",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("content_hash", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("text", String, nullable=False),
    Column("added_at", UtcDateTime, nullable=False),
)

CAREER_MODELS = Table(
    "career_models",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("trained_at", UtcDateTime, nullable=False),
    Column("versions", JSON, nullable=False),
    Column("posts", Integer, nullable=False),
    Column("experiences", Integer, nullable=False),
    Column("titles", Integer, nullable=False, server_default="0"),
    Column("learned_posts", Integer, nullable=False, server_default="0"),
    Column("experiences_digest", String, nullable=False, server_default=""),
)

FETCHES = Table(
    "fetches",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("fetched_at", UtcDateTime, nullable=False),
    Column("source", String, nullable=False),
    Column("origin", String, nullable=False),
    Column("error", String, nullable=False),
    Column("received", Integer, nullable=False),
    Column("new", Integer, nullable=False),
    Column("changed", Integer, nullable=False),
    Column("unchanged", Integer, nullable=False),
    Column("rejected", Integer, nullable=False),
    Column("last_modified", String, nullable=False),
    Column("gap", Boolean, nullable=False),
    Column("etag", String, nullable=False, server_default=""),
    Index("fetches_by_fetched_at", "fetched_at"),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("name", String, primary_key=True),
    Column("board", String, nullable=False),
    Column("account", String, nullable=False),
    Column("company", String, nullable=False),
    Column("title", String, nullable=False),
    Column("added_at", UtcDateTime),
    Column("removed_at", UtcDateTime),
    Column("asked_at", UtcDateTime),
    Column("answered_at", UtcDateTime),
    Column("failures", Integer, nullable=False),
    Column("empty_answers", Integer, nullable=False),
    Column("problem", String, nullable=False),
)

REJECTIONS = Table(
    "rejections",
    METADATA,
    Column("content_hash", String, primary_key=True),
    Column("source", String, nullable=False),
    Column("external_id", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("raw", LargeBinary, nullable=False),
    Column("first_seen", UtcDateTime, nullable=False),
    Column("last_seen", UtcDateTime, nullable=False),
)

SHOWINGS = Table(
    "showings",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("shown_at", UtcDateTime, nullable=False),
)

SAVED = (
    "file "  # begins the origin of a saved response, which may be of any age and tells nothing of the board
)


def applied_of(keyed: FromClause) -> ColumnElement[bool]:
    """Join to a post or label, by its key, that it was applied to."""
    return and_(APPLIED.c.source == keyed.c.source, APPLIED.c.external_id == keyed.c.external_id)


def applied_at_of(keyed: FromClause) -> ScalarSelect[datetime | None]:
    """Return when a post or label was applied to, as APPLIED has it, from the events of its key alone."""
    event = HISTORY.c
    at = func.min(case((event.stage == "applied", event.at)), type_=UtcDateTime())
    return (
        select(func.coalesce(at, func.min(event.recorded_at, type_=UtcDateTime()), type_=UtcDateTime()))
        .where(event.source == keyed.c.source, event.external_id == keyed.c.external_id)
        .where(event.stage.not_in(_BEFORE_APPLYING))
        .correlate(keyed)
        .scalar_subquery()
    )


def label_of(posts: FromClause) -> ColumnElement[bool]:
    """Join a label to its post: they share a key, and either may be without the other."""
    return and_(LABELS.c.source == posts.c.source, LABELS.c.external_id == posts.c.external_id)
