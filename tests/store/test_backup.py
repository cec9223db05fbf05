import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from support.postings import NOON, posting

from jobsearch.errors import FileUnwritable
from jobsearch.store import database, jobs, labels
from jobsearch.store.labels import Answer


@pytest.fixture
def labeled(five_posts: database.Engine) -> database.Engine:
    with database.writing(five_posts) as session:
        labels.put(session, Answer("remoteok", "1", "yes", NOON))
        labels.put(session, Answer("remoteok", "77", "no", NOON))
        session.commit()
    return five_posts


def stored(engine: database.Engine) -> tuple[list[str], list[tuple[str, str]]]:
    with database.reading(engine) as session:
        return (
            [post.title for post in jobs.everything(session)],
            [(label.external_id, label.label) for label in labels.everything(session)],
        )


def test_a_restored_copy_holds_the_same_posts_and_labels(labeled: database.Engine, tmp_path: Path) -> None:
    database.back_up(labeled, tmp_path / "copy.db")
    restored = tmp_path / "elsewhere" / "jobposts.db"
    restored.parent.mkdir()
    restored.write_bytes((tmp_path / "copy.db").read_bytes())
    assert stored(database.connect(restored)) == stored(labeled)
    assert len(stored(labeled)[1]) == 2


def test_a_copy_is_sound_and_readable_by_its_owner_alone(labeled: database.Engine, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    database.back_up(labeled, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with closing(sqlite3.connect(target)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_copy_holds_nothing_that_is_not_committed(labeled: database.Engine, tmp_path: Path) -> None:
    with database.writing(labeled) as session:
        jobs.upsert(session, [posting(6)], NOON)
        database.back_up(labeled, tmp_path / "copy.db")
    assert len(stored(database.connect(tmp_path / "copy.db"))[0]) == 5


def test_leaves_no_other_files(labeled: database.Engine, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    database.back_up(labeled, folder / "copy.db")
    assert [file.name for file in folder.iterdir()] == ["copy.db"]


def test_replaces_an_older_backup(labeled: database.Engine, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    database.back_up(labeled, target)
    with database.writing(labeled) as session:
        labels.put(session, Answer("remoteok", "2", "unsure", NOON))
        session.commit()
    database.back_up(labeled, target)
    assert stored(database.connect(target)) == stored(labeled)


def test_fills_an_empty_file(labeled: database.Engine, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    target.touch()
    database.back_up(labeled, target)
    assert stored(database.connect(target)) == stored(labeled)


def test_refuses_the_store_itself_by_any_name(labeled: database.Engine, path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(path)
    before = stored(labeled)
    for name in (path, link):
        with pytest.raises(FileUnwritable, match="the store itself"):
            database.back_up(labeled, name)
    assert stored(labeled) == before


def test_refuses_a_folder(labeled: database.Engine, tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable, match="it is a folder"):
        database.back_up(labeled, tmp_path)


def test_refuses_a_file_of_another_kind_and_leaves_it_alone(labeled: database.Engine, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear Sir or Madam")
    with pytest.raises(FileUnwritable, match="not a backup"):
        database.back_up(labeled, letter)
    assert letter.read_text() == "Dear Sir or Madam"


@pytest.mark.parametrize(
    "name",
    ["missing/copy.db", "file/copy.db", "n" * 250, "n" * 300],
    ids=["no folder", "a file as folder", "a long name", "a name too long"],
)
def test_says_in_a_sentence_why_a_file_cannot_be_written(
    labeled: database.Engine, tmp_path: Path, name: str
) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(FileUnwritable, match="Name a file in a folder you may write to"):
        database.back_up(labeled, tmp_path / name)
    assert (tmp_path / "file").read_text() == "mine"
