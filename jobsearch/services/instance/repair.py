"""Put right what of a damaged store can be had again."""

from jobsearch.errors import StoreUnreadable
from jobsearch.services.cache import open_store
from jobsearch.settings import Settings
from jobsearch.store import repair as stored
from jobsearch.store.repair import Repaired
from jobsearch.store.sqlite.engine import connect_readonly, writing
from jobsearch.store.sqlite.maintenance import damages
from jobsearch.store.values import wrong_rows


def repair(settings: Settings) -> Repaired | None:
    """Repair what `doctor` names and can be: caches, posts and the index of words; None without a store.

    Labels, applications, wishes and experiences are left as they are. Raises InstanceError's subclasses, and
    StoreUnreadable where the pages themselves are damaged: who wrote to them would damage more.
    """
    if not settings.store_path.exists():
        return None
    engine = open_store(settings)
    if found := damages(engine).pages:
        raise StoreUnreadable(path=settings.store_path, cause="; ".join(found))
    with connect_readonly(engine) as connection:
        wrong = list(wrong_rows(connection))
    with writing(engine) as session:
        repaired = stored.repair(session, wrong)
        session.commit()
    return repaired
