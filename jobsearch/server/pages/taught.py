"""The Training page: charts of the model, and training with its progress."""

from contextlib import suppress

from fastapi import APIRouter, Request, Response

from jobsearch.domain.advice import Advice, Step
from jobsearch.errors import TrainingRuns
from jobsearch.presentation.charts.of_training import of_learned
from jobsearch.presentation.standing import facts
from jobsearch.presentation.training import cut_sentence, rests_on
from jobsearch.server.api.training import Training
from jobsearch.server.pages.addresses import TRAINING
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING, Cached, Instance
from jobsearch.services.careers import corpus_of_model, keep_corpus_model
from jobsearch.services.instance.status import status
from jobsearch.services.training.background import TrainingKind, TrainingState
from jobsearch.services.training.learned import learned

router = APIRouter(include_in_schema=False)
_FACTS = ("Labels", "Left", "Model", "Track record", "Careers")


@router.get(TRAINING)
def training(request: Request, settings: Instance, cache: Cached, trainer: Training) -> Response:
    """Show what the newest model has learned, and how well it does."""
    stands, known = status(settings, cache), learned(settings, cache)
    found, state = facts(stands, drawn=False), trainer.state
    context = {
        "advice": stands.advice,
        "advised": _advised(state),
        "facts": {name: found[name] for name in _FACTS if name in found},
        "learned": known,
        "rests_on": "" if known.wish_share is None else rests_on(known.wish_share),
        "cut": cut_sentence(known.cut) if known.trained_at else "",
        "charts": of_learned(known),
        "training": state,
        "corpus": corpus_of_model(settings, cache),
    }
    return render(request, "training.html", context)


def _advised(state: TrainingState) -> Advice | None:
    """Return what the last training advised, None where there is none of this server."""
    found = (state.report or {}).get("advice")
    return Advice(Step(found["step"]), found["why"]) if found else None


@router.get(f"{TRAINING}/progress")
def progress(request: Request, trainer: Training) -> Response:
    """Return the progress of a training to a script, which reloads the page at the end."""
    state = trainer.state
    headers = {} if state.state == "running" else {"HX-Refresh": "true"}
    return render(request, "learning.html", {"training": state, "advised": _advised(state)}, headers=headers)


@router.post(TRAINING, dependencies=[WRITING])
def train(settings: Instance, cache: Cached, trainer: Training, form: Sent) -> Response:
    """Begin to learn from the answers, or of careers alone; a training that goes on is shown in its place."""
    cache.open_store(settings)  # or why it cannot be: a training would make a store that is missing
    lesson: TrainingKind = "careers" if form.get("lesson") == "careers" else "taste"
    replaces_corpus = form.get("replaces_corpus") == "yes"
    if lesson == "careers" and not replaces_corpus:
        keep_corpus_model(settings, cache)
    with suppress(TrainingRuns):
        trainer.start(lesson, replaces_corpus=replaces_corpus)
    return see_other(TRAINING)
