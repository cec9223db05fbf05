"""The open posts worth reading, best first, from the scores that train and fetch-new stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from jobsearch.errors import NoPosts, NotTrained
from jobsearch.posting import parse_key
from jobsearch.services.posts import ListedPost, listed
from jobsearch.settings import Settings
from jobsearch.store import database, jobs, labels, opinions
from jobsearch.store.jobs import Wanted
from jobsearch.store.models import Model

SEEN_WITHIN = timedelta(days=30)


@dataclass(frozen=True)
class Request:
    """What to recommend.

    Attributes:
        limit: at most how many posts, None for all of them.
        everything: every open post, whatever its score and age, with or without a model.
        new: only posts that were not yet marked as shown.
        posted_since: only posts published at or after this moment.

    """

    limit: int | None = None
    everything: bool = False
    new: bool = False
    posted_since: datetime | None = None


@dataclass(frozen=True)
class LeftOut:
    """Why open posts are not listed; each counts under its first cause, in this order."""

    unseen_for_long: int
    posted_earlier: int
    unscored: int
    below_the_cut: int
    reposts: int
    shown_before: int
    beyond_the_limit: int


@dataclass(frozen=True)
class Recommendations:
    """The posts, the best first; with what was left out they add up to `open_posts`.

    Attributes:
        posts: what to read.
        left_out: how many others there are, by cause.
        open_posts: how many posts have no yes or no and were not applied to.
        trained: whether there is a model.
        outdated: whether labels changed since it was trained.

    """

    posts: tuple[ListedPost, ...]
    left_out: LeftOut
    open_posts: int
    trained: bool
    outdated: bool


def recommend(settings: Settings, request: Request) -> Recommendations:
    """Return the posts asked for; raises InstanceError, or NotTrained unless everything is wanted."""
    engine = database.connect(settings.store_path)
    now = datetime.now(UTC)
    with database.reading(engine) as session:
        if not jobs.count(session):
            raise NoPosts(instance=settings.instance)
        model = opinions.current_model(session)
        if model is None and not request.everything:
            raise NotTrained
        steps = _steps(request, model, now)
        counts = [jobs.count_open(session, step) for step in steps]
        found = jobs.best(session, steps[-1], request.limit)
        outdated = model is not None and model.labels_digest != labels.digest(session)
    return Recommendations(
        posts=tuple(listed(post, score, reasons) for post, score, reasons in found),
        left_out=_left_out(counts, len(found)),
        open_posts=counts[0],
        trained=model is not None,
        outdated=outdated,
    )


def mark_shown(settings: Settings, posts: Iterable[ListedPost]) -> None:
    """Remember that these posts have reached the person: a later request for new ones leaves them out."""
    with database.writing(database.connect(settings.store_path)) as session:
        jobs.mark_shown(session, [parse_key(post.key) for post in posts], datetime.now(UTC))
        session.commit()


def _steps(request: Request, model: Model | None, now: datetime) -> list[Wanted]:
    """Return ever narrower wishes: from every open post to what is asked for, one condition at a time."""
    seen_since = None if request.everything else now - SEEN_WITHIN
    cut = None if request.everything or model is None else model.cut
    steps = [Wanted()]
    for condition in (
        {"seen_since": seen_since},
        {"posted_since": request.posted_since},
        {"scored": cut is not None},
        {"min_score": cut},
        # Only now: what is left out above must not hide the same job's other posts, nor be counted twice.
        {"once": not request.everything},
        {"unshown": request.new},
    ):
        steps.append(replace(steps[-1], **condition))
    return steps


def _left_out(counts: Sequence[int], listed_posts: int) -> LeftOut:
    losses = [before - after for before, after in pairwise([*counts, listed_posts])]
    return LeftOut(*losses)
