"""Train in the background of a server; see services/apart.py."""

from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Literal

from jobsearch.errors import StoreGone, TrainingNotStarted, TrainingRuns
from jobsearch.services.apart import Apart, Progress, WorkState
from jobsearch.settings import Settings

TrainingKind = Literal["taste", "careers"]


@dataclass(frozen=True)
class TrainingState(WorkState):
    """The state of the last training.

    Attributes:
        report: the result, as returned by the service for the lesson, once the training is done.
        lesson: the subject: the user's taste (and careers, if due), or careers alone.

    """

    report: dict[str, Any] | None = None
    lesson: TrainingKind | None = None


class Trainer(Apart[TrainingState]):
    """Training in the background, one run at a time; `state` is always current."""

    runs = TrainingRuns
    not_started = TrainingNotStarted
    broken_off = "The training process ended unexpectedly."

    def __init__(self, settings: Settings) -> None:
        """Prepare to train the models of the instance specified by these settings."""
        super().__init__(TrainingState())
        self._settings = settings

    def start(self, lesson: TrainingKind, *, replaces_corpus: bool = False) -> TrainingState:
        """Start training and return its state. Raises TrainingRuns and TrainingNotStarted.

        Training careers alone fails with CorpusModelKept if it would replace a model trained on a corpus,
        unless `replaces_corpus` is set.
        """
        begun = TrainingState(lesson=lesson, step="Loading scikit-learn")
        return self._start(begun, partial(_train, self._settings, lesson, replaces_corpus))


def _train(
    settings: Settings,
    lesson: TrainingKind,
    replaces_corpus: bool,  # noqa: FBT001 - handed to another process by its place
    progress: Progress,
) -> dict[str, Any]:
    if not settings.store_path.is_file():
        raise StoreGone(path=settings.store_path)  # otherwise a new store would be created
    if lesson == "careers":
        from jobsearch.services.careers import keep_corpus_model  # noqa: PLC0415 - this process's alone
        from jobsearch.services.careers import train as train_careers  # noqa: PLC0415 - same

        if not replaces_corpus:
            keep_corpus_model(settings)
        return asdict(train_careers(settings, progress))
    from jobsearch.services.training.train import train  # noqa: PLC0415 - same

    return asdict(train(settings, progress))
