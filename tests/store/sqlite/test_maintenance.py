import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from support.postings import NOON, posting

from jobsearch.errors import BackupExists, FileUnwritable, StoreUnreadable
from jobsearch.store import labels, posts
from jobsearch.store.labels import LabelRecord
from jobsearch.store.sqlite.engine import Engine, connect, path_of, reading, writing
from jobsearch.store.sqlite.maintenance import back_up


@pytest.fixture
def labeled(five_posts: Engine) -> Engine:
    with writing(five_posts) as session:
        labels.put(session, LabelRecord("remoteok", "1", "yes", NOON))
        labels.put(session, LabelRecord("remoteok", "77", "no", NOON))
        session.commit()
    return five_posts


def stored(engine: Engine) -> tuple[list[str], list[tuple[str, str]]]:
    with reading(engine) as session:
        return (
            [post.title for post in posts.everything(session)],
            [(label.external_id, label.label) for label in labels.as_stored(session)],
        )


def test_a_restored_copy_holds_the_same_posts_and_labels(labeled: Engine, tmp_path: Path) -> None:
    back_up(labeled, tmp_path / "copy.db")
    restored = tmp_path / "elsewhere" / "jobposts.db"
    restored.parent.mkdir()
    restored.write_bytes((tmp_path / "copy.db").read_bytes())
    assert stored(connect(restored)) == stored(labeled)
    assert len(stored(labeled)[1]) == 2


def test_a_copy_is_sound_and_readable_by_its_owner_alone(labeled: Engine, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    back_up(labeled, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_copy_holds_nothing_that_is_not_committed(labeled: Engine, tmp_path: Path) -> None:
    with writing(labeled) as session:
        posts.upsert(session, [posting(6)], NOON)
        back_up(labeled, tmp_path / "copy.db")
    assert len(stored(connect(tmp_path / "copy.db"))[0]) == 5


def test_leaves_no_other_files(labeled: Engine, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    back_up(labeled, folder / "copy.db")
    assert [file.name for file in folder.iterdir()] == ["copy.db"]


def test_replaces_an_earlier_backup_only_when_told_to(labeled: Engine, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    back_up(labeled, target)
    earlier = target.read_bytes()
    with writing(labeled) as session:
        labels.put(session, LabelRecord("remoteok", "2", "unsure", NOON))
        session.commit()
    with pytest.raises(BackupExists, match="--replace"):
        back_up(labeled, target)
    assert target.read_bytes() == earlier
    back_up(labeled, target, replace=True)
    assert stored(connect(target)) == stored(labeled)


def test_fills_an_empty_file(labeled: Engine, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.touch()
    back_up(labeled, target)
    assert stored(connect(target)) == stored(labeled)


def test_refuses_the_store_itself_by_any_name(labeled: Engine, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    before = stored(labeled)
    for name in (path, link):
        with pytest.raises(FileUnwritable, match="the store itself"):
            back_up(labeled, name, replace=True)
    assert stored(labeled) == before


def test_refuses_the_store_of_another_instance(labeled: Engine, tmp_path: Path) -> None:
    other = connect(tmp_path / "other" / "jobposts.db")
    with writing(other) as session:
        labels.put(session, LabelRecord("remoteok", "3", "yes", NOON))
        with pytest.raises(FileUnwritable, match="it is a store in use"):
            back_up(labeled, path_of(other), replace=True)
        session.commit()
    assert stored(other) == ([], [("3", "yes")])


def test_a_damaged_store_takes_the_place_of_no_good_backup(
    labeled: Engine, path: Path, tmp_path: Path
) -> None:
    back_up(labeled, tmp_path / "copy.db")
    good, content = (tmp_path / "copy.db").read_bytes(), path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(content[:middle] + b"\xff" * (len(content) - middle))
    with pytest.raises(StoreUnreadable, match="was not changed"):
        back_up(labeled, tmp_path / "copy.db", replace=True)
    assert (tmp_path / "copy.db").read_bytes() == good
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["copy.db"]


def test_refuses_a_folder(labeled: Engine, tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable, match="it is a folder"):
        back_up(labeled, tmp_path)


def test_refuses_a_file_of_another_kind_and_leaves_it_alone(labeled: Engine, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam")
    with pytest.raises(FileUnwritable, match="not a backup"):
        back_up(labeled, letter, replace=True)
    assert letter.read_text() == "Dear Sir or Madam"


@pytest.mark.parametrize(
    "name",
    ["missing/copy.db", "file/copy.db", "n" * 250, "n" * 300],
    ids=["no folder", "a file as folder", "a long name", "a name too long"],
)
def test_says_in_a_sentence_why_a_file_cannot_be_written(labeled: Engine, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileUnwritable, match="Choose a file in a folder where you have write permission"):
        back_up(labeled, tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"
