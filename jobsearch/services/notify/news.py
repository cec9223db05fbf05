"""The contents of messages: recommended posts, due dates, and a warning if fetching has stopped."""

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
FIRST_DAYS = 7  # age of the oldest posts for a new receiver


@dataclass(frozen=True)
class News:
    """Everything that messages could contain, regardless of the receiver.

    Attributes:
        posts: the posts listed by recommend, best first.
        due: follow-ups due today, and appointments until the end of tomorrow.
        silent_since: the time of the last successful fetch if it is too long ago, otherwise None.
        problem: the reason for missing posts, or "" if there is none.

    """

    posts: tuple[ListedPost, ...]
    due: tuple[Application, ...]
    silent_since: datetime | None
    problem: str = ""

    def items(self) -> Iterator[str]:
        """Yield the identifiers under which the contents are recorded once they are sent."""
        yield from map(post_item, self.posts)
        yield from map(due_item, self.due)
        if self.silent_since:
            yield silence_item(self.silent_since)

    def without(self, known: set[str], since: datetime) -> "News":
        """Return the contents that are not in `known`, with only the posts first seen after `since`."""
        silent = self.silent_since
        return replace(
            self,
            posts=tuple(one for one in self.posts if one.first_seen >= since and post_item(one) not in known),
            due=tuple(one for one in self.due if due_item(one) not in known),
            silent_since=None if silent is None or silence_item(silent) in known else silent,
        )

    def first(self, posts: int) -> "News":
        """Return the first `posts` posts and all other contents."""
        return replace(self, posts=self.posts[:posts])

    def __bool__(self) -> bool:
        """Return whether there is anything to send."""
        return bool(self.posts or self.due or self.silent_since)


def gather(settings: Settings, now: datetime) -> News:
    """Return the current contents; if there is no ranking yet, `problem` is set instead of `posts`."""
    posts, problem = _posts(settings, now)
    return News(posts, _due(settings, now), _silent_since(settings, now), problem)


def post_item(post: ListedPost) -> str:
    """Return the identifier of a post."""
    return f"post {post.key}"


def due_item(one: Application) -> str:
    """Return the identifier of a due item, with the day of a follow-up or the time of an appointment."""
    at = one.due or one.at
    moment = at.date().isoformat() if one.due_why == "follow-up" else at.isoformat()
    return f"{one.due_why} {one.key} {moment}"


def silence_item(since: datetime) -> str:
    """Return the identifier of a period without a successful fetch."""
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
