"""What a server keeps from one request to the next."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic, sleep

import pytest

from jobsearch.errors import NotTrained, StoreGone, StoreUnreadable
from jobsearch.services.cache import UNCACHED, Cache, NoCache
from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings
from jobsearch.store.sqlite import watch


@pytest.fixture
def cache() -> Iterator[Cache]:
    """What a server keeps."""
    found = Cache()
    yield found
    found.clear()


@pytest.fixture
def counted() -> Iterator[int]:
    """Each question is answered by how many were asked before."""
    return iter(range(1_000))


def ask(cache: NoCache, settings: Settings, counted: Iterator[int], unseen_seconds: float = 0.0) -> int:
    return cache.cached(settings, "how many", lambda: next(counted), unseen_seconds=unseen_seconds)


def test_an_answer_holds_until_the_store_changes(
    cache: Cache, forty_posts: Settings, counted: Iterator[int]
) -> None:
    assert [ask(cache, forty_posts, counted) for _time in range(3)] == [0, 0, 0]
    set_label(forty_posts, "remoteok:1", "yes")
    assert [ask(cache, forty_posts, counted) for _time in range(2)] == [1, 1]
    set_label(forty_posts, "remoteok:1", "no", cache)
    assert ask(cache, forty_posts, counted) == 2, "what the server itself writes is a change as well"


def test_a_change_may_go_unnoticed_for_a_while(
    cache: Cache, forty_posts: Settings, counted: Iterator[int]
) -> None:
    ask(cache, forty_posts, counted, 60)
    set_label(forty_posts, "remoteok:1", "yes")
    assert cache.cached_if_fresh(forty_posts, "how many", unseen_seconds=60) == 0
    assert ask(cache, forty_posts, counted, 60) == 0
    assert cache.cached_if_fresh(forty_posts, "how many") is None
    assert ask(cache, forty_posts, counted) == 1


def test_a_failure_is_not_kept(cache: Cache, forty_posts: Settings, counted: Iterator[int]) -> None:
    def fail() -> int:
        raise NotTrained

    with pytest.raises(NotTrained):
        cache.cached(forty_posts, "how many", fail)
    assert cache.cached_if_fresh(forty_posts, "how many", unseen_seconds=60) is None
    assert ask(cache, forty_posts, counted) == 0


def test_those_who_ask_at_once_wait_for_one_answer(
    cache: Cache, forty_posts: Settings, counted: Iterator[int]
) -> None:
    def slowly() -> int:
        sleep(0.2)
        return next(counted)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _n: cache.cached(forty_posts, "slow", slowly), range(4))) == [0] * 4


def test_a_command_keeps_nothing(forty_posts: Settings, counted: Iterator[int]) -> None:
    assert [ask(UNCACHED, forty_posts, counted) for _time in range(2)] == [0, 1]
    assert str(forty_posts.store_path) not in {
        os.path.realpath(one) for one in Path("/proc/self/fd").iterdir()
    }
    forty_posts.store_path.write_text("another kind of file")
    with pytest.raises(StoreUnreadable):
        UNCACHED.open_store(forty_posts)


def test_a_store_that_another_thread_closes_is_opened_anew(cache: Cache, forty_posts: Settings) -> None:
    """Each request that finds the store damaged or replaced closes it for all."""
    stores = watch.OpenStores()
    store = stores.open(forty_posts.store_path)
    stores.close()
    with pytest.raises(watch.StoreClosed):
        store.version()
    ending = monotonic() + 1.0

    def ask_all(number: int) -> int:
        asked = 0
        while monotonic() < ending:
            try:
                cache.cached(forty_posts, (number, asked), lambda: 1)
            except StoreGone:
                continue
            asked += 1
        return asked

    with ThreadPoolExecutor(4) as pool:
        asked = pool.map(ask_all, range(4))
        while monotonic() < ending:
            cache.clear()
            sleep(0.005)
        assert min(asked) > 0


def test_the_store_is_opened_once_until_another_file_takes_its_place(
    cache: Cache, forty_posts: Settings
) -> None:
    first = cache.open_store(forty_posts)
    assert cache.open_store(forty_posts) is first
    shutil.copy(forty_posts.store_path, forty_posts.instance / "backup.db")
    (forty_posts.instance / "backup.db").replace(forty_posts.store_path)
    assert cache.open_store(forty_posts) is not first
    forty_posts.store_path.unlink()
    with pytest.raises(StoreGone):
        cache.open_store(forty_posts)
