"""The key by which a model is known to be this user's."""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from jobsearch.errors import KeyUnusable
from jobsearch.files import key


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "data" / "key"
    monkeypatch.setenv(key.VARIABLE, str(found))
    return found


def test_it_is_made_once_and_only_its_owner_can_read_it(path: Path) -> None:
    assert key.read() is None
    made = key.read_or_make()
    assert key.read_or_make() == key.read() == made
    assert len(made) == 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["key"]


def test_without_the_variable_it_is_beside_the_users_data_and_in_no_instance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(key.VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert key.path().name == "key"
    assert key.path().parent.name == "jobsearch-key", "an instance may be the folder jobsearch"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o622, 0o777])
def test_one_that_others_may_read_or_write_is_refused(path: Path, mode: int) -> None:
    key.read_or_make()
    path.chmod(mode)
    with pytest.raises(KeyUnusable, match="others"):
        key.read_or_make()


@pytest.mark.parametrize("content", [b"", b"short", bytes(33)])
def test_one_of_another_length_is_refused(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.touch(0o600)
    path.write_bytes(content)
    with pytest.raises(KeyUnusable):
        key.read_or_make()


def test_a_folder_a_link_and_a_pipe_in_its_place_are_refused_at_once(path: Path, tmp_path: Path) -> None:
    path.mkdir(parents=True, mode=0o700)
    with pytest.raises(KeyUnusable):
        key.read_or_make()
    path.rmdir()
    os.mkfifo(path, 0o600)
    with pytest.raises(KeyUnusable, match="pipe"):
        key.read_or_make()
    path.unlink()
    (tmp_path / "other").touch(0o600)
    path.symlink_to(tmp_path / "other")
    with pytest.raises(KeyUnusable, match="link"):
        key.read_or_make()


def test_a_folder_that_cannot_be_made_is_one_sentence(path: Path) -> None:
    path.parent.write_text("a file in its place")
    with pytest.raises(KeyUnusable) as raised:
        key.read_or_make()
    assert "JOBSEARCH_KEY_FILE" in str(raised.value)


@pytest.mark.parametrize("start", ["~", "~nobody-of-that-name", "~/..", "a~b"])
def test_a_place_that_begins_with_a_tilde_is_a_place_whoever_that_is(
    monkeypatch: pytest.MonkeyPatch, start: str
) -> None:
    monkeypatch.setenv(key.VARIABLE, f"{start}/key")
    assert key.path().is_absolute()
    assert key.path().name == "key"


def test_no_key_is_made_where_others_may_write(path: Path) -> None:
    path.parent.mkdir()
    path.parent.chmod(0o777)
    with pytest.raises(KeyUnusable, match="its folder is writable by other users"):
        key.read_or_make()
    assert not list(path.parent.iterdir())


def test_the_error_names_what_helps_with_every_cause(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    path.touch(0o600)
    with pytest.raises(KeyUnusable, match=r"Delete the key .* its folder .* a key outside the instance"):
        key.read()


def test_without_links_the_first_of_two_keys_stays(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = bytes(range(32))

    def refused(_beside: Path, where: Path) -> None:
        where.touch(0o600)
        where.write_bytes(first)  # another process is faster
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert key.read_or_make() == first
    path.unlink()
    monkeypatch.setattr(os, "link", lambda _beside, _where: refused_plainly())
    made = key.read_or_make()
    assert made == key.read()
    assert made != first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def refused_plainly() -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_what_a_kill_left_beside_it_is_removed_with_time(path: Path) -> None:
    path.parent.mkdir(mode=0o700)
    old, new, other = (path.with_name(f"key.{end}") for end in ("0" * 16, "1" * 16, "of-another-kind"))
    for file in (old, new, other):
        file.touch()
    for file in (old, other):
        os.utime(file, (0, 0))
    key.read_or_make()
    assert {file.name for file in path.parent.iterdir()} == {"key", new.name, other.name}


def test_of_many_that_make_one_at_once_all_have_the_same(path: Path) -> None:
    found: list[bytes] = []
    makers = [threading.Thread(target=lambda: found.append(key.read_or_make())) for _ in range(16)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert len(found) == 16
    assert len(set(found)) == 1
    assert [file.name for file in path.parent.iterdir()] == ["key"]
