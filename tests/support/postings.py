"""Repaired posts, as a source hands them to the store."""

from datetime import UTC, datetime, timedelta
from typing import Any

from jobsearch.boards.reading.pay import period_of
from jobsearch.domain.posting import Posting

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def posting(number: int = 1, **fields: Any) -> Posting:
    """Return a post, `fields` in the place of its defaults; a higher number is an older post."""
    given = {
        "source": "remoteok",
        "external_id": str(number),
        "url": f"https://remoteok.com/remote-jobs/{number}",
        "title": f"Engineer {number}",
        "posted_at": NOON - timedelta(hours=number),
    } | fields
    if amounts := [given[name] for name in ("salary_min", "salary_max") if given.get(name)]:
        given = {"pay_from": "estimate", "pay_period": period_of(max(amounts))} | given
    raw = {name: str(value) for name, value in given.items()}
    return Posting(**({"raw": raw} | given))
