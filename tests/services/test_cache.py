"""What a server keeps from one request to the next."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from time import sleep

import pytest

from jobsearch.errors import NotTrained
from jobsearch.services import cache
from jobsearch.services.cache import open_store, recalled, remembered
from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings


@pytest.fixture
def server(forty_posts: Settings) -> Iterator[Settings]:
    """The settings of a server of forty posts."""
    yield replace(forty_posts, resident=True)
    cache.forget()


@pytest.fixture
def counted() -> Iterator[int]:
    """Each question is answered by how many were asked before."""
    return iter(range(1_000))


def ask(settings: Settings, counted: Iterator[int], unseen_seconds: float = 0.0) -> int:
    return remembered(settings, "how many", lambda: next(counted), unseen_seconds=unseen_seconds)


def test_an_answer_holds_until_the_store_changes(
    server: Settings, forty_posts: Settings, counted: Iterator[int]
) -> None:
    assert [ask(server, counted) for _time in range(3)] == [0, 0, 0]
    set_label(forty_posts, "remoteok:1", "yes")
    assert [ask(server, counted) for _time in range(2)] == [1, 1]
    set_label(server, "remoteok:1", "no")
    assert ask(server, counted) == 2, "what the server itself writes is a change as well"


def test_a_change_may_go_unnoticed_for_a_while(server: Settings, counted: Iterator[int]) -> None:
    ask(server, counted, 60)
    set_label(server, "remoteok:1", "yes")
    assert recalled(server, "how many", unseen_seconds=60) == 0
    assert ask(server, counted, 60) == 0
    assert recalled(server, "how many") is None
    assert ask(server, counted) == 1


def test_a_failure_is_not_remembered(server: Settings, counted: Iterator[int]) -> None:
    def fail() -> int:
        raise NotTrained

    with pytest.raises(NotTrained):
        remembered(server, "how many", fail)
    assert recalled(server, "how many", unseen_seconds=60) is None
    assert ask(server, counted) == 0


def test_those_who_ask_at_once_wait_for_one_answer(server: Settings, counted: Iterator[int]) -> None:
    def slowly() -> int:
        sleep(0.2)
        return next(counted)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _n: remembered(server, "slow", slowly), range(4))) == [0] * 4


def test_a_command_remembers_nothing(forty_posts: Settings, counted: Iterator[int]) -> None:
    assert [ask(forty_posts, counted) for _time in range(2)] == [0, 1]
    assert open_store(forty_posts) is not open_store(forty_posts)


def test_the_store_is_opened_once_until_another_file_takes_its_place(server: Settings) -> None:
    first = open_store(server)
    assert open_store(server) is first
    server.store_path.rename(server.store_path.with_suffix(".away"))
    assert open_store(server) is not first
