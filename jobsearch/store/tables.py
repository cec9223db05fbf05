"""The columns that `recommend` and `status` read, without the ORM: importing it takes longer than they do.

models.py describes the tables in full; a test sees that these are columns of theirs.
"""

from typing import TYPE_CHECKING

from sqlalchemy import JSON, ColumnElement, Connection, FromClause, and_, column, table

from jobsearch.store.types import UtcDateTime

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    Reader = Connection | Session  # either will do for a query

POSTS = table(
    "job_posts",
    *map(column, ("id", "source", "external_id", "url", "apply_url", "title", "company", "location")),
    column("tags", JSON),
    *map(column, ("salary_min", "salary_max")),
    *(column(name, UtcDateTime) for name in ("posted_at", "first_seen", "last_seen")),
)
LABELS = table(
    "labels",
    *map(column, ("source", "external_id", "label", "applied_at", "score_before")),
    column("labeled_at", UtcDateTime),
)
SCORES = table("scores", column("job_post_id"), column("score"), column("reasons", JSON))
REPOSTS = table("reposts", column("job_post_id"), column("first_id"))
SHOWINGS = table("showings", column("job_post_id"))
FACTS = table(
    "facts",
    *map(column, ("job_post_id", "rules_version", "others", "allowed", "doubtful", "excluded", "language")),
    *map(column, ("pay_stated", "yearly_pay", "place")),
    column("facts", JSON),
)
MODELS = table(
    "models",
    *map(column, ("id", "sha256", "labels_digest", "wish_digest", "yes", "no", "cut")),
    column("trained_at", UtcDateTime),
    column("versions", JSON),
    column("metrics", JSON),
)
CAREER_MODELS = table(
    "career_models",
    *map(column, ("id", "sha256", "posts", "titles", "learned_posts", "experiences", "experiences_digest")),
    column("trained_at", UtcDateTime),
    column("versions", JSON),
)
WISHES = table("wishes", column("kind"), column("text"), column("said_at", UtcDateTime))
EXPERIENCES = table("experiences", column("id"), column("added_at", UtcDateTime))
FETCHES = table(
    "fetches",
    *map(column, ("id", "origin", "error", "rejected", "gap", "new", "changed")),
    column("fetched_at", UtcDateTime),
)
SAVED = (
    "file "  # begins the origin of a saved response, which may be of any age and tells nothing of the board
)


def label_of(posts: FromClause) -> ColumnElement[bool]:
    """Join a label to its post: they share a key, and either may be without the other."""
    return and_(LABELS.c.source == posts.c.source, LABELS.c.external_id == posts.c.external_id)
