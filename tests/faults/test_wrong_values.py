"""Values in the store that cannot be there: no command or request fails over one, and nothing is lost.

    PYTHONPATH=tests python tests/faults/test_wrong_values.py [SHARE [SEED [ONLY]]]

tries a share of all pairs of a wrong value and a command or route, 1 for all (hours), and prints what it
found; ONLY is a part of the names of those to be tried. The default suite tries a few, `-m slow` some of each
table.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from support import wrong as wrongs
from support.wrong import COMMANDS, Action, Wrong, bring, content, copied, make_full_instance

from jobsearch.store.sqlite.engine import connect, connect_readonly
from jobsearch.store.tables import METADATA
from jobsearch.store.values import WrongRow, wrong_rows

FEW = 25  # of the default suite, which has a few seconds for them
SEED = 18
# What these are to remove or to put in the place of something is no loss.
_REPLACING = {"wish set", "wish clear", "careers forget", "sources add", "sources remove"}
_IN_THE_WAY = "so the operation failed"
_SLOW = "check"  # which waits for a page that does not answer
ENVIRONMENT = {"BROWSER": "true", "JOBSEARCH_REMOTEOK_URL": "http://127.0.0.1:9/api"}


class Outcome(NamedTuple):
    """How a command or request went on a store with a wrong value: what is a fault of it, "" for none."""

    wrong: Wrong
    action: Action
    fault: str


def pairs() -> list[tuple[Wrong, Action]]:
    """Return every wrong value with every command and route."""
    actions: list[Action] = [*COMMANDS, *wrongs.routes()]
    return [(wrong, action) for wrong in wrongs.wrongs() for action in actions if action != _SLOW]


def outcomes(chosen: Iterable[tuple[Wrong, Action]], healthy: Path, folder: Path) -> Iterator[Outcome]:
    """Try each on a copy of the instance of its own; the working folder is another after that."""
    brought: Wrong | None = None
    possible = False
    instance, kept = folder / "w" / "instance", folder / "wrong.db"
    for wrong, action in sorted(chosen, key=lambda pair: str(pair[0])):
        if wrong != brought:
            brought, instance = wrong, copied(healthy, folder / "w")
            possible = bring(wrong, instance / "jobposts.db")
            shutil.copy(instance / "jobposts.db", kept)
        if possible:
            yield Outcome(wrong, action, _tried(action, instance, kept))


def _tried(action: Action, instance: Path, store: Path) -> str:
    for ending in ("", "-wal", "-shm"):
        (instance / f"jobposts.db{ending}").unlink(missing_ok=True)
    shutil.copy(store, instance / "jobposts.db")
    (instance.parent / "copy.db").unlink(missing_ok=True)
    os.chdir(instance.parent)
    before = content(instance)
    said = wrongs.run(action, instance) if isinstance(action, str) else wrongs.ask(*action, instance)
    after = content(instance)
    if said.fault or _IN_THE_WAY in said.words:  # which is said where nobody foresaw it
        return said.fault or said.words
    gone = [table for table, rows in before.items() if rows - after[table]]
    return f"lost of {', '.join(gone)}" if gone and not _replaces(action) else ""


def _replaces(action: Action) -> bool:
    if isinstance(action, str):
        return action in _REPLACING or action.startswith("labels")
    return action[0] in {"DELETE", "PUT"}


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in ENVIRONMENT.items():
        monkeypatch.setenv(name, value)


def faults_of(chosen: Iterable[tuple[Wrong, Action]], healthy: Path, folder: Path) -> list[str]:
    """Return what went wrong with these, as lines."""
    return [
        f"{one.wrong} | {one.action} | {one.fault}" for one in outcomes(chosen, healthy, folder) if one.fault
    ]


def test_no_command_or_route_fails_over_a_wrong_value(full_instance: Path, tmp_path: Path) -> None:
    chosen = random.Random(SEED).sample(pairs(), FEW)
    assert faults_of(chosen, full_instance, tmp_path) == []


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.parametrize("table", METADATA.tables)
def test_none_does_whatever_the_table(table: str, full_instance: Path, tmp_path: Path) -> None:
    of_table = [pair for pair in pairs() if pair[0].table == table]
    chosen = random.Random(table).sample(of_table, len(of_table) // 8)
    assert faults_of(chosen, full_instance, tmp_path) == []


def found(wrong: Wrong, healthy: Path, folder: Path) -> list[WrongRow] | None:
    """Return what is found on a store with a wrong value, None where SQLite does not let it be there."""
    store = copied(healthy, folder) / "jobposts.db"
    if not bring(wrong, store):
        return None
    with connect_readonly(connect(store)) as connection:
        return list(wrong_rows(connection))


def unnamed(chosen: Iterable[Wrong], healthy: Path, folder: Path) -> list[str]:
    """Return those of these values that are not found, or are found where they are not."""
    lines = []
    for wrong in chosen:
        rows = found(wrong, healthy, folder / "w")
        if rows is not None and [(row.table, row.columns) for row in rows] != [
            (wrong.table, (wrong.column,))
        ]:
            lines.append(f"{wrong}: {rows}")
    return lines


def unfit() -> list[Wrong]:
    """Return the values that no column of their kind may have."""
    names = {
        "a blob",
        "broken UTF-8",
        "infinity",
        "text",
        "broken JSON",
        "a far date",
        "no date",
        "deep JSON",
    }
    return [one for one in wrongs.wrongs() if one.name in names]


def test_what_is_wrong_is_named_and_nothing_else(full_instance: Path, tmp_path: Path) -> None:
    with connect_readonly(connect(full_instance / "jobposts.db")) as connection:
        assert list(wrong_rows(connection)) == []
    assert unnamed(random.Random(SEED).sample(unfit(), FEW), full_instance, tmp_path) == []


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_all_that_is_wrong_is_named(full_instance: Path, tmp_path: Path) -> None:
    assert unnamed(unfit(), full_instance, tmp_path) == []


def main(share: float = 1.0, seed: int = SEED, only: str = "") -> None:
    """Try a share of all pairs, and print the faults, those of a kind together."""
    os.environ.update(ENVIRONMENT)
    drawn = random.Random(seed)
    chosen = [pair for pair in pairs() if only in f"{pair[0]} | {pair[1]}" and drawn.random() < share]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JOBSEARCH_KEY_FILE"] = f"{folder}/key"
        started = time.monotonic()
        ended = list(outcomes(chosen, make_full_instance(Path(folder) / "healthy"), Path(folder)))
    wrong = [one for one in ended if one.fault]
    print(f"{len(wrong):,} faults in {len(ended):,} tries, {time.monotonic() - started:.0f} s")  # noqa: T201 - a script tells what it measured
    for fault, times in Counter(one.fault[:70] for one in wrong).most_common():
        first = next(one for one in wrong if one.fault[:70] == fault)
        print(f"{times:5} {fault} || {first.wrong} | {first.action}")  # noqa: T201 - same


if __name__ == "__main__":
    given = sys.argv[1:]
    main(*map(float, given[:1]), *map(int, given[1:2]), *given[2:3])
