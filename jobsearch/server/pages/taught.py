"""The Training page: charts of the model, and a button to train it."""

from contextlib import suppress

from fastapi import APIRouter, Request, Response

from jobsearch.errors import TrainingRuns
from jobsearch.presentation.charts.of_training import of_learned
from jobsearch.presentation.standing import facts
from jobsearch.presentation.training import cut_sentence, is_learning, rests_on
from jobsearch.server.api.training import Training
from jobsearch.server.pages.addresses import TRAINING
from jobsearch.server.pages.forms import Sent
from jobsearch.server.pages.login import see_other
from jobsearch.server.pages.next_steps import failure_of
from jobsearch.server.pages.render import render
from jobsearch.server.parameters import WRITING, Cached, Instance
from jobsearch.services.careers import corpus_of_model, keep_corpus_model
from jobsearch.services.instance.status import status
from jobsearch.services.training.background import TrainingKind
from jobsearch.services.training.learned import learned

router = APIRouter(include_in_schema=False)
_FACTS = ("Labels", "Left", "Model", "Track record", "Careers")


@router.get(TRAINING)
def training(request: Request, settings: Instance, cache: Cached, trainer: Training) -> Response:
    """Show charts of the newest model and its quality."""
    stands, known = status(settings, cache), learned(settings, cache)
    found, state = facts(stands, drawn=False), trainer.state
    context = {
        "advice": stands.advice,
        "facts": {name: found[name] for name in _FACTS if name in found},
        "learned": known,
        "is_learning": is_learning(known),
        "rests_on": "" if known.wish_share is None else rests_on(known.wish_share),
        "cut": cut_sentence(known.cut) if known.trained_at else "",
        "charts": of_learned(known),
        "training": state,
        "failure": failure_of(trainer, state),
        "corpus": corpus_of_model(settings, cache),
    }
    return render(request, "training.html", context)


@router.get(f"{TRAINING}/progress")
def progress(request: Request, trainer: Training) -> Response:
    """Return the progress of training for a script, which reloads the page at the end."""
    state = trainer.state
    headers = {} if state.state == "running" else {"HX-Refresh": "true"}
    return render(
        request, "learning.html", {"training": state, "failure": failure_of(trainer, state)}, headers=headers
    )


@router.post(TRAINING, dependencies=[WRITING])
def train(settings: Instance, cache: Cached, trainer: Training, form: Sent) -> Response:
    """Start training on the answers, or on careers alone, or show the training that is already running."""
    cache.open_store(settings)  # report an unusable store here; a training would create a missing one
    lesson: TrainingKind = "careers" if form.get("lesson") == "careers" else "taste"
    replaces_corpus = form.get("replaces_corpus") == "yes"
    if lesson == "careers" and not replaces_corpus:
        keep_corpus_model(settings, cache)
    with suppress(TrainingRuns):
        trainer.start(lesson, replaces_corpus=replaces_corpus)
    return see_other(TRAINING)
