"""The stored results of the newest model, for charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.instance.next_step import Quality, quality
from jobsearch.services.labels.standing import Standing, standing
from jobsearch.services.training.by_week import WeekOfRecord, by_week
from jobsearch.services.training.on_top import FEWEST
from jobsearch.settings import Settings
from jobsearch.store import counts, scores
from jobsearch.store.sqlite.engine import connect_readonly


@dataclass(frozen=True)
class Learned:
    """The stored results of the newest model, and the progress of labeling.

    Attributes:
        trained_at: the time of the training, or None before the first training.
        cut: the lowest score of a recommended post, or 0 without a model.
        curve: tuples (posts read, wanted by taste, wanted newest first), as in Gain.
        reliability: tuples (low, high, posts, expected, wanted), as in Bin.
        view_shares: each view's share of the differences between scores, largest first.
        wish_share: the wish's share of the differences between scores, or None without a wish.
        weeks: the track record by week.
        labeling: the number of wanted posts by number of answers.
        quality: the quality of the model's order, or None if it was not evaluated.
        first_curve: the curve of the first model with enough answers for one, in the format of `curve`.

    """

    trained_at: datetime | None
    cut: float
    curve: tuple[tuple[float, ...], ...]
    reliability: tuple[tuple[float, ...], ...]
    view_shares: Mapping[str, float]
    wish_share: float | None
    weeks: tuple[WeekOfRecord, ...]
    labeling: Standing
    quality: Quality | None = None
    first_curve: tuple[tuple[float, ...], ...] = ()


def learned(settings: Settings, cache: NoCache = UNCACHED) -> Learned:
    """Return the stored results; some are missing for older models. Raises subclasses of InstanceError."""
    with connect_readonly(cache.open_store(settings)) as connection:
        model = scores.current_model(connection)
        judged, labeling = counts.dated_track_record(connection), standing(connection)
        first = scores.first_model(connection, FEWEST)
    metrics = model.metrics if model else {}
    return Learned(
        trained_at=model.trained_at if model else None,
        cut=model.cut if model else 0.0,
        curve=_curve(metrics),
        reliability=tuple(scores.rows(metrics, "reliability", "low", "high", "posts", "expected", "wanted")),
        view_shares=scores.view_shares(metrics),
        wish_share=scores.wish_share(metrics),
        weeks=by_week(judged),
        labeling=labeling,
        quality=quality(metrics),
        first_curve=_curve(first.metrics) if first else (),
    )


def _curve(metrics: Mapping[str, Any]) -> tuple[tuple[float, ...], ...]:
    return tuple(scores.rows(metrics, "curve", "posts", "by_taste", "newest_first"))
