"""States that these tests begin from."""

from pathlib import Path

import pytest
from support.wrong import make_full_instance


@pytest.fixture(scope="session")
def full_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with a row in every table, to be copied."""
    return make_full_instance(tmp_path_factory.mktemp("full"))
