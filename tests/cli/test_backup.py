"""backup as a process: what it writes, refuses and tells, and what status knows of it."""

import json
import re
import shutil
from pathlib import Path

import pytest
from support.process import Program


def standing(program: Program) -> str:
    """Return what status says of the backup, "" for nothing."""
    found = re.search(
        r"^Backup +(.*?)^Next ", program.run("status", COLUMNS="300").out, re.MULTILINE | re.DOTALL
    )
    return found[1].strip() if found else ""


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir() if file.is_file())


def test_it_goes_beside_no_other_file(own_trained: Program, tmp_path: Path) -> None:
    precious = tmp_path / "thesis.txt"
    precious.write_text("years of work")
    for options in ((), ("--replace",)):
        done = own_trained.run("backup", precious, *options)

        assert (done.status, done.out) == (1, "")
        assert done.err == (
            f"{precious} cannot be written: it exists and is not a backup. "
            "Choose a file in a folder where you have write permission.\n"
        )
    assert precious.read_text() == "years of work"


def test_it_replaces_an_earlier_one_only_when_told_to(own_trained: Program, tmp_path: Path) -> None:
    first, second, third = (
        own_trained.run("backup", *options, tmp_path / "backup.db") for options in ((), (), ("--replace",))
    )

    assert (first.status, second.status, third.status) == (0, 1, 0)
    assert second.err == (
        f"{tmp_path}/backup.db already exists. Use --replace to overwrite it, or choose another name.\n"
    )
    assert files(tmp_path) == ["backup.db"]


def test_one_that_cannot_be_written_is_one_sentence(own_trained: Program, tmp_path: Path) -> None:
    done = own_trained.run("backup", tmp_path / "missing" / "backup.db")

    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "cannot be written" in done.err


def test_it_says_what_is_not_in_it(own_trained: Program, tmp_path: Path) -> None:
    without = own_trained.run("backup", tmp_path / "1.db").err
    (own_trained.instance / "config.toml").write_text("[me]\n")
    beside = own_trained.run("backup", tmp_path / "2.db").err

    assert "without the models, which `train` can rebuild" in without
    assert "config.toml" not in without
    assert "; config.toml, which holds your settings, is not included, so copy it as well" in beside


def test_status_tells_when_the_last_one_was_and_what_it_lacks(own_trained: Program, tmp_path: Path) -> None:
    assert standing(own_trained) == "none yet"
    copy = tmp_path / "backup.db"
    own_trained.run("backup", copy)
    assert re.fullmatch(rf"20\S+ \S+ \(age 0m\) to {re.escape(str(copy))}", standing(own_trained))
    own_trained.run("labels", "set", "remoteok:24", "yes")
    copy.rename(tmp_path / "elsewhere.db")
    assert standing(own_trained).endswith(f"to {copy}; currently not available; 1 answer since")


def test_a_failed_one_is_not_told(own_trained: Program, tmp_path: Path) -> None:
    own_trained.run("backup", tmp_path)

    assert standing(own_trained) == "none yet"


def test_a_restored_store_claims_no_backup_that_it_did_not_make(own_trained: Program, tmp_path: Path) -> None:
    own_trained.run("backup", tmp_path / "first.db")
    own_trained.run("backup", tmp_path / "second.db")
    there = Program(tmp_path / "there" / "instance")
    there.instance.mkdir(parents=True)
    shutil.copy(tmp_path / "second.db", there.instance / "jobposts.db")

    assert standing(there) == "none yet"
    assert there.run("labels", "export").out == own_trained.run("labels", "export").out


@pytest.mark.parametrize(
    "note", ["", "[]", "{", "null", "\x00", json.dumps({"made_at": 3, "path": "x"}), '{"made_at": "soon"}']
)
def test_a_damaged_note_of_the_last_one_tells_of_none(own_trained: Program, note: str) -> None:
    (own_trained.instance / "last-backup.json").write_text(note)

    assert standing(own_trained) == "none yet"
