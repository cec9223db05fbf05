"""How many lists are made at a time: more would take turns at the same processors, each the slower.

Slow ones have a lane of their own, so that the others need not wait for them.
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
    """How many quick and how many slow lists are made at a time."""

    quick: CapacityLimiter
    slow: CapacityLimiter


def concurrency_limits() -> ConcurrencyLimits:
    """Return the limits of an application."""
    return ConcurrencyLimits(CapacityLimiter(os.cpu_count() or 1), CapacityLimiter(1))


async def find(settings: Settings, cache: Cache, lane: ConcurrencyLimits, query: Query) -> Recommendations:
    """Return the list that is asked for, as it was made before where nothing has changed since."""
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
