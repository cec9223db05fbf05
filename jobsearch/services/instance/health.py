"""Whether the store can be read and models are there, in a few words."""

from dataclasses import dataclass
from typing import Literal

from jobsearch.errors import CareersNotTrained, CareersUnusable
from jobsearch.services import careers
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import scores
from jobsearch.store.sqlite.engine import connect_readonly

State = Literal["ready", "missing", "unusable"]


@dataclass(frozen=True)
class Health:
    """What can be asked for.

    Attributes:
        store: it was read just now.
        scores: whether a training has scored the posts.
        careers: whether titles and skills can be asked for.

    """

    store: Literal["ready"]
    scores: State
    careers: State


def health(settings: Settings, cache: NoCache = UNCACHED) -> Health:
    """Return what is ready; raises InstanceError's subclasses where the store is not."""
    with connect_readonly(cache.open_store(settings)) as connection:
        model = scores.current_model(connection)
    return Health("ready", "ready" if model else "missing", _careers(settings, cache))


def _careers(settings: Settings, cache: NoCache) -> State:
    try:
        careers.titles(settings, cache)
    except CareersNotTrained:
        return "missing"
    except CareersUnusable:
        return "unusable"
    return "ready"
