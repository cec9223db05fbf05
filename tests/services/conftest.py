"""States of a trained instance."""

import pytest

from jobsearch.services.training.train import train
from jobsearch.settings import Settings


@pytest.fixture
def trained(twenty_labels: Settings) -> Settings:
    """Forty posts, twenty of them labeled, and a model."""
    train(twenty_labels)
    return twenty_labels
