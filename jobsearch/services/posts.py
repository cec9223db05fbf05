"""A post as the person sees it: facts, opinion and answer together."""

import json
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from jobsearch.domain.listing import ListedPost
from jobsearch.errors import PostUnknown
from jobsearch.posting import format_key, parse_key
from jobsearch.services.listed import listed, stated_pay
from jobsearch.store import database, jobs, labels, opinions
from jobsearch.store.models import JobPost

if TYPE_CHECKING:
    from jobsearch.services.stating import Stated
    from jobsearch.sources.text import Span


@dataclass(frozen=True)
class PostInFull:
    """A post with its text, what the person said about it ("" for nothing yet) and other posts of the job.

    `emphasis` are the parts of the description that its author emphasised; `stated` is what it states, where
    that was asked for.
    """

    post: ListedPost
    description: str
    emphasis: "tuple[Span, ...]"
    trap_word: str
    label: str
    labeled_at: datetime | None
    applied_at: datetime | None
    same_job: tuple[str, ...]
    stated: "tuple[Stated, ...]" = ()


def in_full(session: database.Session, key: str) -> PostInFull:
    """Return everything known of the post with that key; raises KeyMalformed or PostUnknown."""
    source, external_id = parse_key(key)
    post = jobs.get(session, source, external_id)
    if post is None:
        raise PostUnknown(key=format_key(source, external_id))
    opinion = opinions.get_score(session, post.id)
    label = labels.get(session, source, external_id)
    return PostInFull(
        post=listed(
            post,
            opinion.score if opinion else None,
            opinion.reasons if opinion else [],
            pay=stated_pay(session, [post]).get(post.id),
        ),
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
