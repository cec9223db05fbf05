"""Figures to plot."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from jobsearch.api.problems import responses
from jobsearch.api.values import Instance, Limit, Line
from jobsearch.services import stats as service
from jobsearch.services.resident import remembered
from jobsearch.services.stats import PostsOfDay, Salaries, SkillShare

router = APIRouter(prefix="/stats", tags=["stats"])
_MOST_DAYS = 3_660


class Days(BaseModel):
    """The posts of each day, today last."""

    days: tuple[PostsOfDay, ...]


class Skills(BaseModel):
    """Skills, the commonest first."""

    skills: list[SkillShare]


class SalaryGroups(BaseModel):
    """Salaries by title and seniority, those with most posts first."""

    groups: list[Salaries]


@router.get("/posts-per-day", responses=responses())
def posts_per_day(
    settings: Instance,
    days: Annotated[int, Query(ge=1, le=_MOST_DAYS, description="How many, today included.")] = 30,
) -> Days:
    """Count the posts that were published, and those that came in, on each of the last days."""
    found = remembered(
        settings, ("days", days), lambda: service.posts_per_day(settings, days, datetime.now(UTC))
    )
    return Days.model_construct(days=found)


@router.get("/skills", responses=responses(404))
def skills(
    settings: Instance,
    title: Annotated[Line | None, Query(description="Of the posts of this title; else of all.")] = None,
    limit: Limit = 50,
) -> Skills:
    """Tell how many posts name a skill, in all and by year."""
    return Skills.model_construct(skills=service.skills(settings, title)[:limit])


@router.get("/salaries", responses=responses())
def salaries(
    settings: Instance,
    at_least: Annotated[int, Query(ge=1, le=1_000, description="Posts that a group must have.")] = 5,
    limit: Limit = 50,
) -> SalaryGroups:
    """Tell the quartiles of the stated pay by title and seniority; the board names no currency."""
    found = remembered(settings, "salaries", lambda: service.salaries(settings))
    return SalaryGroups.model_construct(groups=[one for one in found if one.posts >= at_least][:limit])
