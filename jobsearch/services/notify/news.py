"""What there is to say: posts that reach the cut, what is due, and a feed that has been silent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from jobsearch.config import read_config
from jobsearch.domain.listing import ListedPost
from jobsearch.errors import JobSearchError
from jobsearch.services.applications.listing import Application, due_applications
from jobsearch.services.instance.status import status
from jobsearch.services.recommend.options import parse
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings

SILENT_DAYS = 3
FIRST_DAYS = 7  # of which posts a new receiver is told


@dataclass(frozen=True)
class News:
    """What there is to say, whoever knows it already.

    Attributes:
        posts: what recommend lists, the best first.
        due: follow-ups of today, and appointments until the end of tomorrow.
        silent_since: since when no fetch has succeeded, None where one has lately.
        problem: why no posts can be named, "" where they can.

    """

    posts: tuple[ListedPost, ...]
    due: tuple[Application, ...]
    silent_since: datetime | None
    problem: str = ""

    def items(self) -> Iterator[str]:
        """Yield what each is remembered by once it was sent."""
        yield from map(post_item, self.posts)
        yield from map(due_item, self.due)
        if self.silent_since:
            yield silence_item(self.silent_since)

    def without(self, known: set[str], since: datetime) -> "News":
        """Return what is not known yet, of posts that were first seen since a moment."""
        silent = self.silent_since
        return replace(
            self,
            posts=tuple(one for one in self.posts if one.first_seen >= since and post_item(one) not in known),
            due=tuple(one for one in self.due if due_item(one) not in known),
            silent_since=None if silent is None or silence_item(silent) in known else silent,
        )

    def first(self, posts: int) -> "News":
        """Return so many of the posts, and all else."""
        return replace(self, posts=self.posts[:posts])

    def __bool__(self) -> bool:
        """Tell whether there is anything to say."""
        return bool(self.posts or self.due or self.silent_since)


def gather(settings: Settings, now: datetime) -> News:
    """Return what there is to say. Without a model and a wish there are no posts, and `problem` says so."""
    posts, problem = _posts(settings, now)
    return News(posts, _due(settings, now), _silent_since(settings, now), problem)


def post_item(post: ListedPost) -> str:
    """Return what a post is remembered by."""
    return f"post {post.key}"


def due_item(one: Application) -> str:
    """Return what something due is remembered by: a follow-up by its day, an appointment by its moment."""
    at = one.due or one.at
    moment = at.date().isoformat() if one.due_why == "follow-up" else at.isoformat()
    return f"{one.due_why} {one.key} {moment}"


def silence_item(since: datetime) -> str:
    """Return what a silence is remembered by."""
    return f"silent {since.isoformat()}"


def _posts(settings: Settings, now: datetime) -> tuple[tuple[ListedPost, ...], str]:
    query = parse({}, read_config(settings.config_path), now)
    try:
        return recommend(settings, replace(query, limit=None, limit_asked=False)).posts, ""
    except JobSearchError as error:
        return (), str(error)


def _due(settings: Settings, now: datetime) -> tuple[Application, ...]:
    tomorrow = now.astimezone() + timedelta(days=2)
    end = tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)
    return tuple(one for one in due_applications(settings) if _is_soon(one, now, end.astimezone(UTC)))


def _is_soon(one: Application, now: datetime, end: datetime) -> bool:
    if one.due is None:
        return False
    return one.due <= now if one.due_why == "follow-up" else now <= one.due < end


def _silent_since(settings: Settings, now: datetime) -> datetime | None:
    last = status(settings).feed.last_good
    return last if last and now - last > timedelta(days=SILENT_DAYS) else None
