"""Term counts of all posts for learning and similarity, cached in a file next to the model.

The first call processes all posts; later calls process only new or changed posts.
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

_RULES = str(len(UPGRADES))  # an upgrade may change the cleaning of texts


def state_of_posts(engine: Engine) -> str:
    """Return an identifier that changes whenever a post is added or changed."""
    with connect_readonly(engine) as connection:
        return repr(scores.posts_state(connection))


def read_posts(settings: Settings, engine: Engine, state: str) -> "KeptPosts":
    """Return the term counts of a store in this state, after counting and caching new or changed posts.

    Raises NothingToLearn if no post contains a word, and subclasses of InstanceError.
    """
    from jobsearch.learning import kept_posts  # noqa: PLC0415 - heavy, and asked for by name

    kept = kept_posts.load(settings.posts_read_path, _RULES)
    if kept is not None and kept.state == state:
        return kept
    with connect_readonly(engine) as connection:
        marks = texts.marks(connection)
    renewed = kept_posts.renew(kept, state, marks, partial(count_texts, engine))
    with suppress(FileUnwritable):  # on a full or read-only disk, they are processed again next time
        kept_posts.save(renewed, settings.posts_read_path, _RULES)
    return renewed
