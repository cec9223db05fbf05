"""States that tests begin from."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.feeds import body, labels_csv, tasteful
from support.process import Program
from support.server import FeedServer, serving

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import import_labels
from jobsearch.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An instance that does not exist yet, and a feed that is out of reach."""
    return Settings(instance=tmp_path / "instance", remoteok_url="http://127.0.0.1:9/api")


@pytest.fixture
def forty_posts(settings: Settings, tmp_path: Path) -> Settings:
    """An instance with forty posts, every fourth of them a Python job, and no labels."""
    file = tmp_path / "feed.json"
    file.write_bytes(body(tasteful(40)[0]))
    fetch_new(settings, [file])
    return settings


@pytest.fixture
def twenty_labels(forty_posts: Settings) -> Settings:
    """Forty posts, the first twenty labeled: five yes and fifteen no."""
    answers = dict(list(tasteful(40)[1].items())[:20])
    import_labels(forty_posts, labels_csv(answers), "labels.csv")
    return forty_posts


@pytest.fixture
def program(settings: Settings) -> Program:
    """The program as a process, on the same instance as `settings`."""
    return Program(settings.instance)


@pytest.fixture
def server() -> Iterator[FeedServer]:
    """A feed server on 127.0.0.1."""
    with serving() as feed:
        yield feed
