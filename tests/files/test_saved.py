import io
import os
import sys
from pathlib import Path

import pytest

from jobsearch.errors import FeedTooLarge, FileUnreadable
from jobsearch.files import saved
from jobsearch.files.saved import STDIN, expand, name, read, read_text


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
    ("path", "cause"),
    [
        ("missing.json", "No such file or directory"),
        (".", r"the folder contains no \.json file"),
        ("file/inside", "Not a directory"),
        ("x" * 300, "File name too long"),
    ],
)
def test_says_why_a_file_cannot_be_read(tmp_path: Path, path: str, cause: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileUnreadable, match=f"cannot be read: {cause}. Choose an existing file"):
        read(tmp_path / path)


@pytest.mark.usefixtures("ten_bytes_at_most")
def test_reads_a_file_of_just_the_limit(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(b"x" * 10)
    assert len(read(tmp_path / "feed.json")) == 10


@pytest.mark.usefixtures("ten_bytes_at_most")
def test_refuses_a_file_over_the_limit(tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(b"x" * 11)
    with pytest.raises(FeedTooLarge, match=r"feed\.json exceeds the size limit for responses \(64 MiB\)"):
        read(tmp_path / "feed.json")


@pytest.mark.usefixtures("ten_bytes_at_most")
def test_reads_only_the_beginning_of_what_is_handed_over_and_does_not_end() -> None:
    with Path("/dev/zero").open("rb") as endless, pytest.raises(FeedTooLarge, match="exceeds the size limit"):
        read(Path(f"/dev/fd/{endless.fileno()}"))


@pytest.mark.usefixtures("ten_bytes_at_most")
def test_calls_standard_input_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Piped(b"x" * 11))
    with pytest.raises(FeedTooLarge, match="standard input exceeds the size limit"):
        read(STDIN)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of saved responses, among other things."""
    folder = tmp_path / "responses"
    (folder / "older").mkdir(parents=True)
    names = "2026-02.JSON 2026-01.json 10.json 9.json .hidden.json notes.txt older/2025.json"
    for file in names.split():
        (folder / file).touch()
    return folder


def test_a_folder_stands_for_its_responses_in_the_order_of_their_names(folder: Path) -> None:
    assert [file.name for file in expand([folder])] == ["10.json", "2026-01.json", "2026-02.JSON", "9.json"]


def test_files_folders_and_standard_input_keep_their_order(folder: Path, tmp_path: Path) -> None:
    missing, named = tmp_path / "missing.json", folder / "notes.txt"
    found = expand([missing, STDIN, folder / "older", named])
    assert found == [missing, STDIN, folder / "older" / "2025.json", named]
    assert expand([]) == []


@pytest.mark.parametrize("content", [None, "notes.txt"])
def test_refuses_a_folder_without_a_response(tmp_path: Path, content: str | None) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    if content:
        (empty / content).touch()
    assert expand([empty]) == [empty]
    with pytest.raises(FileUnreadable, match=r"empty cannot be read: the folder contains no \.json file"):
        read(empty)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_says_that_a_folder_may_not_be_entered(folder: Path) -> None:
    folder.chmod(0)
    try:
        for path in (folder, folder / "older", folder / "9.json"):
            assert expand([path]) == [path]
            with pytest.raises(FileUnreadable, match="Permission denied"):
                read(path)
    finally:
        folder.chmod(0o700)


def test_a_name_that_is_too_long_is_left_to_the_reader(tmp_path: Path) -> None:
    assert expand([tmp_path / ("x" * 300)]) == [tmp_path / ("x" * 300)]


def test_calls_a_file_whose_name_is_no_text_by_a_printable_one() -> None:
    assert name(Path(os.fsdecode(b"a\xffb\n\x1b[31m.json"))) == "a\ufffdb [31m.json"


def test_a_folder_named_like_standard_input_does_not_hide_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "-").mkdir()
    monkeypatch.chdir(tmp_path)
    assert expand([STDIN]) == [STDIN]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_text_is_read_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "labels.csv"
    file.write_bytes("key;label;note\r\nremoteok:1;yes;f\u00fcr K\u00f6ln\r\n".encode(encoding))
    assert read_text(file).endswith("remoteok:1;yes;f\u00fcr K\u00f6ln\r\n")
    file.write_bytes("\ufeffkey\tlabel\r\n".encode(encoding, "replace"))
    assert read_text(file).endswith("key\tlabel\r\n")
