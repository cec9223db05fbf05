"""Limit how many lists are computed concurrently, because too many would only slow each other down.

Slow lists have a separate limit, so that other lists do not have to wait for them.
"""

import os
from typing import Annotated, NamedTuple

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import Depends, Request

from jobsearch.domain.query import Query
from jobsearch.services.cache import Cache
from jobsearch.services.recommend.recommend import Recommendations, recommend
from jobsearch.settings import Settings


class ConcurrencyLimits(NamedTuple):
    """The limits for fast and slow lists."""

    quick: CapacityLimiter
    slow: CapacityLimiter


def concurrency_limits() -> ConcurrencyLimits:
    """Return the limits for a new application."""
    return ConcurrencyLimits(CapacityLimiter(os.cpu_count() or 1), CapacityLimiter(1))


async def find(settings: Settings, cache: Cache, lane: ConcurrencyLimits, query: Query) -> Recommendations:
    """Return the requested list, from the cache if nothing has changed."""
    found: Recommendations = cache.cached_if_fresh(settings, query) or await run_sync(
        lambda: cache.cached(settings, query, lambda: recommend(settings, query, cache=cache)),
        limiter=lane.slow if query.like else lane.quick,
    )
    return found


async def _concurrency_limits(request: Request) -> ConcurrencyLimits:
    found = request.app.state.concurrency_limits
    assert isinstance(found, ConcurrencyLimits)  # noqa: S101 - create_app put it there
    return found


Waiting = Annotated[ConcurrencyLimits, Depends(_concurrency_limits)]
