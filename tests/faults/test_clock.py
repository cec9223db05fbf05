"""A clock that was a year ahead and then set right, and the labels of two machines put together."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.damage import COMMANDS, check_nothing_lost, make_instance
from support.feeds import body, element, labels_csv
from support.process import Program

MOMENTS = {
    "job_posts": ("first_seen", "last_seen"),
    "labels": ("labeled_at",),
    "models": ("trained_at",),
    "career_models": ("trained_at",),
    "fetches": ("fetched_at",),
}


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with posts, labels and both models, to be copied."""
    return make_instance(tmp_path_factory.mktemp("healthy"))


@pytest.fixture
def here(healthy: Path, tmp_path: Path) -> Program:
    """The program on a copy of it."""
    return copied(healthy, tmp_path / "here")


@pytest.fixture
def from_the_future(here: Program) -> Program:
    """The same, written while the clock was a year ahead."""
    with closing(sqlite3.connect(here.instance / "jobposts.db")) as connection, connection:
        for table, columns in MOMENTS.items():
            for column in columns:
                later = f"datetime({column}, '+1 year') || '.000000'"
                connection.execute(f"UPDATE {table} SET {column} = {later}")
    return here


def copied(instance: Path, folder: Path) -> Program:
    (folder / "instance").mkdir(parents=True)
    for file in instance.iterdir():
        (folder / "instance" / file.name).write_bytes(file.read_bytes())
    return Program(folder / "instance")


def done(program: Program, command: str) -> str:
    """Run a command that works, and return what it prints."""
    ended = program.run(*command.split(), BROWSER="true")
    assert (ended.status, "Traceback" in ended.err) == (0, False), (command, ended.err)
    return ended.out


def labels(program: Program) -> dict[str, list[str]]:
    """Return label, labeled_at and applied_at by key."""
    rows = (line.split(",") for line in done(program, "labels export").splitlines()[1:])
    return {key: rest for key, *rest in rows}


def test_every_command_works_on_a_store_from_the_future(from_the_future: Program, tmp_path: Path) -> None:
    before = copied(from_the_future.instance, tmp_path / "before")
    (tmp_path / "here" / "feed.json").write_bytes(body(element(number) for number in (31, 32)))
    (tmp_path / "here" / "labels.csv").write_text(labels_csv({"remoteok:18": "yes"}))
    for name, command in COMMANDS.items():
        if name != "label":
            done(from_the_future, command)
    check_nothing_lost(from_the_future.instance, before.instance)


def test_what_is_new_is_new_whatever_the_clock_said_before(from_the_future: Program, tmp_path: Path) -> None:
    shown = done(from_the_future, "recommend --new --all -q -o keys").split()
    (tmp_path / "feed.json").write_bytes(body(element(number) for number in (31, 32)))
    done(from_the_future, f"fetch-new -q --from {tmp_path / 'feed.json'}")
    again = done(from_the_future, "recommend --new --all -q -o keys").split()

    assert shown
    assert sorted(again) == ["remoteok:31", "remoteok:32"]


def test_a_new_model_is_the_current_one_whatever_the_clock_said_before(from_the_future: Program) -> None:
    done(from_the_future, "labels set remoteok:9 no")
    assert "labels have changed since" in done(from_the_future, "status")
    done(from_the_future, "train")
    assert "labels have changed since" not in done(from_the_future, "status")


def test_an_answer_counts_as_newer_than_the_one_it_replaces(from_the_future: Program, tmp_path: Path) -> None:
    there = copied(from_the_future.instance, tmp_path / "there")
    done(from_the_future, "labels set remoteok:1 yes")
    done(from_the_future, f"labels export {tmp_path / 'labels.csv'}")
    done(there, f"labels import {tmp_path / 'labels.csv'}")

    assert labels(there)["remoteok:1"] == labels(from_the_future)["remoteok:1"]
    assert labels(there)["remoteok:1"][0] == "yes"


def test_two_machines_that_exchange_their_labels_have_the_same(
    here: Program, healthy: Path, tmp_path: Path
) -> None:
    there = copied(healthy, tmp_path / "there")
    done(here, "labels set remoteok:9 applied")
    done(there, "labels set remoteok:9 no")
    done(there, "labels set remoteok:10 yes")
    done(here, "labels set remoteok:10 unsure")
    done(here, "labels set other:1 no")
    for program, name in ((here, "here.csv"), (there, "there.csv")):
        done(program, f"labels export {tmp_path / name}")
    done(here, f"labels import {tmp_path / 'there.csv'}")
    done(there, f"labels import {tmp_path / 'here.csv'}")

    joined = labels(here)
    assert joined == labels(there)
    assert [joined[key][0] for key in ("remoteok:9", "remoteok:10", "other:1")] == ["no", "unsure", "no"]
    applied_at = datetime.fromisoformat(joined["remoteok:9"][2])
    assert datetime.now(UTC) - applied_at < timedelta(minutes=5), "that one applied is kept"
    check_nothing_lost(there.instance, healthy)


def test_labels_are_the_same_after_a_round_trip_through_a_file(here: Program, tmp_path: Path) -> None:
    done(here, "labels set remoteok:9 applied")
    done(here, "labels set other:1 unsure")
    exported = done(here, "labels export")
    (tmp_path / "labels.csv").write_text(exported)
    there = Program(tmp_path / "there" / "instance")
    there.instance.mkdir(parents=True)
    done(there, f"labels import {tmp_path / 'labels.csv'}")

    assert done(there, "labels export") == exported
    assert labels(there)["remoteok:9"][2] != ""
