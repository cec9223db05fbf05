"""Format times as text: as ages, or in the user's time zone."""

from datetime import datetime, timedelta

from jobsearch.domain.listing import ListedPost

NEW = "●"
_SEEN_WITHIN = timedelta(days=1)
_PUBLISHED_WITHIN = timedelta(days=2)  # some boards give only the day or take a day to list a post


def is_new(post: ListedPost, now: datetime) -> bool:
    """Return whether a post was published recently and first stored within the last day.

    After a first fetch or the import of an archive, most posts are new to the store but not newly published.
    """
    return now - post.first_seen < _SEEN_WITHIN and now - post.posted_at < _PUBLISHED_WITHIN


def age(moment: datetime, now: datetime) -> str:
    """Format the time since a moment: "3h", "9d", "5w" (from two weeks), "1y"."""
    seconds = max((now - moment).total_seconds(), 0)
    for unit, length in (("y", 365 * 86_400), ("w", 7 * 86_400), ("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds >= (2 * length if unit == "w" else length):
            return f"{int(seconds // length)}{unit}"
    return "0m"


def local(moment: datetime) -> str:
    """Format a time in the user's time zone, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def applied_here(post: ListedPost, now: datetime) -> str:
    """Return "applied here 12 days ago" if the user has applied to the same employer, otherwise ""."""
    if post.applied_here_at is None:
        return ""
    days = (now.astimezone().date() - post.applied_here_at.astimezone().date()).days
    if days < 1:
        return "applied here today"
    return f"applied here {days:,} day{'s' if days > 1 else ''} ago"
