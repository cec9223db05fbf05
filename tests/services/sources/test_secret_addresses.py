"""The key in a feed's address is shown nowhere, however often the feed fails."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from support.sources import BoardServer, boards_serving, failing
from typer.testing import CliRunner

from jobsearch.agent.reading import ReadingTools
from jobsearch.boards.registry import source_named
from jobsearch.cli.app import app
from jobsearch.errors import SourceUnknown
from jobsearch.presentation.data import to_json
from jobsearch.presentation.outcomes import fetch_sentence
from jobsearch.server.app import create_app
from jobsearch.server.pages.addresses import NAVIGATION
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.doctor import examine
from jobsearch.services.instance.status import status
from jobsearch.services.schedule import running
from jobsearch.services.sources.asking import ask_followed, in_words
from jobsearch.services.sources.changing import follow, remove_source
from jobsearch.services.sources.listing import list_sources
from jobsearch.settings import Access, Settings

ADDRESS = "http://127.0.0.1:9/feed.xml?key=hunter2secret"
FEED = f"feed:{ADDRESS}"


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """An instance that follows a feed with a key, which failed twice, and a board, which failed as well."""
    settings = Settings(tmp_path_factory.mktemp("secret") / "instance")
    with boards_serving(settings, remoteok=BoardServer(failing(404))) as own:
        follow(own, source_named(ADDRESS))
        yield own


@pytest.fixture(scope="module")
def said(failed: Settings) -> str:
    """All sentences of two fetches."""
    sentences: list[str] = []
    for _ in range(2):
        found = fetch_new(failed, sources=("remoteok", FEED))
        sentences += [*found.failures, *found.notices, *found.warnings, fetch_sentence(found)]
    return "\n".join(sentences)


def test_a_fetch_says_which_feed_failed_without_its_key(said: str) -> None:
    assert "127.0.0.1:9/feed.xml?key=***" in said
    assert "hunter2" not in said


def test_neither_the_status_nor_the_doctor_shows_it(failed: Settings, said: str) -> None:
    assert said
    state = status(failed)
    assert any("key=***" in one.source for one in state.feed.troubles)
    assert "hunter2" not in to_json(asdict(state))
    found = examine(failed)
    assert any("key=***" in one.sentence for one in found)
    assert not any("hunter2" in one.sentence for one in found)


def test_a_question_to_the_sources_shows_it_neither(failed: Settings, said: str) -> None:
    assert said
    replies = ask_followed(failed)
    assert any("key=***" in one.source for one in replies)
    assert "hunter2" not in repr(replies) + in_words(replies)


def test_no_page_shows_it(failed: Settings, said: str) -> None:
    assert said
    headers = {"Accept": "text/html"}
    reader = TestClient(create_app(failed, Access()), base_url="http://127.0.0.1:8000", headers=headers)
    pages = {
        address: reader.get(address).text for address in {*dict(NAVIGATION), "/health-report", "/sources"}
    }
    assert "key=***" in pages["/sources"]
    assert "key=***" in pages["/health-report"]
    assert [address for address, page in pages.items() if "hunter2" in page] == []


def test_no_agent_gets_it(failed: Settings, said: str) -> None:
    assert said
    tools = ReadingTools(failed)
    answers = json.dumps([*map(asdict, tools.list_boards()), tools.show_status()], default=str)
    assert "key=***" in answers
    assert "hunter2" not in answers


def test_no_file_of_the_instance_but_the_store_has_it(failed: Settings, said: str) -> None:
    running.run(failed, lambda _command, _environment: (1, said), pauses=())
    files = [path for path in failed.instance.rglob("*") if path.is_file()]
    assert any("key=***" in path.read_text() for path in files if path.suffix == ".txt")
    having = {path.name for path in files if b"hunter2" in path.read_bytes()}
    assert having <= {failed.store_path.name, f"{failed.store_path.name}-wal"}


@pytest.mark.parametrize(
    "words", ["sources list", "sources list -o json", f"fetch-new -o json --source remoteok --source {FEED}"]
)
def test_no_output_of_a_command_shows_it(failed: Settings, said: str, words: str) -> None:
    assert said
    command = ["--instance", str(failed.instance), *words.split()]
    around = {"JOBSEARCH_REMOTEOK_URL": failed.remoteok_url, "COLUMNS": "400"}
    printed = CliRunner().invoke(app, command, env=around).stdout
    assert "key=***" in printed
    assert "hunter2" not in printed


def test_a_feed_is_named_again_as_it_is_displayed(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "instance")
    follow(settings, source_named(ADDRESS))
    assert remove_source(settings, "feed:http://127.0.0.1:9/feed.xml?key=***").source == FEED
    assert FEED not in {one.source for one in list_sources(settings)}


def test_two_feeds_that_are_displayed_alike_are_named_by_their_keys(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "instance")
    follow(settings, source_named(ADDRESS))
    follow(settings, source_named(ADDRESS + "2"))
    with pytest.raises(SourceUnknown, match="2 followed feeds"):
        remove_source(settings, "http://127.0.0.1:9/feed.xml?key=***")
    assert remove_source(settings, ADDRESS).source == FEED


@pytest.mark.parametrize("name", ["", " ", "***", "acme", "feed:"])
def test_no_other_name_means_a_followed_source(tmp_path: Path, name: str) -> None:
    settings = Settings(tmp_path / "instance")
    for followed in ("greenhouse:acme", ADDRESS):
        follow(settings, source_named(followed))
    before = {one.source for one in list_sources(settings)}
    with pytest.raises(SourceUnknown):
        remove_source(settings, name)
    assert {one.source for one in list_sources(settings)} == before


def test_a_board_is_meant_by_its_name_though_a_company_has_the_same(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "instance")
    follow(settings, source_named("greenhouse:himalayas"))
    follow(settings, source_named("himalayas"))
    assert remove_source(settings, "himalayas").source == "himalayas"
    assert "greenhouse:himalayas" in {one.source for one in list_sources(settings)}


def test_a_program_of_the_person_gets_the_name_by_which_to_call_it(failed: Settings) -> None:
    assert FEED in {one.source for one in list_sources(failed)}
