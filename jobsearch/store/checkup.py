"""Whether a store is sound."""

from sqlalchemy import text

from jobsearch.store.database import Engine, querying

_MOST = 3


def damages(engine: Engine) -> list[str]:
    """Return what SQLite finds wrong with the pages, indexes and references of a store, a few of each.

    It reads all of the file. Raises StoreUnreadable where that cannot be done.
    """
    with querying(engine) as connection:
        found = [row[0] for row in connection.execute(text(f"PRAGMA integrity_check({_MOST})"))]
        lost = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(_MOST)
    return [*(line for line in found if line != "ok"), *(f"{row[0]} without its {row[2]}" for row in lost)]
