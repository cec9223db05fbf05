"""States of a store."""

from pathlib import Path

import pytest
from support.postings import NOON, posting

from jobsearch.store import posts
from jobsearch.store.sqlite.engine import Engine, connect, writing


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a store will be, in a folder that does not exist yet."""
    return tmp_path / "instance" / "jobposts.db"


@pytest.fixture
def store(path: Path) -> Engine:
    """A new, empty store."""
    return connect(path)


@pytest.fixture
def five_posts(store: Engine) -> Engine:
    """A store with the posts 1 (the newest) to 5, first seen at noon."""
    with writing(store) as session:
        posts.upsert(session, [posting(number) for number in range(1, 6)], NOON)
        session.commit()
    return store
