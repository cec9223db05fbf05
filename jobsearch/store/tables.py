"""The database tables. Facts (posts), taste (labels), and opinion (scores) are separate.

  job_posts 1--0..1 scores      a cache rebuilt by train
  job_posts 1--0..1 reposts     a cache rebuilt by fetch-new
  job_posts 1--0..1 page_checks the last check of the post's own page
  job_posts 1--0..1 showings    the posts shown by `recommend --new`
  job_posts 1--0..1 facts       a cache of the stated facts, by one version of the rules
  job_posts 1--0..1 uncleaned   posts cleaned by earlier rules, for fetch-new to clean again
  labels                        by key; a label may precede its post and outlives everything
  applications                  by key; events of applications, which are only ever added
  applied_posts                 by key; copies of posts at the time of the application
  history, applied              views of the events: corrected, and the date of application by key
  fetches, rejections           the history of responses, and their unusable elements
  models                        metadata of instance/model.joblib
  post_words                    the full-text index of job_posts; see sqlite/fulltext.py
  wishes                        the description of the wanted job; like labels, it outlives everything
  experiences                   experiences with fitting titles; like labels, they outlive everything
  career_models                 metadata of instance/careers.npz
  sources                       the followed sources and their recent responses

Each column is defined once, in this module. The definitions must match the result of sqlite/schema.UPGRADES,
which a test verifies. models.py maps the ORM classes to the tables; `recommend`, `status`, and similar
commands do not use the ORM, because importing it takes longer than running them.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Any, get_args

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    Connection,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    MetaData,
    ScalarSelect,
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

from jobsearch.domain.answers import StoredLabel
from jobsearch.domain.application import STAGES
from jobsearch.store.types import (
    Amount,
    Flag,
    Mapping,
    Number,
    Numbers,
    OneOf,
    Packed,
    Reasons,
    Text,
    Texts,
    UtcDateTime,
    Whole,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Reader = Connection | Session  # queries accept either

METADATA = MetaData()

WISH_KINDS = ("words", "resume")
DELIVERY_STATES = ("sending", "sent", "unknown")
ANSWERS: tuple[str, ...] = get_args(StoredLabel)

POSTS = Table(
    "job_posts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("source", Text(), nullable=False),
    Column("external_id", Text(), nullable=False),
    Column("url", Text(), nullable=False),
    Column("apply_url", Text(), nullable=False),
    Column("title", Text(), nullable=False),
    Column("company", Text(), nullable=False),
    Column("location", Text(), nullable=False),
    Column("tags", Texts(), nullable=False),
    Column("description", Text(), nullable=False),
    Column("salary_min", Amount(optional=True)),
    Column("salary_max", Amount(optional=True)),
    Column("trap_word", Text(), nullable=False),
    Column("posted_at", UtcDateTime(), nullable=False),
    Column("first_seen", UtcDateTime(), nullable=False),
    Column("last_seen", UtcDateTime(), nullable=False),
    Column("content_hash", Text(), nullable=False),
    Column("raw", Packed(), nullable=False),
    Column("account", Text(), nullable=False, server_default=""),
    Column("site", Text(), nullable=False, server_default=""),
    Column("pay_currency", Text(), nullable=False, server_default=""),
    Column("pay_period", Text(), nullable=False, server_default=""),
    Column("pay_from", Text(), nullable=False, server_default=""),
    Column("workplace", Text(), nullable=False, server_default=""),
    Column("countries", Texts(), nullable=False, server_default="[]"),
    Column("worldwide", Flag(), nullable=False, server_default="0"),
    Column("time_zones", Numbers(), nullable=False, server_default="[]"),
    Column("employment", Texts(), nullable=False, server_default="[]"),
    Column("closed_at", UtcDateTime(optional=True)),
    UniqueConstraint("source", "external_id"),
    Index("job_posts_by_posted_at", "posted_at"),
    Index("job_posts_by_company", text("lower(company)")),
    Index("job_posts_by_url", text("lower(url)")),
    Index("job_posts_by_last_seen", "last_seen", "posted_at"),
    Index("job_posts_by_source", "source", "account", "first_seen"),
)
# One row whose version changes whenever a post is stored or its text changes.
POSTS_VERSION = Table(
    "posts_version",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("version", Text(), nullable=False),
)
# The columns for lists: all except the long ones, which take longer to read than all others, and those that
# no list shows.
LISTED: tuple[Any, ...] = tuple(
    column for column in POSTS.c if column.name not in {"description", "raw", "time_zones"}
)

WISHES = Table(
    "wishes",
    METADATA,
    Column("kind", OneOf(WISH_KINDS, ""), CheckConstraint("kind IN ('words', 'resume')"), primary_key=True),
    Column("text", Text(), nullable=False),
    Column("said_at", UtcDateTime(), nullable=False),
)

DELIVERIES = Table(
    "deliveries",
    METADATA,
    Column("receiver", Text(), primary_key=True),
    Column("item", Text(), primary_key=True),
    Column(
        "state",
        OneOf(DELIVERY_STATES, "unknown"),
        CheckConstraint("state IN ('sending', 'sent', 'unknown')"),
        nullable=False,
    ),
    Column("at", UtcDateTime(), nullable=False),
)

RECEIVERS = Table(
    "receivers",
    METADATA,
    Column("name", Text(), primary_key=True),
    Column("added_at", UtcDateTime(), nullable=False),
    Column("sent_at", UtcDateTime(optional=True)),
    Column("failed_at", UtcDateTime(optional=True)),
    Column("failures", Whole(), nullable=False),
    Column("problem", Text(), nullable=False),
)

REPOSTS = Table(
    "reposts",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("first_id", Whole(), ForeignKey("job_posts.id"), nullable=False),
    Column("title_key", Text(), nullable=False, server_default=""),
    Index("reposts_by_first_id", "first_id"),
    Index("reposts_by_title_key", "title_key"),
)

PAGE_CHECKS = Table(
    "page_checks",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("checked_at", UtcDateTime(), nullable=False),
    Column("strikes", Whole(), nullable=False),
    Column("words", Text(), nullable=False),
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
    Column("rules_version", Whole(), nullable=False),
    Column("others", Text(), nullable=False),
    Column("allowed", Text(), nullable=False),
    Column("doubtful", Text(), nullable=False),
    Column("excluded", Text(), nullable=False),
    Column("language", Text(), nullable=False),
    Column("pay_stated", Flag(), nullable=False),
    Column("yearly_pay", Number(optional=True)),
    Column("place", Text(), nullable=False),
    Column("facts", Mapping(), nullable=False),
    Index(
        "facts_to_filter",
        *("rules_version", "job_post_id", "others", "allowed", "doubtful", "excluded"),
        *("language", "pay_stated", "yearly_pay", "place"),
    ),
)

LABELS = Table(
    "labels",
    METADATA,
    Column("source", Text(), primary_key=True),
    Column("external_id", Text(), primary_key=True),
    Column("label", OneOf(ANSWERS, "unsure"), nullable=False),
    Column("labeled_at", UtcDateTime(), nullable=False),
    Column("score_before", Number(optional=True)),
    Column("asked", Text(), nullable=False),
)

APPLICATIONS = Table(
    "applications",
    METADATA,
    Column("source", Text(), primary_key=True),
    Column("external_id", Text(), primary_key=True),
    Column("number", Whole(), primary_key=True),
    Column("stage", OneOf(("", *STAGES), ""), nullable=False),
    Column("recorded_at", UtcDateTime(), nullable=False),
    Column("at", UtcDateTime(), nullable=False),
    Column("interview", Whole(optional=True)),
    Column("note", Text(), nullable=False),
    Column("corrects", Whole(optional=True)),
    Index(
        "applications_by_corrected",
        *("source", "external_id", "corrects", "number"),
        sqlite_where=text("corrects IS NOT NULL"),
    ),
)

APPLIED_POSTS = Table(
    "applied_posts",
    METADATA,
    Column("source", Text(), primary_key=True),
    Column("external_id", Text(), primary_key=True),
    Column("kept_at", UtcDateTime(), nullable=False),
    Column("url", Text(), nullable=False),
    Column("apply_url", Text(), nullable=False),
    Column("title", Text(), nullable=False),
    Column("company", Text(), nullable=False),
    Column("location", Text(), nullable=False),
    Column("text", Packed(), nullable=False),
)

# Views, which are not part of METADATA; see sqlite/schema.py.
_VIEWED = UtcDateTime(optional=True)
APPLIED = table(
    "applied",
    column("source", Text()),
    column("external_id", Text()),
    column("applied_at", _VIEWED),
)
HISTORY = table(
    "history",
    *(column("source", Text()), column("external_id", Text()), column("stage", Text())),
    *(column("at", _VIEWED), column("recorded_at", _VIEWED)),
)
_BEFORE_APPLYING = ("", "saved", "withdrawn")  # as in the view "applied"

SCORES = Table(
    "scores",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("score", Number(optional=True), nullable=False),
    Column("reasons", Reasons(), nullable=False),
    Column("stale", Flag(), nullable=False),
    Column("trained_on", Flag(), nullable=False, server_default="0"),
    Index("scores_by_score", "score"),
)

MODELS = Table(
    "models",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text(), nullable=False),
    Column("trained_at", UtcDateTime(), nullable=False),
    Column("versions", Mapping(), nullable=False),
    Column("labels_digest", Text(), nullable=False),
    Column("wish_digest", Text(), nullable=False, server_default=""),
    Column("yes", Whole(), nullable=False),
    Column("no", Whole(), nullable=False),
    Column("cut", Number(), nullable=False),
    Column("metrics", Mapping(), nullable=False),
)

EXPERIENCES = Table(
    "experiences",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("content_hash", Text(), nullable=False, unique=True),
    Column("title", Text(), nullable=False),
    Column("text", Text(), nullable=False),
    Column("added_at", UtcDateTime(), nullable=False),
)

CAREER_MODELS = Table(
    "career_models",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("sha256", Text(), nullable=False),
    Column("trained_at", UtcDateTime(), nullable=False),
    Column("versions", Mapping(), nullable=False),
    Column("posts", Whole(), nullable=False),
    Column("experiences", Whole(), nullable=False),
    Column("titles", Whole(), nullable=False, server_default="0"),
    Column("learned_posts", Whole(), nullable=False, server_default="0"),
    Column("experiences_digest", Text(), nullable=False, server_default=""),
)

FETCHES = Table(
    "fetches",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("fetched_at", UtcDateTime(), nullable=False),
    Column("source", Text(), nullable=False),
    Column("origin", Text(), nullable=False),
    Column("error", Text(), nullable=False),
    Column("received", Whole(), nullable=False),
    Column("new", Whole(), nullable=False),
    Column("changed", Whole(), nullable=False),
    Column("unchanged", Whole(), nullable=False),
    Column("rejected", Whole(), nullable=False),
    Column("last_modified", Text(), nullable=False),
    Column("gap", Flag(), nullable=False),
    Column("etag", Text(), nullable=False, server_default=""),
    Index("fetches_by_fetched_at", "fetched_at"),
)

SOURCES = Table(
    "sources",
    METADATA,
    Column("name", Text(), primary_key=True),
    Column("board", Text(), nullable=False),
    Column("account", Text(), nullable=False),
    Column("company", Text(), nullable=False),
    Column("title", Text(), nullable=False),
    Column("added_at", UtcDateTime(optional=True)),
    Column("removed_at", UtcDateTime(optional=True)),
    Column("asked_at", UtcDateTime(optional=True)),
    Column("answered_at", UtcDateTime(optional=True)),
    Column("failures", Whole(), nullable=False),
    Column("empty_answers", Whole(), nullable=False),
    Column("problem", Text(), nullable=False),
)

REJECTIONS = Table(
    "rejections",
    METADATA,
    Column("content_hash", Text(), primary_key=True),
    Column("source", Text(), nullable=False),
    Column("external_id", Text(), nullable=False),
    Column("reason", Text(), nullable=False),
    Column("raw", Packed(), nullable=False),
    Column("first_seen", UtcDateTime(), nullable=False),
    Column("last_seen", UtcDateTime(), nullable=False),
)

SHOWINGS = Table(
    "showings",
    METADATA,
    Column("job_post_id", Integer, ForeignKey("job_posts.id"), primary_key=True),
    Column("shown_at", UtcDateTime(), nullable=False),
)

SAVED = "file "  # start of the origin of a saved response, which says nothing about the board's availability


def same_key(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Return the condition that joins two tables, views, or subqueries by post key."""
    return and_(one.c.source == other.c.source, one.c.external_id == other.c.external_id)


def applied_of(keyed: FromClause) -> ColumnElement[bool]:
    """Return the condition that joins APPLIED to posts or labels by key."""
    return same_key(APPLIED, keyed)


def applied_at_of(keyed: FromClause) -> ScalarSelect[datetime | None]:
    """Return the application date of a post or label, as in APPLIED, from only the events of its key."""
    event = HISTORY.c
    at = func.min(case((event.stage == "applied", event.at)), type_=_VIEWED)
    return (
        select(
            func.coalesce(
                at,
                func.min(event.recorded_at, type_=_VIEWED),
                type_=_VIEWED,
            )
        )
        .where(event.source == keyed.c.source, event.external_id == keyed.c.external_id)
        .where(event.stage.not_in(_BEFORE_APPLYING))
        .correlate(keyed)
        .scalar_subquery()
    )


def is_answer() -> ColumnElement[bool]:
    """Return the condition for valid labels; other words, from a damaged store, are not used for training."""
    return LABELS.c.label.in_(ANSWERS)


def label_of(posts: FromClause) -> ColumnElement[bool]:
    """Return the condition that joins labels to posts by key; either can exist without the other."""
    return same_key(LABELS, posts)
