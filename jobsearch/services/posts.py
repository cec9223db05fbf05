"""A post as the person sees it: facts, opinion and answer together."""

import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from jobsearch.errors import PostUnknown
from jobsearch.posting import SOURCE_NAMES, format_key, parse_key, salary_period
from jobsearch.store import database, jobs, labels, opinions
from jobsearch.store.models import JobPost

if TYPE_CHECKING:
    from jobsearch.sources.text import Span


class Reason(NamedTuple):
    """A term that moved a score: up when the weight is positive, down when it is negative."""

    term: str
    weight: float


@dataclass(frozen=True)
class ListedPost:
    """A post in a list; `score` is None where no model has seen it. See posting.Posting for the fields."""

    key: str
    score: float | None
    title: str
    company: str
    location: str
    tags: tuple[str, ...]
    salary_min: int | None
    salary_max: int | None
    salary_period: str
    posted_at: datetime
    first_seen: datetime
    last_seen: datetime
    url: str
    apply_url: str
    source: str
    source_name: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class PostInFull:
    """A post with its text, what the person said about it ("" for nothing yet) and other posts of the job.

    `emphasis` are the parts of the description that its author emphasised.
    """

    post: ListedPost
    description: str
    emphasis: "tuple[Span, ...]"
    trap_word: str
    label: str
    labeled_at: datetime | None
    applied_at: datetime | None
    same_job: tuple[str, ...]


def listed(post: JobPost, score: float | None, reasons: Sequence[Sequence[Any]]) -> ListedPost:
    """Return a stored post with its score and reasons as the store keeps them."""
    return ListedPost(
        key=format_key(post.source, post.external_id),
        score=score,
        title=post.title,
        company=post.company,
        location=post.location,
        tags=tuple(post.tags),
        salary_min=post.salary_min,
        salary_max=post.salary_max,
        salary_period=salary_period(post.salary_min, post.salary_max),
        posted_at=post.posted_at,
        first_seen=post.first_seen,
        last_seen=post.last_seen,
        url=post.url,
        apply_url=post.apply_url,
        source=post.source,
        source_name=SOURCE_NAMES[post.source],
        reasons=tuple(Reason(str(term), float(weight)) for term, weight in reasons),
    )


def in_full(session: database.Session, key: str) -> PostInFull:
    """Return everything known of the post with that key; raises KeyMalformed or PostUnknown."""
    source, external_id = parse_key(key)
    post = jobs.get(session, source, external_id)
    if post is None:
        raise PostUnknown(key=format_key(source, external_id))
    opinion = opinions.get_score(session, post.id)
    label = labels.get(session, source, external_id)
    return PostInFull(
        post=listed(post, opinion.score if opinion else None, opinion.reasons if opinion else []),
        description=post.description,
        emphasis=_emphasis(post),
        trap_word=post.trap_word,
        label=label.label if label else "",
        labeled_at=label.labeled_at if label else None,
        applied_at=label.applied_at if label else None,
        same_job=tuple(format_key(other.source, other.external_id) for other in jobs.same_job(session, post)),
    )


def _emphasis(post: JobPost) -> "tuple[Span, ...]":
    from jobsearch.sources.text import emphasised  # noqa: PLC0415 - reads HTML, which a list does not need

    html = json.loads(zlib.decompress(post.raw)).get("description")
    return emphasised(html, post.description) if isinstance(html, str) else ()
