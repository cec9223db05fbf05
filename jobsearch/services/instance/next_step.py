"""Choose the next step that `status`, `train`, and every page recommend. The functions are pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from jobsearch.domain.advice import Advice, Step
from jobsearch.domain.answers import FEWEST_OF_EACH

if TYPE_CHECKING:
    from jobsearch.services.instance.status import FeedHealth, LabelCounts, ModelState
    from jobsearch.services.labels.standing import Standing

_FETCH_AGAIN_AFTER = timedelta(days=1)
_GOOD_START = 20
_MORE = 20
_WIDE = 0.3
_FEWEST_TO_EVALUATE = 3  # as in learning/evaluation.py, which is slow to import


@dataclass(frozen=True)
class Quality:
    """The quality of a model.

    Attributes:
        low: the lower end of the interval of its average precision.
        high: the upper end.
        chance: the average precision of a random order.

    """

    low: float
    high: float
    chance: float

    @property
    def is_better_than_chance(self) -> bool:
        """Whether the whole interval is above the average precision of a random order."""
        return self.low > self.chance


@dataclass(frozen=True)
class Known:
    """The state on which the next step depends.

    Attributes:
        posts: the number of stored posts.
        labels: the answers to stored posts.
        new_answers: the number of answers given since the model was last trained.
        left: the number of posts that the user was never asked about.
        model: the model, None before the first training.
        quality: its quality, None with too few answers to evaluate it.
        reaches: whether an open post reaches its threshold.
        feed: the state of fetching.
        labeling: the progress of labeling.

    """

    posts: int
    labels: "LabelCounts"
    model: "ModelState | None"
    feed: "FeedHealth"
    new_answers: int = 0
    left: int = 1
    quality: Quality | None = None
    reaches: bool = True
    labeling: "Standing | None" = None


def quality(metrics: Mapping[str, Any]) -> Quality | None:
    """Return the quality stored with a model, or None if it was not evaluated or the record is damaged."""
    ranking = metrics.get("ranking")
    found = ranking if isinstance(ranking, dict) else {}
    numbers = (found.get("low"), found.get("high"), metrics.get("chance"))
    low, high, chance = (one if isinstance(one, int | float) else None for one in numbers)
    if low is None or high is None or chance is None:
        return None
    return Quality(low, high, chance)


def next_step(known: Known, now: datetime) -> Advice:
    """Return the most useful next step."""
    if not known.posts:
        return Advice(Step.START, " to get a first list.")
    missing = [
        f"{FEWEST_OF_EACH - have} more {kind}"
        for have, kind in ((known.labels.yes, "yes"), (known.labels.no, "no"))
        if have < FEWEST_OF_EACH
    ]
    if missing:
        return _answer(known, f"training needs {' and '.join(missing)}")
    if known.model is None or known.model.outdated or known.model.problem:
        return _before_use(known.model, known.new_answers)
    return _with_model(known, now)


def _with_model(known: Known, now: datetime) -> Advice:
    if found := _better_ranking(known):
        return found
    if not known.reaches:
        return Advice(Step.FETCH, ", because no open post reaches the threshold.")
    if known.feed.last_good is None or now - known.feed.last_good > _FETCH_AGAIN_AFTER:
        return Advice(Step.FETCH, " to get the newest posts.")
    answers = known.labels.yes + known.labels.no
    if answers < _GOOD_START and known.left:
        return Advice(Step.LABEL, f"; {_GOOD_START - answers} more answers would be a good start.")
    if known.quality and known.quality.high - known.quality.low > _WIDE and _would_find_more(known):
        why = "because the quality of the ranking is still uncertain"
        return Advice(Step.RECOMMEND, f"; then give {_MORE} more answers, {why}.")
    return Advice(Step.RECOMMEND, " to read the best posts.")


def _better_ranking(known: Known) -> Advice | None:
    """Return the step that improves a poor or unevaluated ranking, or None if the ranking is good enough."""
    quality = known.quality
    if quality and not quality.is_better_than_chance:
        return _answer(known, "the ranking is hardly better than chance", f" for {_MORE} more answers")
    if quality is None and known.left and min(known.labels.yes, known.labels.no) < _FEWEST_TO_EVALUATE:
        return Advice(
            Step.LABEL,
            " until you have three yes and three no answers, so that the ranking can be evaluated.",
        )
    return None


def _answer(known: Known, why: str, how_many: str = "") -> Advice:
    """Advise the user to answer more questions, or to fetch first if no unanswered posts are left."""
    if not known.left:
        return Advice(Step.FETCH, f", because {why}, and you have been asked about every post.")
    return Advice(Step.LABEL, f"{how_many}, because {why}.")


def _would_find_more(known: Known) -> bool:
    """Return whether further answers are likely to find wanted posts, according to the estimate, if any."""
    unseen = known.labeling.unseen if known.labeling else None
    return known.left > 0 and (unseen is None or unseen.next_wanted > 0)


def _before_use(model: "ModelState | None", new_answers: int) -> Advice:
    if model and model.problem and not model.trainable and not model.outdated:
        return Advice(
            Step.DOCTOR, ", because other users could have changed the model file, so it is not used."
        )
    if model and model.outdated and new_answers:
        return Advice(
            Step.TRAIN, f" to learn from {new_answers:,} new {'answer' if new_answers == 1 else 'answers'}."
        )
    return Advice(Step.TRAIN, " to learn from your labels.")
