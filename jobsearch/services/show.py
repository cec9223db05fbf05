"""One post in full."""

from jobsearch.services.posts import PostInFull, in_full
from jobsearch.settings import Settings
from jobsearch.store import database


def show(settings: Settings, key: str) -> PostInFull:
    """Return the post with that key; raises KeyMalformed, PostUnknown or InstanceError's subclasses."""
    with database.reading(database.connect(settings.store_path)) as session:
        return in_full(session, key)
