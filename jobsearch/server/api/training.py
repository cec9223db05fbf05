"""Routes for training in the background."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response

from jobsearch.server.parameters import ONLY_KNOWN_PARAMETERS, Cached, Instance
from jobsearch.server.problems import responses
from jobsearch.services.careers import keep_corpus_model
from jobsearch.services.training.background import Trainer, TrainingState

router = APIRouter(tags=["training"], dependencies=ONLY_KNOWN_PARAMETERS)
_TO_THE_STATE = {"state": {"operationId": "training"}}


async def _trainer(request: Request) -> Trainer:
    trainer = request.app.state.trainer
    assert isinstance(trainer, Trainer)  # noqa: S101 - create_app put it there
    return trainer


Training = Annotated[Trainer, Depends(_trainer)]


@router.post(
    "/train",
    operation_id="train",
    status_code=202,
    responses=responses(409) | {202: {"links": _TO_THE_STATE}},
)
def train(  # noqa: PLR0913 - what a request may say, and what answers it
    trainer: Training,
    settings: Instance,
    cache: Cached,
    response: Response,
    lesson: Literal["taste", "careers"] = "taste",
    *,
    replaces_corpus: bool = False,
) -> TrainingState:
    """Start training on the labels (and careers, if due), or on careers alone.

    A career model trained on a corpus is replaced only if `replaces_corpus` is set.
    """
    cache.open_store(settings)  # report an unusable store here; a training would create a missing one
    if lesson == "careers" and not replaces_corpus:
        keep_corpus_model(settings, cache)
    response.headers["Location"] = "/train"
    return trainer.start(lesson, replaces_corpus=replaces_corpus)


@router.get("/train", operation_id="training", responses=responses())
def training(trainer: Training) -> TrainingState:
    """Return the state and the result of the last training."""
    return trainer.state
