"""Routes for chart data."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from jobsearch.server.parameters import ONLY_KNOWN_PARAMETERS, Cached, Instance, Limit, Line, next_offset
from jobsearch.server.problems import responses
from jobsearch.services import stats as service
from jobsearch.services.stats import PostsOfDay, Salaries, SkillShare

router = APIRouter(prefix="/stats", tags=["stats"], dependencies=ONLY_KNOWN_PARAMETERS)
_MOST_DAYS = 3_660
_NEXT = Field(description="The offset of the next page; null on the last page.", examples=[50])
Offset = Annotated[int, Query(ge=0, le=1_000_000, description="The number of entries to skip.")]


class Days(BaseModel):
    """The number of posts on each day, ending with today."""

    days: tuple[PostsOfDay, ...]


class Skills(BaseModel):
    """A page of skills, most frequent first."""

    skills: list[SkillShare]
    total: int = Field(description="The number of entries on all pages.")
    next_offset: int | None = _NEXT


class SalaryGroups(BaseModel):
    """A page of pay by title, seniority, and currency; the groups with the most posts come first."""

    groups: list[Salaries]
    total: int = Field(description="The number of entries on all pages.")
    next_offset: int | None = _NEXT


@router.get("/posts-per-day", responses=responses())
def posts_per_day(
    settings: Instance,
    cache: Cached,
    days: Annotated[int, Query(ge=1, le=_MOST_DAYS, description="The number of days, including today.")] = 30,
) -> Days:
    """Return the number of posts published and first seen on each recent day."""
    found = cache.cached(
        settings, ("days", days), lambda: service.posts_per_day(settings, days, datetime.now(UTC), cache)
    )
    return Days.model_construct(days=found)


@router.get("/skills", responses=responses(404))
def skills(
    settings: Instance,
    cache: Cached,
    title: Annotated[
        Line | None, Query(description="Count only posts with this title (default: all posts).")
    ] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> Skills:
    """Return the number of posts that mention each skill, in total and by year."""
    found, end = service.skills(settings, title, cache), offset + limit
    return Skills.model_construct(
        skills=found[offset:end], total=len(found), next_offset=next_offset(end, len(found))
    )


@router.get("/salaries", responses=responses())
def salaries(
    settings: Instance,
    cache: Cached,
    at_least: Annotated[
        int, Query(ge=1, le=1_000, description="The minimum number of posts in a group.")
    ] = 5,
    limit: Limit = 50,
    offset: Offset = 0,
) -> SalaryGroups:
    """Return the quartiles of stated annual pay by title, seniority, and currency.

    Pay estimated by boards is not included.
    """
    every = cache.cached(settings, "salaries", lambda: service.salaries(settings, cache))
    found, end = [one for one in every if one.posts >= at_least], offset + limit
    return SalaryGroups.model_construct(
        groups=found[offset:end], total=len(found), next_offset=next_offset(end, len(found))
    )
