"""Instances with both models, and servers of them."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.careers import trade_elements
from support.feeds import body, element, labels_csv
from support.process import Program
from support.serving import Server, in_thread, served

from jobsearch.services import careers
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import import_labels, set_label
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

WANTED = range(11, 21)  # the backend engineers
ANSWERED = range(5, 26)


@pytest.fixture(scope="session")
def both_models(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Thirty posts of three trades, twenty-one labeled, with both models; for tests that change nothing."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "feed.json").write_bytes(body(trade_elements()))
    settings = Settings(folder / "instance")
    fetch_new(settings, [folder / "feed.json"])
    answers = {f"remoteok:{number}": "yes" if number in WANTED else "no" for number in ANSWERED}
    import_labels(settings, labels_csv(answers), "labels.csv")
    train(settings)
    careers.train(settings)
    return Program(settings.instance)


@pytest.fixture
def own(both_models: Program, tmp_path: Path) -> Program:
    """The same for a test that changes it."""
    shutil.copytree(both_models.instance, tmp_path / "own" / "instance")
    return Program(tmp_path / "own" / "instance")


@pytest.fixture(scope="session")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of ten posts, one answered, and an experience; for tests that change nothing."""
    folder = tmp_path_factory.mktemp("ten")
    (folder / "feed.json").write_bytes(body(element(number) for number in range(1, 11)))
    settings = Settings(folder / "instance")
    fetch_new(settings, [folder / "feed.json"])
    set_label(settings, "remoteok:2", "yes")
    careers.feedback(settings, "taught children to sing", "singing teacher")
    return settings.instance


@pytest.fixture
def ten_posts(ten: Path, tmp_path: Path) -> Settings:
    """The same for a test that changes it."""
    return Settings(shutil.copytree(ten, tmp_path / "ten" / "instance"))


@pytest.fixture(scope="session")
def server(both_models: Program) -> Iterator[Server]:
    """A server of an instance that nobody changes."""
    with served(both_models) as running:
        yield running


@pytest.fixture
def own_server(own: Program) -> Iterator[Server]:
    """A server of an instance that a test changes."""
    with in_thread(own.instance) as running:
        yield running
