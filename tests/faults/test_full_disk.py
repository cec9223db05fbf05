"""A disk without a free byte, and one that turns read-only: a small one, mounted where that is allowed."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.damage import check_nothing_lost, make_instance
from support.process import Program

MEBIBYTE = 1_048_576
STATEMENTS = (
    "fetch-new -q --from feed.json",
    "labels set remoteok:9 yes",
    "train",
    "careers feedback sang --title singer",
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four mebibytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(disk: Path) -> Path:
    """Write a file until nothing fits any more."""
    file = disk / "large"
    with file.open("wb", buffering=0) as large:
        for size in (MEBIBYTE, 4_096, 1):
            try:
                while True:
                    large.write(b"x" * size)
            except OSError:
                continue
    return file


READINGS = ("recommend", "status", "show remoteok:11", "labels export", "careers titles")


def failed_in_one_sentence(program: Program, command: str) -> bool:
    done = program.run(*command.split())
    assert "Traceback" not in done.err
    return (done.status, done.out, done.err.count("\n")) == (1, "", 1)


def test_a_full_disk_loses_nothing_and_all_works_again_once_there_is_space(disk: Path) -> None:
    program = Program(make_instance(disk))
    before = shutil.copytree(program.instance, disk.parent / "before")
    (disk / "feed.json").write_bytes((disk / "posts.json").read_bytes())
    (disk / "posts.json").unlink()
    file = fill(disk)
    failed = [command for command in STATEMENTS if failed_in_one_sentence(program, command)]
    assert failed == list(STATEMENTS)
    assert [program.run(*command.split()).status for command in READINGS] == [0] * len(READINGS)
    check_nothing_lost(program.instance, before)
    assert not list(program.instance.glob(".*"))

    file.unlink()
    assert [program.run(*command.split()).status for command in STATEMENTS] == [0, 0, 0, 0]
    check_nothing_lost(program.instance, before)
    assert program.run("status").status == 0


def test_a_backup_of_a_full_disk_can_be_made_elsewhere(disk: Path, tmp_path: Path) -> None:
    program = Program(make_instance(disk))
    fill(disk)
    assert failed_in_one_sentence(program, f"backup {disk / 'copy.db'}")
    done = program.run("backup", tmp_path / "copy.db")
    assert (done.status, "`status` will not show it" in done.err) == (0, True), done.err


def test_a_disk_that_turns_read_only_can_be_read(disk: Path) -> None:
    program = Program(make_instance(disk))
    before = shutil.copytree(program.instance, disk.parent / "before")
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    assert all(failed_in_one_sentence(program, command) for command in STATEMENTS)
    assert [program.run(*command.split()).status for command in READINGS] == [0] * len(READINGS)
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    check_nothing_lost(program.instance, before)
