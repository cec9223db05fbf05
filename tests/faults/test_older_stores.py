"""Stores as each earlier version of the program left them: every command works on them, and nothing is lost.

    PYTHONPATH=tests python tests/faults/test_older_stores.py [OLDER/main.py]

keeps a store as that program writes it, this one by default, with its own export of the labels beside it
(tests/data/stores). That is how those of the versions 2 to 8 were made; do so before you append an upgrade.
"""

import gzip
import json
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from support.damage import COMMANDS, check_nothing_lost
from support.feeds import body, element, labels_csv, tasteful
from support.process import MAIN, Program

from jobsearch.store.sqlite.schema import UPGRADES

KEPT = Path(__file__).parents[1] / "data" / "stores"
VERSIONS = range(2, len(UPGRADES) + 1)  # store/test_upgrade.py has the first
MADE_BY = (
    "fetch-new -q --from feed.json",
    "labels import labels.csv",
    "labels set remoteok:8 applied",
    "labels set other:1 unsure",
    "train",
    "recommend --new",
    "labels set remoteok:16 yes",
)
# The others ask in a terminal, answer a post anew, or need more posts.
TRIED = [
    command
    for name, command in COMMANDS.items()
    if name not in {"label", "labels set", "careers train", "careers titles"}
]


def older(version: int, instance: Path) -> Program:
    """Put a store of that version into an instance, and a copy of it beside."""
    content = gzip.decompress((KEPT / f"v{version}.db.gz").read_bytes())
    for folder in (instance, instance.parent / "before"):
        folder.mkdir()
        (folder / "jobposts.db").write_bytes(content)
    (instance.parent / "feed.json").write_bytes(body(element(number) for number in range(20, 24)))
    (instance.parent / "labels.csv").write_text(labels_csv({"remoteok:19": "no"}))
    return Program(instance)


@pytest.mark.parametrize("version", VERSIONS)
def test_it_is_of_the_version_that_it_is_said_to_be(version: int, tmp_path: Path) -> None:
    program = older(version, tmp_path / "instance")
    with closing(sqlite3.connect(program.instance / "jobposts.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (version,)
        assert connection.execute("SELECT count(*) FROM showings").fetchone() > (0,)
        assert connection.execute("SELECT count(*) FROM rejections").fetchone() == (1,)


@pytest.mark.parametrize(
    "version",
    [pytest.param(number, marks=() if number == VERSIONS[0] else pytest.mark.slow) for number in VERSIONS],
)
def test_every_command_works_on_it_and_nothing_is_lost(version: int, tmp_path: Path) -> None:
    program = older(version, tmp_path / "instance")
    exported = program.run("labels", "export")
    assert (exported.status, exported.out) == (0, (KEPT / f"v{version}.csv").read_text())
    listed = json.loads(program.run("recommend", "--all", "-o", "json").out)
    assert all(isinstance(row["score"], float) for row in listed)
    shown = program.run("recommend", "--new", "-o", "keys").out.split()
    assert not set(shown) & _shown(tmp_path / "before"), "what was shown is not new"
    for command in (*TRIED, "labels set remoteok:17 yes"):
        done = program.run(*command.split(), BROWSER="true")
        assert (done.status, "Traceback" in done.err) == (0, False), (command, done.err)
    check_nothing_lost(program.instance, tmp_path / "before")


def _shown(instance: Path) -> set[str]:
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        query = "SELECT source || ':' || external_id FROM showings JOIN job_posts ON id = job_post_id"
        return {key for (key,) in connection.execute(query)}


def keep(main: Path) -> None:
    """Write the files that this module reads, with the program at `main`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        program = Program(folder / "instance")
        posts, answers = tasteful(18)
        (folder / "feed.json").write_bytes(body([*posts, element(19, position="")]))
        (folder / "labels.csv").write_text(labels_csv(dict(list(answers.items())[:14])))

        def run(command: str) -> str:
            done = subprocess.run(
                [sys.executable, str(main), *command.split()],
                capture_output=True,
                check=True,
                cwd=folder,
                env=program.surroundings(),
                text=True,
            )
            return done.stdout

        for command in MADE_BY:
            run(command)
        if "careers" in run("--help"):
            run("careers feedback sang --title singer")
        exported = run("labels export")
        with closing(sqlite3.connect(program.instance / "jobposts.db")) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"v{version}.db.gz").write_bytes(
            gzip.compress((program.instance / "jobposts.db").read_bytes(), mtime=0)
        )
        (KEPT / f"v{version}.csv").write_text(exported)


if __name__ == "__main__":
    keep(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else MAIN)
