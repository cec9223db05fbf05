"""Report whether the store and the models are available."""

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
    """The availability of the instance's parts.

    Attributes:
        store: the store, which was just read.
        scores: the scores of the last training.
        careers: the career model.

    """

    store: Literal["ready"]
    scores: State
    careers: State


def health(settings: Settings, cache: NoCache = UNCACHED) -> Health:
    """Return whether each part is available.

    Raises subclasses of InstanceError if the store is not available.
    """
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
