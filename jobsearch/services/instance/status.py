"""The current status and the next step."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from jobsearch.careers import versions as careers_identity
from jobsearch.config import KEYS, USUAL_NUMBER, read_config, spelled
from jobsearch.domain.advice import Advice
from jobsearch.errors import ModelOfOthers, ModelUnusable
from jobsearch.files import trained
from jobsearch.learning.versions import versions
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.feed.trouble import Trouble, troubles
from jobsearch.services.instance.backup import LastBackup, last_backup
from jobsearch.services.instance.next_step import Known, next_step, quality
from jobsearch.services.labels.standing import Standing, standing_of
from jobsearch.services.schedule.kept import TimerState
from jobsearch.services.schedule.kept import state as timer_state
from jobsearch.services.training.track_record import TrackRecord, track_record
from jobsearch.settings import DEFAULT, Settings
from jobsearch.store import counts as stored_counts
from jobsearch.store import deliveries, open_posts, scores, wishes
from jobsearch.store.deliveries import ReceiverState
from jobsearch.store.sqlite.engine import Connection, connect_readonly, reading
from jobsearch.text.masking import shown

_DAYS = 14


@dataclass(frozen=True)
class LabelCounts:
    """Counts of answers; `waiting` counts those to posts not stored, and `applied` answers also count as yes.

    `applied_closed` counts the applied posts that are closed.
    """

    yes: int
    no: int
    unsure: int
    applied: int
    waiting: int
    applied_closed: int = 0


@dataclass(frozen=True)
class ModelState:
    """The state of the model.

    Attributes:
        trained_at: the time of its training.
        yes: the number of wanted posts in its training.
        no: the number of unwanted posts in its training.
        average_precision: cross-validated, from 0 to 1; None if there were too few labels.
        outdated: whether labels have changed since then.
        problem: the problem with model.joblib that prevents scoring new posts, or "" if there is none.
        trainable: whether training would solve the problem, which it would not if other users can write to
            the file.
        track_record: the agreement of its scores with later answers.

    """

    trained_at: datetime
    yes: int
    no: int
    average_precision: float | None
    outdated: bool
    problem: str
    track_record: TrackRecord
    trainable: bool = True


@dataclass(frozen=True)
class CareersState:
    """The state of the career model.

    Attributes:
        trained_at: the start of its training.
        titles: the number of learned titles, or 0 if an earlier version did not record it.
        posts: the number of training posts, or 0 if an earlier version did not record it.
        experiences: the number of training experiences.
        added: the number of new experiences for the next training.
        forgotten: the number of training experiences removed since.
        problem: the problem with careers.npz, or "" if there is none.

    """

    trained_at: datetime
    titles: int
    posts: int
    experiences: int
    added: int
    forgotten: int
    problem: str


@dataclass(frozen=True)
class FeedHealth:
    """The state of fetching.

    Attributes:
        last_good: the last successful fetch, None before the first.
        last_error: the error message of the last failed fetch, or "" if there was none.
        gaps: the number of gaps before fetches in the last 14 days, in which posts may have been missed.
        last_error_at: the time of the last failure.
        new_a_day: the number of posts first seen on each of the last 14 days, today last.
        rejected_last: the number of unusable posts in the last successful fetch.
        last_gap: the time of the latest gap.
        repaired: whether the source that failed most recently has responded since then.
        troubles: the sources that failed, or returned no posts, twice in a row.

    """

    last_good: datetime | None
    last_error: str
    gaps: int
    last_error_at: datetime | None = None
    new_a_day: tuple[int, ...] = ()
    rejected_last: int = 0
    last_gap: datetime | None = None
    mended: bool = False
    troubles: tuple[Trouble, ...] = ()


@dataclass(frozen=True)
class Status:
    """The status of an instance; `next_step` is the advice as a sentence for a terminal."""

    instance: Path
    posts: int
    open_posts: int
    unscored: int
    newest_post: datetime | None
    labels: LabelCounts
    model: ModelState | None
    feed: FeedHealth
    next_step: str
    backup: LastBackup | None = None
    careers: CareersState | None = None
    labeling: Standing | None = None
    receivers: tuple[ReceiverState, ...] = ()
    timer: TimerState | None = None
    advice: Advice | None = None


@dataclass(frozen=True)
class Configured:
    """A setting with its name, its value as text ("" if unset), and its origin."""

    name: str
    value: str
    origin: str


@dataclass(frozen=True)
class RejectedPost:
    """An element of a response that cannot be used."""

    external_id: str
    reason: str
    last_seen: datetime


def status(settings: Settings, cache: NoCache = UNCACHED) -> Status:
    """Return the status. Raises subclasses of InstanceError."""
    with connect_readonly(cache.open_store(settings)) as connection:
        newest = stored_counts.newest_posted_at(connection)
        still_open, unscored = open_posts.count_open(connection), open_posts.count_unscored(connection)
        counts = _labels(connection)
        known = _known(connection, settings, counts)
        backup, careers = last_backup(settings, connection), _careers(connection, settings)
        receivers = tuple(deliveries.states(connection).values())
    advice = next_step(known, datetime.now(UTC))
    return Status(
        instance=settings.instance,
        posts=known.posts,
        open_posts=still_open,
        unscored=unscored,
        newest_post=newest,
        labels=counts,
        model=known.model,
        feed=known.feed,
        next_step=str(advice),
        backup=backup,
        careers=careers,
        labeling=known.labeling,
        receivers=receivers,
        timer=timer_state(settings, datetime.now(UTC)),
        advice=advice,
    )


def advise(settings: Settings, cache: NoCache = UNCACHED) -> Advice:
    """Return only the next step, in less time than status(). Raises subclasses of InstanceError."""
    with connect_readonly(cache.open_store(settings)) as connection:
        known = _known(connection, settings, _labels(connection))
    return next_step(known, datetime.now(UTC))


def surroundings(settings: Settings) -> list[Configured]:
    """Return the settings from options and the environment, each with its origin."""
    values = {
        "instance": str(settings.instance),
        "remoteok_url": shown(settings.remoteok_url),
        "contact": settings.contact,
    }
    return [Configured(name, value, settings.origins.get(name, DEFAULT)) for name, value in values.items()]


def configuration(settings: Settings) -> list[Configured]:
    """Return every setting with its value and origin. Raises ConfigMalformed."""
    config = read_config(settings.config_path)
    found = surroundings(settings)
    usual = {"number": USUAL_NUMBER}
    for section, keys in KEYS.items():
        for key in keys:
            value = config.get(section, key)
            origin = DEFAULT if value is None else config.path.name
            found.append(
                Configured(
                    f"{section}.{key}", spelled(usual.get(key) if value is None else value, ", "), origin
                )
            )
    return found


def rejected(settings: Settings, cache: NoCache = UNCACHED) -> list[RejectedPost]:
    """Return the elements of responses that could not be used, latest first."""
    from jobsearch.store import fetches  # noqa: PLC0415 - the ORM is heavy, and `status` alone does without

    with reading(cache.open_store(settings)) as session:
        rows = fetches.rejected(session)
    return [RejectedPost(row.external_id, row.reason, row.last_seen) for row in rows]


def _labels(connection: Connection) -> LabelCounts:
    counts = stored_counts.count_labels(connection)
    return LabelCounts(
        yes=counts["yes"],
        no=counts["no"],
        unsure=counts["unsure"],
        applied=stored_counts.count_applied(connection),
        applied_closed=len(stored_counts.applied_to_closed(connection)),
        waiting=stored_counts.count_waiting(connection),
    )


def _model(connection: Connection, settings: Settings) -> ModelState | None:
    model = scores.current_model(connection)
    if model is None:
        return None
    problem = _problem(settings.model_path, model.sha256, model.versions, versions())
    return ModelState(
        trained_at=model.trained_at,
        yes=model.yes,
        no=model.no,
        average_precision=scores.average_precision(model.metrics),
        outdated=model.labels_digest != scores.labels_digest(connection)
        or model.wish_digest != wishes.digest(wishes.kept(connection).stated),
        problem=_cause(problem),
        trainable=not isinstance(problem, ModelOfOthers),
        track_record=track_record(stored_counts.track_record(connection)),
    )


def _known(connection: Connection, settings: Settings, counts: LabelCounts) -> Known:
    """Return all that the next step depends on."""
    left = open_posts.count_to_ask(connection)
    return replace(
        _of_model(connection, counts),
        posts=stored_counts.count_posts(connection),
        model=_model(connection, settings),
        feed=_feed(connection),
        left=left,
        labeling=standing_of(stored_counts.answers_in_order(connection), left),
    )


def _of_model(connection: Connection, counts: LabelCounts) -> Known:
    """Return the state of the answers and the model on which the next step depends."""
    learn_from = stored_counts.count_to_learn_from(connection)
    labels = replace(counts, yes=learn_from["yes"], no=learn_from["no"])
    known = Known(0, labels, None, FeedHealth(None, "", 0))
    model = scores.current_model(connection)
    if model is None:
        return known
    return replace(
        known,
        new_answers=stored_counts.count_labels_since(connection, model.trained_at),
        quality=quality(model.metrics),
        reaches=open_posts.any_reaching(connection, model.cut),
    )


def _careers(connection: Connection, settings: Settings) -> CareersState | None:
    model = stored_counts.career_model(connection)
    if model is None:
        return None
    added = stored_counts.count_experiences(connection, since=model.trained_at)
    return CareersState(
        trained_at=model.trained_at,
        titles=model.titles,
        posts=model.learned_posts,
        experiences=model.experiences,
        added=added,
        forgotten=model.experiences + added - stored_counts.count_experiences(connection),
        problem=_cause(
            _problem(settings.careers_path, model.sha256, model.versions, careers_identity.versions())
        ),
    )


def _problem(
    path: Path, sha256: str, trained_with: Mapping[str, Any], versions: Mapping[str, Any]
) -> ModelUnusable | None:
    try:
        trained.read(path, sha256, trained_with, versions)
    except ModelUnusable as error:
        return error
    return None


def _cause(problem: ModelUnusable | None) -> str:
    return str(problem.details["cause"]) if problem else ""


def _feed(connection: Connection) -> FeedHealth:
    last_failed = stored_counts.last_failed_fetch(connection)
    last_good = stored_counts.last_good_fetch(connection)
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    first_day = today - timedelta(days=_DAYS - 1)
    gaps = stored_counts.gaps_since(connection, first_day)
    return FeedHealth(
        last_good=last_good.fetched_at if last_good else None,
        last_error=last_failed.error if last_failed else "",
        gaps=len(gaps),
        last_error_at=last_failed.fetched_at if last_failed else None,
        rejected_last=last_good.rejected if last_good else 0,
        new_a_day=_by_day(stored_counts.new_since(connection, first_day), first_day),
        last_gap=gaps[-1] if gaps else None,
        mended=last_failed is not None and stored_counts.has_answered_since(connection, last_failed),
        troubles=troubles(stored_counts.followed_sources(connection)),
    )


def _by_day(fetches: Iterable[tuple[datetime, int]], first_day: datetime) -> tuple[int, ...]:
    """Count new posts by local day; dates in the future, due to a clock correction, count as today."""
    days: Counter[int] = Counter()
    for fetched_at, new in fetches:
        days[min((fetched_at.astimezone().date() - first_day.date()).days, _DAYS - 1)] += new
    return tuple(days[day] for day in range(_DAYS))
