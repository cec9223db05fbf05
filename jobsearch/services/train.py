"""Learn the taste.

labels and posts -> evaluate -> fit -> model.joblib -> one transaction: the model's row and every score
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from jobsearch.errors import NoPosts, TooFewLabels
from jobsearch.learning import classifier, model_file, model_identity
from jobsearch.learning.classifier import Evaluation, Trained
from jobsearch.services.scoring import score_pending
from jobsearch.settings import Settings
from jobsearch.store import database, jobs, labels, opinions
from jobsearch.store.models import Model
from jobsearch.store.opinions import Opinion


@dataclass(frozen=True)
class TrainingReport:
    """What was learned from how much.

    Attributes:
        yes: labeled posts that are wanted; labels that wait for their post do not count.
        no: labeled posts that are not.
        waiting: labels whose post is not stored.
        scored: how many posts have a score now.
        recommended: how many open posts reach the cut.
        cut: the lowest score of a recommended post.
        evaluation: None with too few labels of a kind.
        more_yes: how many yes are missing for an evaluation.
        more_no: how many no are missing for an evaluation.
        words_for: what speaks for a post, the strongest first.
        words_against: what speaks against it.

    """

    yes: int
    no: int
    waiting: int
    scored: int
    recommended: int
    cut: float
    evaluation: Evaluation | None
    more_yes: int
    more_no: int
    words_for: tuple[str, ...]
    words_against: tuple[str, ...]


def train(settings: Settings) -> TrainingReport:
    """Train on all yes and no labels of stored posts, save the model, and score every post.

    Labeled posts are scored as well, so that one whose label is taken back has its place in the ranking.
    Raises NoPosts, TooFewLabels, FileUnwritable or InstanceError's subclasses; then nothing has changed.
    """
    engine = database.connect(settings.store_path)
    with database.reading(engine) as session:
        posts = jobs.everything(session)
        labeled = jobs.labeled(session)
        digest = labels.digest(session)
        waiting = labels.count_waiting(session)
    if not posts:
        raise NoPosts(instance=settings.instance)
    answers = [label == "yes" for _post, label in labeled]
    yes, no = sum(answers), len(answers) - sum(answers)
    _check_enough(yes, no)
    trained = classifier.train(posts, [post for post, _label in labeled], answers)
    scored = classifier.score(trained.pipeline, posts)
    sha256 = model_file.save(trained.pipeline, settings.model_path)
    taught = {post.id for post, _label in labeled}
    found = [
        Opinion(post.id, one.score, one.reasons, trained_on=post.id in taught)
        for post, one in zip(posts, scored, strict=True)
    ]
    recommended = _remember(engine, _model(trained, sha256, digest, yes, no), found)
    score_pending(settings, engine)  # posts that were fetched meanwhile
    words_for, words_against = classifier.words_for_and_against(trained.pipeline)
    return TrainingReport(
        yes=yes,
        no=no,
        waiting=waiting,
        scored=len(found),
        recommended=recommended,
        cut=trained.cut,
        evaluation=trained.evaluation,
        more_yes=max(classifier.FEWEST_TO_EVALUATE - yes, 0),
        more_no=max(classifier.FEWEST_TO_EVALUATE - no, 0),
        words_for=words_for,
        words_against=words_against,
    )


def _check_enough(yes: int, no: int) -> None:
    needed = classifier.FEWEST_TO_FIT
    missing = [f"{needed - have} {kind}" for have, kind in ((yes, "yes"), (no, "no")) if have < needed]
    if missing:
        verb = "is" if missing in (["1 yes"], ["1 no"]) else "are"
        raise TooFewLabels(needed=needed, missing=f"{' and '.join(missing)} {verb}")


def _model(trained: Trained, sha256: str, digest: str, yes: int, no: int) -> Model:
    return Model(
        sha256=sha256,
        trained_at=datetime.now(UTC),
        versions=model_identity.versions(),
        labels_digest=digest,
        yes=yes,
        no=no,
        cut=trained.cut,
        metrics=asdict(trained.evaluation) if trained.evaluation else {},
    )


def _remember(engine: database.Engine, model: Model, found: Iterable[Opinion]) -> int:
    """Store the model's row and scores in one transaction; return how many open posts reach the cut."""
    with database.writing(engine) as session:
        opinions.add_model(session, model)
        opinions.replace_scores(session, found)
        recommended = jobs.count_open(session, jobs.Wanted(min_score=model.cut))
        session.commit()
        return recommended
