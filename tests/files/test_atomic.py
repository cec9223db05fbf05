import os
import stat
import time
from pathlib import Path

import pytest

from jobsearch.errors import FileUnwritable
from jobsearch.files.atomic import replacing


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file with something in it."""
    (tmp_path / "file").write_text("earlier")
    return tmp_path / "file"


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def leftover(file: Path, seconds: float) -> Path:
    """Do what a killed run did so long ago."""
    with replacing(file) as beside:
        copy = beside.read_bytes()
        kept = beside.with_name(beside.name.replace(".new", "") + "0.new")
        kept.write_bytes(copy)
    os.utime(kept, (time.time() - seconds,) * 2)
    return kept


def test_the_new_content_is_there_after_the_block_and_not_before(file: Path) -> None:
    with replacing(file) as beside:
        beside.write_text("later")
        assert file.read_text() == "earlier"
    assert file.read_text() == "later"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert names(file.parent) == {"file"}


def test_a_block_that_fails_leaves_the_earlier_content_and_nothing_else(file: Path) -> None:
    def fail() -> None:
        with replacing(file) as beside:
            beside.write_text("half")
            raise ValueError("halfway")

    with pytest.raises(ValueError, match="halfway"):
        fail()
    assert (file.read_text(), names(file.parent)) == ("earlier", {"file"})


def test_two_at_once_do_not_meet(file: Path) -> None:
    with replacing(file) as first, replacing(file) as second:
        first.write_text("first")
        second.write_text("second")
    assert (file.read_text(), names(file.parent)) == ("first", {"file"})


def test_what_a_killed_run_left_is_removed_after_an_hour(file: Path) -> None:
    old, fresh = leftover(file, 4_000), leftover(file, 3_000)
    for other in (".file.txt", ".file.new.txt", "file.new", ".other.123.new"):
        (file.parent / other).touch()
        os.utime(file.parent / other, (0, 0))
    with replacing(file):
        pass
    assert not old.exists()
    assert names(file.parent) == {
        "file",
        fresh.name,
        ".file.txt",
        ".file.new.txt",
        "file.new",
        ".other.123.new",
    }


def test_a_link_is_kept_and_what_it_leads_to_is_replaced(file: Path) -> None:
    (file.parent / "link").symlink_to(file)
    with replacing(file.parent / "link") as beside:
        beside.write_text("later")
    assert file.read_text() == "later"
    assert (file.parent / "link").is_symlink()


def test_a_folder_is_never_replaced(file: Path) -> None:
    with pytest.raises(FileUnwritable, match="it is not a file"), replacing(file.parent):
        pytest.fail("there is nothing to write")
    assert file.read_text() == "earlier"
