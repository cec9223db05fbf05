"""Train the taste model.

labels and posts -> evaluate -> fit -> model.joblib -> one transaction: the model's row and every score
  -> careers as well, if the store has enough posts
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any

from jobsearch.domain.advice import Advice
from jobsearch.domain.answers import LabelChoice, is_wanted
from jobsearch.domain.wish import StatedWish
from jobsearch.errors import JobSearchError, ModelUnusable, NoPosts, TooFewLabels
from jobsearch.files import key
from jobsearch.files import trained as trained_files
from jobsearch.learning import classifier, model_file, versions
from jobsearch.learning.classifier import Trained
from jobsearch.learning.counts import Counts as Counted
from jobsearch.learning.evaluation import FEWEST_TO_EVALUATE, Evaluation
from jobsearch.learning.wish.read import read_stated
from jobsearch.services import careers
from jobsearch.services.cache import open_store
from jobsearch.services.careers import CareersReport
from jobsearch.services.instance.status import advise
from jobsearch.services.reading.kept import read_posts, state_of_posts
from jobsearch.services.training.score import score_pending
from jobsearch.settings import Settings
from jobsearch.store import counts as stored_counts
from jobsearch.store import open_posts, scores, wishes
from jobsearch.store import posts as stored_posts
from jobsearch.store.models import Model
from jobsearch.store.scores import Opinion
from jobsearch.store.sqlite.engine import Engine, Session, reading, writing


@dataclass(frozen=True)
class Counts:
    """The number of labels of each kind on stored posts."""

    yes: int
    no: int
    unsure: int


@dataclass(frozen=True)
class Change:
    """The changes compared with the previous model.

    Attributes:
        trained_at: the time of its training.
        yes: the number of wanted posts in its training.
        no: the number of unwanted posts in its training.
        unsure: the number of unsure answers in its training; None for older models.
        average_precision: its average precision on the labels of that time; None if it could not be
            evaluated.
        entered: the number of open posts that newly reach the threshold.
        left: the number of open posts that no longer reach it.

    """

    trained_at: datetime
    yes: int
    no: int
    unsure: int | None
    average_precision: float | None
    entered: int
    left: int


@dataclass(frozen=True)
class TrainingReport:
    """The result of a training run.

    Attributes:
        yes: the number of wanted posts with a label, not counting posts that are not stored.
        no: the number of unwanted posts with a label.
        unsure: the number of posts labeled unsure, which count as wanted with a small weight.
        waiting: the number of labels for posts that are not stored.
        scored: the number of posts with a score.
        recommended: the number of open posts that reach the threshold.
        cut: the lowest score of a recommended post.
        evaluation: the evaluation, or None if there are too few labels of either kind.
        more_yes: the number of yes answers still needed for an evaluation.
        more_no: the number of no answers still needed for an evaluation.
        words_for: the words that speak for a post, strongest first.
        words_against: the words that speak against a post, strongest first.
        change: the changes from the previous model, or None for the first.
        next_step: a sentence with the next step, for a terminal.
        careers: the result of a career training, or None if it was not due or failed.
        careers_failure: the reason for its failure as a sentence, or "" if it did not fail.
        wish_share: the wish's share of the differences between scores, from 0 to 1, the rest being due to the
            answers; None without a wish.
        model_unread: the reason why the model file cannot be loaded, which prevents scoring later posts; ""
            if it can.
        view_shares: each view's share of the learned differences between scores, largest first.
        advice: the next step as an Advice.

    """

    yes: int
    no: int
    unsure: int
    waiting: int
    scored: int
    recommended: int
    cut: float
    evaluation: Evaluation | None
    more_yes: int
    more_no: int
    words_for: tuple[str, ...]
    words_against: tuple[str, ...]
    change: Change | None
    next_step: str
    careers: CareersReport | None = None
    careers_failure: str = ""
    wish_share: float | None = None
    model_unread: str = ""
    view_shares: Mapping[str, float] = field(default_factory=dict)
    advice: Advice | None = None


def train(settings: Settings, progress: Callable[[str], None] = lambda _step: None) -> TrainingReport:
    """Train on the saved wish and all labels of stored posts, save the model, and score every post.

    If there is a wish, labels are optional. Labeled posts are scored as well, so that a post has a rank if
    its label is removed. `progress` is called with a short description of each step. Raises NoPosts,
    TooFewLabels, WishUnknown, KeyUnusable, ModelUnwritable, or subclasses of InstanceError; nothing is
    changed in these cases.
    """
    engine = open_store(settings)
    with reading(engine) as session:
        lesson = _lesson(session, settings)
        key.read_or_make()  # nothing can be saved without it
        progress("Learning from your wish and your labels" if lesson.wish else "Learning from your labels")
        trained = _learn(lesson, session, settings, engine)
    progress("Saving the model")
    unread, counts = _why_unread(settings), lesson.counts
    sha256 = model_file.save(trained.pipeline, settings.model_path)
    recommended, change = _remember(engine, _model(trained, sha256, lesson), _opinions(lesson, trained))
    if not unread:
        score_pending(settings, engine)  # posts fetched during the training
    learned, failure = _careers(settings, progress)
    advice = advise(settings)
    return TrainingReport(
        **asdict(counts),
        waiting=lesson.waiting,
        scored=len(lesson.posts),
        recommended=recommended,
        cut=trained.cut,
        evaluation=trained.evaluation,
        more_yes=max(FEWEST_TO_EVALUATE - counts.yes, 0),
        more_no=max(FEWEST_TO_EVALUATE - counts.no, 0),
        words_for=trained.words_for,
        words_against=trained.words_against,
        change=change,
        next_step=str(advice),
        advice=advice,
        careers=learned,
        careers_failure=failure,
        wish_share=trained.wish_share,
        model_unread=unread,
        view_shares=trained.view_shares,
    )


@dataclass(frozen=True)
class _Lesson:
    """The training data: posts, their answers with the dates of the posts, and the wish."""

    posts: Sequence[int]
    answered: Mapping[int, LabelChoice]
    dates: Mapping[int, datetime]
    digest: str
    waiting: int
    counts: Counts
    wish: StatedWish


def _lesson(session: Session, settings: Settings) -> _Lesson:
    """Return the training data. Raises NoPosts, and TooFewLabels if there is no wish."""
    posts = stored_posts.every_id(session)
    if not posts:
        raise NoPosts(instance=settings.instance)
    answered = stored_posts.answers(session)
    given = list(answered.values())
    counts = Counts(sum(map(is_wanted, given)), given.count("no"), given.count("unsure"))
    wish = wishes.kept(session).stated
    if not wish:
        _check_enough(counts)
    digest, waiting = scores.labels_digest(session), stored_counts.count_waiting(session)
    dates = stored_posts.dates_of_answered(session)
    return _Lesson(posts, answered, dates, digest, waiting, counts, wish)


def _learn(lesson: _Lesson, session: Session, settings: Settings, engine: Engine) -> Trained:
    return classifier.train(
        _counted(settings, engine, lesson.posts) or stored_posts.everything(session),
        [lesson.answered.get(id_) for id_ in lesson.posts],
        [lesson.dates[id_] for id_ in lesson.posts if id_ in lesson.answered],
        read_stated(lesson.wish) if lesson.wish else None,
    )


def _opinions(lesson: _Lesson, trained: Trained) -> Iterator[Opinion]:
    for id_, one in zip(lesson.posts, trained.scored, strict=True):
        yield Opinion(id_, one.score, one.reasons, trained_on=id_ in lesson.answered)


def _why_unread(settings: Settings) -> str:
    try:
        trained_files.check_place(settings.model_path)
    except ModelUnusable as error:
        return str(error)
    return ""


def _counted(settings: Settings, engine: Engine, ids: Sequence[int]) -> Counted | None:
    """Return the term counts of these posts, or None if the store has changed."""
    read = read_posts(settings, engine, state_of_posts(engine))
    if read.marks.keys() != set(ids):
        return None
    return read.posts.counts.only([read.places[id_] for id_ in ids])


def _careers(settings: Settings, progress: Callable[[str], None]) -> tuple[CareersReport | None, str]:
    """Train careers if due; a failure must not hide that the taste model was trained successfully."""
    try:
        return careers.train_if_due(settings, progress), ""
    except JobSearchError as error:
        return None, str(error)


def _check_enough(counts: Counts) -> None:
    needed = classifier.FEWEST_TO_FIT
    kinds = ((counts.yes, "yes"), (counts.no, "no"))
    missing = [f"{needed - have} {kind}" for have, kind in kinds if have < needed]
    if missing:
        raise TooFewLabels(needed=needed, missing=" and ".join(missing))


def _model(trained: Trained, sha256: str, lesson: _Lesson) -> Model:
    return Model(
        sha256=sha256,
        trained_at=datetime.now(UTC),
        versions=versions.versions(),
        labels_digest=lesson.digest,
        wish_digest=wishes.digest(lesson.wish),
        yes=lesson.counts.yes,
        no=lesson.counts.no,
        cut=trained.cut,
        metrics={
            **_metrics(trained.evaluation, lesson.counts),
            "wish_share": trained.wish_share,
            "view_shares": trained.view_shares,
        },
    )


def _metrics(evaluation: Evaluation | None, counts: Counts) -> dict[str, Any]:
    figures = asdict(evaluation) if evaluation else {}
    settings = classifier.settings(counts.yes + counts.no + counts.unsure)
    return {**figures, "unsure": counts.unsure, "settings": settings}


def _remember(engine: Engine, model: Model, found: Iterable[Opinion]) -> tuple[int, Change | None]:
    """Store the model's row and the scores in a single transaction.

    Returns the number of open posts that reach the threshold, and the changes from the previous model.
    """
    with writing(engine) as session:
        before = scores.current_model(session)
        reached = set(open_posts.reaching(session, before.cut)) if before else set()
        scores.add_model(session, model)
        scores.replace_scores(session, found)
        reaching = set(open_posts.reaching(session, model.cut))
        change = _change(before, reached, reaching) if before else None
        session.commit()
        return len(reaching), change


def _change(before: Any, reached: set[int], reaching: set[int]) -> Change:  # noqa: ANN401 - a row of MODELS
    return Change(
        trained_at=before.trained_at,
        yes=before.yes,
        no=before.no,
        unsure=scores.unsure(before.metrics),
        average_precision=scores.average_precision(before.metrics),
        entered=len(reaching - reached),
        left=len(reached - reaching),
    )
