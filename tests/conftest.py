"""States that tests begin from, and how many processes run them."""

import gc
import os
import shutil
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest
from support import routes, spawned, stores
from support.feeds import body, labels_csv, tasteful
from support.process import Program
from support.server import FeedServer, serving

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import import_labels
from jobsearch.settings import Settings
from jobsearch.store.sqlite import engine

# A deadline would measure the machine; what takes too long has a test of its own.
hypothesis.settings.register_profile("jobsearch", deadline=None, max_examples=30)
hypothesis.settings.register_profile("full", deadline=None, max_examples=500)
hypothesis.settings.load_profile("jobsearch")

# How much must be new before garbage is searched: Python's own 700 would be a twentieth of all tests' time.
_SELDOM = (20_000, 20, 20)


def pytest_xdist_auto_num_workers() -> int:
    """Return what `-n auto` means: two more than cores, since many tests wait for a server or a clock."""
    return len(os.sched_getaffinity(0)) + 2


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Search no garbage while all is imported, nor later among what was: there is none.

    The search would be a third of the time of the collection, in every worker. Rewriting the asserts is half
    of it: what is rewritten is kept for the other workers, whatever PYTHONDONTWRITEBYTECODE says.
    """
    gc.disable()
    keeps_nothing, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    try:
        return (yield)
    finally:
        sys.dont_write_bytecode = keeps_nothing
        gc.freeze()
        gc.set_threshold(*_SELDOM)
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _key_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the key of models in a folder of the tests, not in that of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOBSEARCH_KEY_FILE", str(tmp_path_factory.mktemp("key") / "key"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Make a store, compile a query once for all tests, and wait for no disk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "create_engine", stores.sharing_queries())
        patch.setattr(engine, "_upgrade", stores.copying(tmp_path_factory.mktemp("new")))
        patch.setattr(engine, "_on_connect", stores.without_waiting_for_the_disk)
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_applications() -> Iterator[None]:
    """Build the routes of the server once for all tests."""
    with routes.shared():
        yield


@pytest.fixture(scope="session", autouse=True)
def _quick_spawns() -> Iterator[None]:
    """Let the process with all imports fork what tests in this one spawn."""
    with spawned.as_python_does():
        spawned.by_template()
        yield


@pytest.fixture
def new_interpreters() -> Iterator[None]:
    """Let what this process spawns be new interpreters, for tests that are about them."""
    with spawned.as_python_does():
        yield


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An instance that does not exist yet, and a feed that is out of reach."""
    return Settings(instance=tmp_path / "instance", remoteok_url="http://127.0.0.1:9/api")


@pytest.fixture(scope="session")
def forty_posts_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with forty posts, to be copied."""
    folder = tmp_path_factory.mktemp("forty")
    (folder / "feed.json").write_bytes(body(tasteful(40)[0]))
    made = Settings(instance=folder / "instance", remoteok_url="http://127.0.0.1:9/api")
    fetch_new(made, [folder / "feed.json"])
    return made.instance


@pytest.fixture(scope="session")
def twenty_labels_once(forty_posts_once: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with labels for twenty of the posts, to be copied."""
    made = Settings(instance=tmp_path_factory.mktemp("labels") / "instance")
    shutil.copytree(forty_posts_once, made.instance)
    answers = dict(list(tasteful(40)[1].items())[:20])
    import_labels(made, labels_csv(answers), "labels.csv")
    return made.instance


@pytest.fixture
def forty_posts(settings: Settings, forty_posts_once: Path) -> Settings:
    """An instance with forty posts, every fourth of them a Python job, and no labels."""
    shutil.copytree(forty_posts_once, settings.instance)
    return settings


@pytest.fixture
def twenty_labels(settings: Settings, twenty_labels_once: Path) -> Settings:
    """Forty posts, the first twenty labeled: five yes and fifteen no."""
    shutil.copytree(twenty_labels_once, settings.instance)
    return settings


@pytest.fixture
def program(settings: Settings) -> Program:
    """The program as a process, on the same instance as `settings`."""
    return Program(settings.instance)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """A feed server on 127.0.0.1."""
    with serving() as feed:
        yield feed
