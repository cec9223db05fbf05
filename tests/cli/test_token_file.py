"""What --token-file takes for a token: no more is read of it than a token has."""

import codecs
import os
from pathlib import Path

import pytest
from support.process import Program


@pytest.mark.parametrize(
    ("content", "status", "said"),
    [
        (b"x" * 65_537, 1, "contains more than 64 KiB"),
        (b"x" * 20 + b" " * 70_000, 1, "contains more than 64 KiB"),
        (b"\0" * 70_000, 1, "contains more than 64 KiB"),
        (b"x" * 65_536, 2, "has more than 4,096 characters"),
        (b"x" * 4_097 + b"\n", 2, "has more than 4,096 characters"),
        (codecs.BOM_UTF16_LE + ("x" * 4_097).encode("utf-16-le"), 2, "has more than 4,096 characters"),
        (b" " * 65_536, 2, "is empty"),
        (b"\0" * 20, 1, "is not text"),
    ],
)
def test_a_token_has_an_end(program: Program, tmp_path: Path, content: bytes, status: int, said: str) -> None:
    (tmp_path / "token").write_bytes(content)
    done = program.run("serve", "--token-file", tmp_path / "token")
    assert (done.status, done.err.count("\n")) == (status, 1)
    assert said in done.err


def test_of_a_large_file_next_to_nothing_is_read(program: Program, tmp_path: Path) -> None:
    with (tmp_path / "token").open("wb") as sparse:
        sparse.truncate(2**40)
    assert "contains more than 64 KiB" in program.run("serve", "--token-file", tmp_path / "token").err


@pytest.mark.timeout(20)
@pytest.mark.parametrize("kind", ["a pipe", "a device"])
def test_a_token_is_in_a_file(program: Program, tmp_path: Path, kind: str) -> None:
    os.mkfifo(tmp_path / "a pipe")
    (tmp_path / "a device").symlink_to("/dev/zero")
    done = program.run("serve", "--token-file", tmp_path / kind)
    assert (done.status, f"it is {kind}, not a file" in done.err) == (1, True)
