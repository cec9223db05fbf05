"""Routes for the career service, with the paths and formats that its clients expect, and for feedback."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from jobsearch.files.resumes.read import LONGEST
from jobsearch.server.parameters import (
    ONLY_KNOWN_PARAMETERS,
    WRITING,
    Cached,
    Instance,
    JobTitle,
    Limit,
    Text,
)
from jobsearch.server.problems import OF_A_BODY, responses
from jobsearch.services import careers as service
from jobsearch.services.careers import FeedbackResult, KnownExperience, SimilarJob

router = APIRouter(prefix="/model", tags=["careers"])
_MOST_EXPERIENCES = 100
_SHORT = 5_000
Before = Annotated[
    int | None, Query(ge=1, le=2**31, description="The value of `next_before` from the previous page.")
]


class Experience(BaseModel):
    """A person's work experience."""

    description: Text = Field(examples=["organizing projects with agile and scrum methodologies"])


class Experiences(BaseModel):
    """A person's work experience, newest first; newer entries have more weight."""

    experience: list[Experience] = Field(min_length=1, max_length=_MOST_EXPERIENCES)


class SimilarJobs(BaseModel):
    """Every learned title, most probable first; the probabilities sum to 1."""

    results: tuple[SimilarJob, ...] = Field(
        examples=[[{"probability": 0.2456, "title": "technical project manager"}]]
    )


class Phrases(BaseModel):
    """Phrases, most distinctive first, or titles in alphabetical order."""

    results: list[str] = Field(examples=[["machine learning", "statistics", "python"]])


class ExperiencesPage(BaseModel):
    """A page of the work experience entries, newest first."""

    experiences: tuple[KnownExperience, ...]
    next_before: int | None = Field(
        description="The value of `before` for the next page; null on the last page.", examples=[50]
    )


class Feedback(BaseModel):
    """A description of work, and the title that fits it."""

    description: Text = Field(max_length=LONGEST, examples=["kept the ledger of a bakery"])
    title: JobTitle = Field(examples=["accountant"])


@router.post("/similar_jobs", responses=responses(*OF_A_BODY))
async def similar_jobs(settings: Instance, cache: Cached, person: Experiences) -> SimilarJobs:
    """List the titles that fit a person's work experience, or the most frequent ones if no word is known."""
    texts = [one.description for one in person.experience]
    answer = partial(service.similar_jobs, settings, texts, or_shares=True, cache=cache)
    # A short text is processed faster than a thread wakes up; anything else would delay other requests.
    is_quick = sum(map(len, texts)) < _SHORT and service.at_hand(settings, cache)
    found = answer() if is_quick else await run_in_threadpool(answer)
    return SimilarJobs.model_construct(results=found)


@router.get("/skills/{title:path}", responses=responses(404))
def skills(
    settings: Instance,
    cache: Cached,
    title: Annotated[str, Path(description="A job title, as written in posts.", examples=["data scientist"])],
) -> Phrases:
    """List up to 20 phrases that distinguish posts with a title from other posts."""
    return Phrases(results=[skill.phrase for skill in service.skills(settings, title, cache).skills])


@router.get("/titles", responses=responses())
def titles(settings: Instance, cache: Cached) -> Phrases:
    """List the learned titles."""
    return Phrases(results=[known.title for known in service.titles(settings, cache)])


@router.get(
    "/experiences", dependencies=ONLY_KNOWN_PARAMETERS, operation_id="experiences", responses=responses()
)
def experiences(
    settings: Instance, cache: Cached, limit: Limit = 50, before: Before = None
) -> ExperiencesPage:
    """List the work experience entries, newest first; entries added meanwhile do not shift the pages.

    A page contains fewer than `limit` entries if their texts would exceed 1 MiB.
    """
    page = service.page_of_experiences(settings, before, limit, cache)
    return ExperiencesPage(experiences=page.experiences, next_before=page.next_before)


@router.delete(
    "/experiences/{number}",
    dependencies=[*ONLY_KNOWN_PARAMETERS, WRITING],
    operation_id="forget",
    status_code=204,
    responses=responses(404),
)
def forget(settings: Instance, cache: Cached, number: Annotated[int, Path(ge=1, le=2**31)]) -> Response:
    """Delete a work experience entry, so that the next training ignores it."""
    service.forget(settings, number, cache)
    return Response(status_code=204)


@router.post(
    "/feedback",
    dependencies=[*ONLY_KNOWN_PARAMETERS, WRITING],
    status_code=201,
    responses=responses(*OF_A_BODY),
)
def feedback(settings: Instance, cache: Cached, given: Feedback) -> FeedbackResult:
    """Save a description of work and its title for the next training."""
    return service.feedback(settings, given.description, given.title, cache)
