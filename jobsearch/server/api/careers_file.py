"""Routes for the career service without a store, including health checks."""

from datetime import datetime
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, Field
from starlette.concurrency import run_in_threadpool

from jobsearch.server.api.careers import Experiences, Phrases, SimilarJobs
from jobsearch.server.parameters import ONLY_KNOWN_PARAMETERS
from jobsearch.server.problems import OF_A_BODY, responses
from jobsearch.services.careers import similar_jobs_by, skills_by
from jobsearch.services.careers_file import CareersFile

router = APIRouter()
_SHORT = 5_000  # characters


async def _file(request: Request) -> CareersFile:
    found = request.app.state.careers
    assert isinstance(found, CareersFile)  # noqa: S101 - create_careers_app put it there
    return found


Model = Annotated[CareersFile, Depends(_file)]


class Ready(BaseModel):
    """The size and age of the loaded model."""

    titles: int = Field(description="The number of titles that the model knows.", examples=[51])
    since: datetime = Field(description="When the model was loaded.")
    refused: str = Field(description='Why a newer file is not used, or "".', examples=[""])


class Live(BaseModel):
    """A response confirming that the process is alive."""

    live: bool = True


@router.post("/model/similar_jobs", tags=["careers"], responses=responses(*OF_A_BODY))
async def similar_jobs(model: Model, person: Experiences) -> SimilarJobs:
    """List the titles that fit a person's work experience, or the most frequent ones if no word is known."""
    texts = [one.description for one in person.experience]
    answer = partial(similar_jobs_by, model.loaded.careers, texts)
    # A short text is processed faster than a thread wakes up; anything else would delay other requests.
    found = answer() if sum(map(len, texts)) < _SHORT else await run_in_threadpool(answer)
    return SimilarJobs.model_construct(results=found)


@router.get("/model/skills/{title:path}", tags=["careers"], responses=responses(404))
async def skills(
    model: Model,
    title: Annotated[str, Path(description="A job title, as written in posts.", examples=["data scientist"])],
) -> Phrases:
    """List up to 20 phrases that distinguish posts with a title from other posts."""
    return Phrases(results=[skill.phrase for skill in skills_by(model.loaded.careers, title).skills])


@router.get("/model/titles", tags=["careers"], responses=responses())
async def titles(model: Model) -> Phrases:
    """List the learned titles."""
    return Phrases(results=list(model.loaded.careers.titles))


@router.get("/health", tags=["status"], dependencies=ONLY_KNOWN_PARAMETERS, responses=responses())
async def health(model: Model) -> Ready:
    """Return the loaded model's size and age, or status 503 if there is no model; no token is required."""
    loaded = model.loaded
    return Ready(titles=len(loaded.careers.titles), since=loaded.since, refused=model.refused)


@router.get("/live", tags=["status"], dependencies=ONLY_KNOWN_PARAMETERS, responses=responses())
async def live() -> Live:
    """Return success if the process responds, with or without a model; no token is required."""
    return Live()
