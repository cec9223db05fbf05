"""A server whose store goes says so until it is back, makes no new one, and keeps nothing of it open."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest
from support.feeds import body, element
from support.serving import Server, in_thread

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings

READS = (
    "/posts",
    "/posts/remoteok:1",
    "/status",
    "/health",
    "/labels/next",
    "/stats/posts-per-day",
    "/train",
)
WRITES = (
    ("PUT", "/posts/remoteok:1/label", {"label": "yes"}),
    ("DELETE", "/posts/remoteok:2/label", None),
    ("POST", "/recommendations/shown", {"keys": ["remoteok:1"]}),
    ("POST", "/model/feedback", {"description": "kept the ledger", "title": "accountant"}),
    ("POST", "/train", None),
    ("POST", "/train?lesson=careers", None),
)


@pytest.fixture
def server(ten_posts: Settings) -> Iterator[Server]:
    """A server that has read it."""
    with in_thread(ten_posts.instance) as running:
        assert running.get("/posts").json["total"] == 10
        yield running


def without_store(instance: Path) -> None:
    for file in instance.glob("jobposts.db*"):
        file.unlink()


def without_folder(instance: Path) -> None:
    shutil.rmtree(instance)


def with_an_empty_folder(instance: Path) -> None:
    shutil.rmtree(instance)
    instance.mkdir()


def with_a_file_as_folder(instance: Path) -> None:
    shutil.rmtree(instance)
    instance.write_text("")


def with_a_folder_as_store(instance: Path) -> None:
    without_store(instance)
    (instance / "jobposts.db").mkdir()


def with_a_link_to_nowhere(instance: Path) -> None:
    without_store(instance)
    (instance / "jobposts.db").symlink_to(instance / "elsewhere.db")


def with_an_empty_store(instance: Path) -> None:
    without_folder(instance)
    set_label(Settings(instance), "remoteok:1", "no")


def with_an_empty_file(instance: Path) -> None:
    without_store(instance)
    (instance / "jobposts.db").touch()


def with_a_database_of_nothing(instance: Path) -> None:
    without_store(instance)
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        connection.execute("VACUUM")
    assert (instance / "jobposts.db").stat().st_size > 0


def with_another_store(instance: Path) -> None:
    without_folder(instance)
    feed = instance.with_name("another.json")
    feed.write_bytes(body(element(number) for number in range(900, 905)))
    fetch_new(Settings(instance), [feed])


GONE: tuple[Callable[[Path], None], ...] = (
    without_store,
    without_folder,
    with_an_empty_folder,
    with_a_file_as_folder,
    with_a_folder_as_store,
    with_a_link_to_nowhere,
    with_an_empty_store,
    with_an_empty_file,
    with_a_database_of_nothing,
    with_another_store,
)


def state_of(folder: Path) -> list[tuple[str, int]]:
    return sorted((str(file), file.lstat().st_size) for file in folder.parent.rglob(f"{folder.name}*/**/*"))


@pytest.mark.parametrize("went", GONE)
def test_the_store_is_missed_until_it_is_back(
    server: Server, ten_posts: Settings, tmp_path: Path, went: Callable[[Path], None]
) -> None:
    instance = ten_posts.instance
    kept = shutil.copytree(instance, tmp_path / "kept")
    went(instance)
    before = state_of(instance)
    for path in READS[:-1]:
        answered = server.get(path)
        assert answered.status == 503, (path, answered.body)
        assert "is missing or" in answered.json["detail"], path
        assert answered.headers["retry-after"]
    for write in WRITES:
        assert server.ask(*write).status == 503, write
    assert server.get("/train").json["state"] in {"idle", "failed"}
    assert state_of(instance) == before

    shutil.rmtree(instance) if instance.is_dir() else instance.unlink(missing_ok=True)
    shutil.copytree(kept, instance)
    assert server.get("/posts").json["total"] == 10
    assert server.get("/posts/remoteok:2").json["label"] == "yes"
    assert server.ask("PUT", "/posts/remoteok:1/label", {"label": "no"}).status == 200
    with closing(sqlite3.connect(ten_posts.store_path)) as connection:
        assert connection.execute("SELECT count(*) FROM labels").fetchone() == (2,)


@pytest.mark.parametrize(
    "said",
    [
        ("PUT", "/posts/remoteok:1/label", {"label": "yes"}),
        ("PUT", "/wish", {"text": "rust systems"}),
        ("POST", "/model/feedback", {"description": "kept the ledger", "title": "accountant"}),
    ],
)
def test_a_store_of_what_was_said_alone_is_missed_as_well(
    tmp_path: Path, said: tuple[str, str, object]
) -> None:
    instance = tmp_path / "instance"
    with in_thread(instance) as server:
        assert server.ask(*said).status < 300
        kept = shutil.copytree(instance, tmp_path / "kept")
        with_an_empty_store(instance)
        assert server.ask("PUT", "/posts/remoteok:2/label", {"label": "yes"}).status == 503
        shutil.rmtree(instance)
        shutil.copytree(kept, instance)
        assert server.ask("PUT", "/posts/remoteok:2/label", {"label": "yes"}).status == 200


@contextmanager
def mounted(what: str, where: Path) -> Iterator[None]:
    where.mkdir(exist_ok=True)
    command = ["mount", "--bind", what, str(where)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    yield
    subprocess.run(["umount", "--lazy", str(where)], check=True)


def test_an_unmounted_volume_is_missed_and_its_mount_point_stays_empty(
    ten_posts: Settings, tmp_path: Path
) -> None:
    volume, point = ten_posts.instance, tmp_path / "point"
    with mounted(str(volume), point), in_thread(point) as server:
        assert server.get("/posts").json["total"] == 10
        subprocess.run(["umount", "--lazy", str(point)], check=True)
        for write in WRITES:
            assert "is missing or has been replaced" in server.ask(*write).json["detail"]
        assert list(point.iterdir()) == []
        subprocess.run(["mount", "--bind", str(volume), str(point)], check=True)
        assert server.ask("PUT", "/posts/remoteok:1/label", {"label": "no"}).status == 200


def test_a_server_that_never_had_a_store_makes_one(tmp_path: Path) -> None:
    with in_thread(tmp_path / "new" / "instance") as server:
        assert server.get("/posts").json["total"] == 0
        assert (tmp_path / "new" / "instance" / "jobposts.db").is_file()


def test_a_store_that_was_empty_may_be_another(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    with in_thread(instance) as server:
        assert server.get("/posts").json["total"] == 0
        with_another_store(instance)
        assert server.get("/posts").json["total"] == 5


def test_a_store_that_was_filled_after_it_was_opened_is_known(tmp_path: Path) -> None:
    instance, feed = tmp_path / "instance", tmp_path / "feed.json"
    with in_thread(instance) as server:
        assert server.get("/posts").json["total"] == 0
        feed.write_bytes(body([element(1)]))
        fetch_new(Settings(instance), [feed])
        assert server.get("/posts").json["total"] == 1
        with_another_store(instance)
        assert "is missing or has been replaced" in server.get("/posts").json["detail"]


def garbage(store: Path) -> None:
    store.write_bytes(b"no store " * 1_000)


def torn(store: Path) -> None:
    os.truncate(store, store.stat().st_size // 2)


def headless(store: Path) -> None:
    with store.open("r+b") as file:
        file.write(bytes(100))


def foreign(store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("CREATE TABLE another (program)")


def too_new(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA user_version = 9999")


def pageless(store: Path) -> None:
    with store.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xff" * 8_192)


def empty(store: Path) -> None:
    os.truncate(store, 0)


def missing(store: Path) -> None:
    store.unlink()


def untouched(store: Path) -> None:
    """A restored backup, such as another inode of the same posts."""


DAMAGES = (garbage, torn, headless, foreign, too_new, pageless, empty, missing, untouched)


def open_stores(path: Path) -> int:
    """Return how many descriptors of this process are of a store at a path, deleted ones included."""
    found = []
    for one in Path("/proc/self/fd").iterdir():
        with suppress(FileNotFoundError):  # it was closed meanwhile
            found.append(str(one.readlink()))
    return sum(name.startswith(str(path)) for name in found)


@pytest.mark.parametrize("damage", DAMAGES)
def test_no_descriptor_of_a_dropped_store_stays_open(
    server: Server, ten_posts: Settings, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = ten_posts.store_path
    whole = tmp_path / "whole.db"
    with closing(sqlite3.connect(store)) as connection:
        connection.execute(f"VACUUM INTO '{whole}'")
    for _time in range(4):
        for beside in ("-wal", "-shm"):
            store.with_name(f"{store.name}{beside}").unlink(missing_ok=True)
        shutil.copy(whole, tmp_path / "damaged.db")
        damage(tmp_path / "damaged.db")
        if damage is missing:
            store.unlink(missing_ok=True)
        else:
            (tmp_path / "damaged.db").replace(store)
        for path in READS:
            assert server.get(path).status in {200, 503}
        for write in WRITES[:4]:
            assert server.ask(*write).status < 300 or damage is not untouched
    assert open_stores(store) <= 6, "two connections, each with its log and index"
    shutil.copy(whole, tmp_path / "back.db")
    (tmp_path / "back.db").replace(store)
    assert server.get("/posts").json["total"] == 10


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    command = ["mount", "--bind", "-o", "ro", str(folder), str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_read_only_instance_is_served_for_reading(ten_posts: Settings) -> None:
    reads = (
        *READS,
        "/recommendations?like=work",
        "/recommendations?all=true&like=work&search=work",
        "/stats/salaries",
        "/stats/skills",
        "/model/experiences",
        "/posts?limit=2",
    )
    with in_thread(ten_posts.instance) as server:
        expected = {path: server.get(path).status for path in reads}
        assert expected["/recommendations?like=work"] == 200
    before = state_of(ten_posts.instance)
    with read_only(ten_posts.instance), in_thread(ten_posts.instance) as server:
        for path in reads:
            answered = server.get(path)
            assert answered.status == expected[path], (path, answered.body)
        assert server.get("/posts").json["total"] == 10
        assert server.get("/posts/remoteok:2").json["label"] == "yes"
        for write in WRITES[:4]:
            answered = server.ask(*write)
            assert answered.status == 503, write
            assert "read" in answered.json["detail"]
    assert state_of(ten_posts.instance) == before
