"""States of a trained instance."""

import shutil
from pathlib import Path

import pytest

from jobsearch.services.training.train import train
from jobsearch.settings import Settings


@pytest.fixture(scope="session")
def trained_once(twenty_labels_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with forty posts, twenty of them labeled, and a model, to be copied."""
    made = Settings(instance=tmp_path_factory.mktemp("trained") / "instance")
    shutil.copytree(twenty_labels_once, made.instance)
    train(made)
    return made.instance


@pytest.fixture
def trained(settings: Settings, trained_once: Path) -> Settings:
    """Forty posts, twenty of them labeled, and a model."""
    shutil.copytree(trained_once, settings.instance)
    return settings
