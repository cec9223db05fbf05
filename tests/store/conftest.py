"""States of a store."""

from pathlib import Path

import pytest
from support.postings import NOON, posting

from jobsearch.store import database, jobs


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store will be, in a folder that does not exist yet."""
    return tmp_path / "instance" / "jobposts.db"


@pytest.fixture
def store(path: Path) -> database.Engine:
    """A new, empty store."""
    return database.connect(path)


@pytest.fixture
def five_posts(store: database.Engine) -> database.Engine:
    """A store with the posts 1 (the newest) to 5, first seen at noon."""
    with database.writing(store) as session:
        jobs.upsert(session, [posting(number) for number in range(1, 6)], NOON)
        session.commit()
    return store
