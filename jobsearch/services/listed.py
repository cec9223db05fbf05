"""A post as a list has it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jobsearch.posting import SOURCE_NAMES, format_key, salary_period

_WEB_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True)
class Reason:
    """A term that moved a score: up when the weight is positive, down when it is negative."""

    term: str
    weight: float


@dataclass(frozen=True)
class ListedPost:
    """A post in a list; `score` is None where no model has seen it. See posting.Posting for the fields.

    `unknown` names what was asked for of which the post does not say whether it is so.
    """

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
    unknown: tuple[str, ...] = ()


def listed(
    post: Any,  # noqa: ANN401 - a JobPost, or a row of its columns
    score: float | None,
    reasons: Sequence[Sequence[Any]],
    unknown: Sequence[str] = (),
) -> ListedPost:
    """Return a stored post with its score and reasons as the store keeps them.

    An address that is none, from a store that something else wrote, is "": lists make links of them.
    """
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
        url=_web_address(post.url),
        apply_url=_web_address(post.apply_url),
        source=post.source,
        source_name=SOURCE_NAMES[post.source],
        reasons=tuple(Reason(str(term), float(weight)) for term, weight in reasons),
        unknown=tuple(unknown),
    )


def _web_address(text: str) -> str:
    return text if text.isprintable() and _WEB_ADDRESS.fullmatch(text) else ""
