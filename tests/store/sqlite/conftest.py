"""Stores as the program makes them."""

from collections.abc import Iterator

import pytest
from support import stores

from jobsearch.store.sqlite import engine


@pytest.fixture(scope="module", autouse=True)
def _stores_of_the_program() -> Iterator[None]:
    """Take nothing that makes stores quick elsewhere: these tests are about what they are made by."""
    with pytest.MonkeyPatch.context() as patch:
        for name, original in stores.ORIGINALS.items():
            patch.setattr(engine, name, original)
        yield
