"""What is followed: by a newcomer, by an instance of each earlier version, by who adds and removes."""

import gzip
from dataclasses import replace
from pathlib import Path

import pytest
from support.server import FeedServer, Reply

from jobsearch.boards.registry import BOARDS, source_named
from jobsearch.domain.posting import SOURCE_NAMES
from jobsearch.errors import FeedRefused
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.sources.changing import follow
from jobsearch.services.sources.followed import MORE_BOARDS
from jobsearch.services.sources.listing import list_sources
from jobsearch.settings import Settings, resolve
from jobsearch.store import counts, posts, sources
from jobsearch.store.sqlite.engine import connect, reading

STORES = Path(__file__).resolve().parents[2] / "data" / "stores"
OLDER = range(2, 11)  # version 11 brought the sources


def followed(settings: Settings) -> list[str]:
    return [one.source for one in list_sources(settings)]


@pytest.fixture
def older(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """An instance as an earlier version left it."""
    settings = Settings(tmp_path / "instance", remoteok_url="http://127.0.0.1:9/api")
    settings.instance.mkdir()
    settings.store_path.write_bytes(gzip.decompress((STORES / f"v{request.param}.db.gz").read_bytes()))
    return settings


of_each_earlier_version = pytest.mark.parametrize("older", OLDER, indirect=True)


def test_a_newcomer_follows_three_boards(tmp_path: Path) -> None:
    assert followed(resolve(tmp_path / "new", {})) == ["himalayas", "jobicy", "remoteok"]


def test_a_newcomer_begins_with_what_the_environment_names(tmp_path: Path) -> None:
    settings = resolve(tmp_path / "new", {"JOBSEARCH_SOURCES": "hackernews, remotive"})
    assert followed(settings) == ["hackernews", "remotive"]


@of_each_earlier_version
def test_an_older_instance_goes_on_with_remote_ok_alone_and_is_told_once(
    older: Settings, server: FeedServer
) -> None:
    server.answer(Reply(status=404))  # refused at once: what does not answer is tried again for seconds
    assert followed(older) == ["remoteok"]
    with pytest.raises(FeedRefused, match="127"):
        fetch_new(replace(older, remoteok_url=server.url))
    with reading(connect(older.store_path)) as session:
        followed_since = [one.added_at for one in sources.followed(session)]
    assert followed_since
    assert all(followed_since)


@of_each_earlier_version
def test_an_older_instance_keeps_its_posts_and_what_they_pay(older: Settings) -> None:
    with reading(connect(older.store_path)) as session:
        assert counts.count_posts(session) > 0
        for post in posts.everything(session):
            assert (post.account, post.site, post.workplace, post.closed_at) == ("", "", "", None)
            assert (post.pay_from == "estimate") is bool(post.salary_min or post.salary_max)
            assert bool(post.pay_period) is bool(post.pay_from)


@of_each_earlier_version
def test_an_older_instance_follows_more_once_they_are_added(older: Settings) -> None:
    follow(older, source_named("jobicy"))
    assert followed(older) == ["jobicy", "remoteok"]


def test_the_notice_names_commands_that_there_are() -> None:
    assert "sources add himalayas" in MORE_BOARDS


def test_lists_name_the_boards_as_the_boards_are_named() -> None:
    assert {name: board.display_name for name, board in BOARDS.items()}.items() <= SOURCE_NAMES.items()
