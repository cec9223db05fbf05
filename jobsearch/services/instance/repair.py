"""Repair the recoverable parts of a damaged store."""

from jobsearch.errors import StoreUnreadable
from jobsearch.services.cache import open_store
from jobsearch.settings import Settings
from jobsearch.store import repair as stored
from jobsearch.store.repair import Repaired
from jobsearch.store.sqlite.engine import connect_readonly, writing
from jobsearch.store.sqlite.maintenance import damages
from jobsearch.store.values import wrong_rows


def repair(settings: Settings) -> Repaired | None:
    """Repair damaged caches, posts, and indexes, as found by `doctor`; return None if there is no store.

    Labels, applications, wishes, and experiences are not changed. Raises subclasses of InstanceError, and
    StoreUnreadable if database pages are damaged, because writing could make the damage worse.
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
