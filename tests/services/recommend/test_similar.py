"""Likeness ranks alike whether the posts were read now, kept by an earlier run, or renewed by this one."""

from collections.abc import Sequence
from multiprocessing import current_process

import pytest
from sqlalchemy import text
from support.feeds import element, tasteful
from support.reposts import fetched

from jobsearch.domain.query import Query
from jobsearch.services.cache import Cache
from jobsearch.services.reading import counting
from jobsearch.services.recommend.recommend import recommend
from jobsearch.settings import Settings
from jobsearch.store import texts
from jobsearch.store.sqlite.engine import Engine, connect, connect_readonly, writing

WISH = Query(None, everything=True, like="python backend, postgresql, no sales")


def ranking(settings: Settings) -> list[tuple[str, float | None, Sequence[object]]]:
    """Return the whole list with its scores and reasons, to the last digit."""
    found = recommend(settings, WISH).posts
    return [(post.key, post.score, post.reasons) for post in found]


def fresh(settings: Settings) -> list[tuple[str, float | None, Sequence[object]]]:
    """Return the list of a run that finds nothing kept."""
    settings.posts_read_path.unlink()
    return ranking(settings)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many posts were read, each time some were."""
    numbers: list[int] = []
    whole = counting._count  # noqa: SLF001 - the seam between the store and what is counted

    def counted(engine: Engine, ids: Sequence[int]) -> object:
        numbers.append(len(ids))
        return whole(engine, ids)

    monkeypatch.setattr(counting, "_count", counted)
    return numbers


def test_posts_are_read_once(forty_posts: Settings, read: list[int]) -> None:
    assert ranking(forty_posts) == ranking(forty_posts) == ranking(forty_posts)
    assert read == [40]
    assert ranking(forty_posts) == fresh(forty_posts)


def test_after_a_fetch_only_what_it_brought_is_read(forty_posts: Settings, read: list[int]) -> None:
    ranking(forty_posts)
    fetched(forty_posts, element(7, position="Zookeeper"), element(99, description="Python over PostgreSQL"))
    renewed = ranking(forty_posts)
    assert read == [40, 2]
    assert renewed == fresh(forty_posts)
    assert "remoteok:99" in {key for key, _score, _reasons in renewed}


def test_a_post_that_is_cleaned_again_is_read_again(forty_posts: Settings, read: list[int]) -> None:
    with writing(connect(forty_posts.store_path)) as session:
        session.execute(
            text("INSERT INTO uncleaned SELECT id FROM job_posts WHERE external_id IN ('3', '4')")
        )
        session.commit()
    ranking(forty_posts)
    with writing(connect(forty_posts.store_path)) as session:
        session.execute(text("UPDATE job_posts SET description = 'Sales' WHERE external_id = '3'"))
        session.execute(text("DELETE FROM uncleaned"))
        session.commit()
    renewed = ranking(forty_posts)
    assert read == [40, 2]
    assert renewed == fresh(forty_posts)


@pytest.mark.parametrize("damage", [b"", b"not what was kept", b"PK\x03\x04" * 99])
def test_a_damaged_file_is_made_anew_without_a_word(
    forty_posts: Settings, read: list[int], damage: bytes
) -> None:
    expected = ranking(forty_posts)
    forty_posts.posts_read_path.write_bytes(damage)
    assert ranking(forty_posts) == expected
    assert ranking(forty_posts) == expected
    assert read == [40, 40]


def test_another_stores_file_is_not_taken_for_its_own(forty_posts: Settings, read: list[int]) -> None:
    ranking(forty_posts)
    other = Settings(forty_posts.instance.with_name("other"))
    fetched(other, *tasteful(40)[0][:20], *(element(100 + number) for number in range(20)))
    other.posts_read_path.write_bytes(forty_posts.posts_read_path.read_bytes())
    mixed = ranking(other)
    assert read == [40, 20]
    assert mixed == fresh(other)


def test_what_cannot_be_kept_is_read_each_time(forty_posts: Settings, read: list[int]) -> None:
    expected = ranking(forty_posts)
    forty_posts.posts_read_path.unlink()
    forty_posts.posts_read_path.mkdir()
    assert ranking(forty_posts) == ranking(forty_posts) == expected
    assert read == [40, 40, 40]


def test_a_server_keeps_it_in_memory_as_well(forty_posts: Settings, read: list[int]) -> None:
    cache = Cache()
    first = recommend(forty_posts, WISH, cache=cache)
    forty_posts.posts_read_path.unlink()
    assert recommend(forty_posts, WISH, cache=cache).posts == first.posts
    assert read == [40]
    cache.clear()


def test_many_posts_are_counted_by_two_processes_as_by_one(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = ranking(forty_posts)
    monkeypatch.setattr(counting, "_AT_ONCE", 13)
    monkeypatch.setattr(counting, "_WORTH_PROCESSES", 40)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    assert fresh(forty_posts) == expected


def test_a_daemonic_process_which_may_have_no_children_counts_alone(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = ranking(forty_posts)
    monkeypatch.setattr(counting, "_AT_ONCE", 13)
    monkeypatch.setattr(counting, "_WORTH_PROCESSES", 40)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(current_process(), "daemon", True)  # as the server's training is
    assert fresh(forty_posts) == expected


def test_without_room_for_processes_this_one_counts(
    forty_posts: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> object:
        raise OSError(11, "Resource temporarily unavailable")

    expected = ranking(forty_posts)
    monkeypatch.setattr(counting, "_WORTH_PROCESSES", 40)
    monkeypatch.setattr(counting, "ProcessPoolExecutor", full)
    assert fresh(forty_posts) == expected


def test_texts_come_in_the_order_of_ids_with_their_marks(forty_posts: Settings) -> None:
    with connect_readonly(connect(forty_posts.store_path)) as connection:
        marks = texts.marks(connection)
        found = [(text.id, mark) for text, mark in texts.read(connection, list(marks)[::-1])]
    assert found == sorted(marks.items())
