"""All posts as they are read for learning and likeness, kept in a file beside the model.

Whoever needs them first reads them, and everybody after that only what is new or another.
"""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from jobsearch.errors import FileUnwritable
from jobsearch.services.reading.counting import count_texts
from jobsearch.settings import Settings
from jobsearch.store import scores, texts
from jobsearch.store.sqlite.engine import Engine, connect_readonly
from jobsearch.store.sqlite.schema import UPGRADES

if TYPE_CHECKING:
    from jobsearch.learning.kept_posts import KeptPosts

_RULES = str(len(UPGRADES))  # an upgrade may have texts cleaned that were cleaned before


def state_of_posts(engine: Engine) -> str:
    """Return what is another when a post is new or another."""
    with connect_readonly(engine) as connection:
        return repr(scores.posts_state(connection))


def read_posts(settings: Settings, engine: Engine, state: str) -> "KeptPosts":
    """Return all posts of a store in this state; what is new or another is read now, and kept in the file.

    Raises NothingToLearn when no post holds a word, and InstanceError's subclasses.
    """
    from jobsearch.learning import kept_posts  # noqa: PLC0415 - heavy, and asked for by name

    kept = kept_posts.load(settings.posts_read_path, _RULES)
    if kept is not None and kept.state == state:
        return kept
    with connect_readonly(engine) as connection:
        marks = texts.marks(connection)
    renewed = kept_posts.renew(kept, state, marks, partial(count_texts, engine))
    with suppress(FileUnwritable):  # on a full or read-only disk they are read again the next time
        kept_posts.save(renewed, settings.posts_read_path, _RULES)
    return renewed
