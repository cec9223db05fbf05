import io
import os
import sys
from pathlib import Path

import pytest

from jobsearch.errors import FeedTooLarge, FileUnreadable
from jobsearch.sources import saved
from jobsearch.sources.saved import STDIN, expand, read


class Piped:
    """Standard input with these bytes behind it."""

    def __init__(self, content: bytes) -> None:
        self.buffer = io.BytesIO(content)


@pytest.fixture
def ten_bytes_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that a test can reach."""
    monkeypatch.setattr(saved, "_LIMIT", 10)


@pytest.mark.parametrize("content", [b"", b"[]", bytes(range(256))])
def test_reads_a_file_as_it_is(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(content)
    assert read(file) == content


@pytest.mark.parametrize("content", [b"", b"\xff\x00[]\r\n"])
def test_reads_what_is_piped_in(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(content))
    assert read(STDIN) == content


def test_reads_a_pipe_that_has_a_name() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"[]")
    os.close(writer)
    assert read(Path(f"/dev/fd/{reader}")) == b"[]"
    os.close(reader)


def test_refuses_a_closed_standard_input_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(FileUnreadable, match="standard input cannot be read"):
        read(STDIN)


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("missing.json", "No such file or directory"),
        (".", "Is a directory"),
        ("file/inside", "Not a directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_says_why_a_file_cannot_be_read(tmp_path: Path, name: str, cause: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileUnreadable, match=f"cannot be read: {cause}. Name a file that exists"):
        read(tmp_path / name)


@pytest.mark.usefixtures("ten_bytes_at_most")
def test_reads_a_file_of_just_the_limit(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(b"x" * 10)
    assert len(read(tmp_path / "feed.json")) == 10


@pytest.mark.usefixtures("ten_bytes_at_most")
def test_refuses_a_file_over_the_limit(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(b"x" * 11)
    with pytest.raises(FeedTooLarge, match=r"feed\.json holds more than 64 MiB"):
        read(tmp_path / "feed.json")


def test_refuses_a_device_that_does_not_end() -> None:
    with pytest.raises(FeedTooLarge, match="more than 64 MiB"):
        read(Path("/dev/zero"))


@pytest.mark.usefixtures("ten_bytes_at_most")
def test_calls_standard_input_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b"x" * 11))
    with pytest.raises(FeedTooLarge, match="standard input holds more than"):
        read(STDIN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of saved responses, among other things."""
    folder = tmp_path / "responses"
    (folder / "older").mkdir(parents=True)
    for name in ("2026-02.json", "2026-01.json", "10.json", "9.json", "notes.txt", "older/2025.json"):
        (folder / name).touch()
    return folder


def test_a_folder_stands_for_its_responses_in_the_order_of_their_names(folder: Path) -> None:
    assert [file.name for file in expand([folder])] == ["10.json", "2026-01.json", "2026-02.json", "9.json"]


def test_files_folders_and_standard_input_keep_their_order(folder: Path, tmp_path: Path) -> None:
    missing, named = tmp_path / "missing.json", folder / "notes.txt"
    found = expand([missing, STDIN, folder / "older", named])
    assert found == [missing, STDIN, folder / "older" / "2025.json", named]
    assert expand([]) == []


@pytest.mark.parametrize("content", [None, "notes.txt"])
def test_refuses_a_folder_without_a_response(tmp_path: Path, content: str | None) -> None:
    (tmp_path / "empty").mkdir()
    if content:
        (tmp_path / "empty" / content).touch()
    with pytest.raises(FileUnreadable, match=r"empty cannot be read: the folder holds no \.json file"):
        expand([tmp_path / "empty"])


def test_a_folder_named_like_standard_input_does_not_hide_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-").mkdir()
    monkeypatch.chdir(tmp_path)
    assert expand([STDIN]) == [STDIN]
