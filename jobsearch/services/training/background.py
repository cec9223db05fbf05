"""Training beside a server: see services/apart.py."""

from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Literal

from jobsearch.errors import StoreGone, TrainingNotStarted, TrainingRuns
from jobsearch.services.apart import Apart, Progress, WorkState
from jobsearch.settings import Settings

TrainingKind = Literal["taste", "careers"]


@dataclass(frozen=True)
class TrainingState(WorkState):
    """How far the last training has come.

    Attributes:
        report: what it learned, as the service of the lesson reports it, once it is done.
        lesson: what it learns: the person's taste (and careers, where that is due), or careers alone.

    """

    report: dict[str, Any] | None = None
    lesson: TrainingKind | None = None


class Trainer(Apart[TrainingState]):
    """Trains, one lesson at a time; `state` is always up to date."""

    runs = TrainingRuns
    not_started = TrainingNotStarted
    broken_off = "The training's process ended before its end."

    def __init__(self, settings: Settings) -> None:
        """Train on the instance of these settings."""
        super().__init__(TrainingState())
        self._settings = settings

    def start(self, lesson: TrainingKind, *, replaces_corpus: bool = False) -> TrainingState:
        """Begin a training and return its state; raises TrainingRuns and TrainingNotStarted.

        That of careers alone ends with CorpusModelKept where it would replace a model of a corpus, unless
        `replaces_corpus` says that it may.
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
        raise StoreGone(path=settings.store_path)  # or a new one would be made in its place
    if lesson == "careers":
        from jobsearch.services.careers import keep_corpus_model  # noqa: PLC0415 - this process's alone
        from jobsearch.services.careers import train as train_careers  # noqa: PLC0415 - same

        if not replaces_corpus:
            keep_corpus_model(settings)
        return asdict(train_careers(settings, progress))
    from jobsearch.services.training.train import train  # noqa: PLC0415 - same

    return asdict(train(settings, progress))
