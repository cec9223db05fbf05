"""What every command says of a damaged instance, of a full disk, of no permission: the table of faults.

    PYTHONPATH=tests python tests/faults/test_damaged_instances.py

writes tests/data/faults.txt anew, or the parts of it that it is given: read each sentence before you keep it.
"""

import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from support.damage import COMMANDS, Fault, make_instance, told

TABLE = Path(__file__).parents[1] / "data" / "faults.txt"
READING = ("recommend", "status", "fetch-new", "label")
whole = None
TAUGHT = ("recommend", "show", "status", "fetch-new", "label", "careers titles", "careers feedback")


def write(name: str, content: bytes) -> Callable[[Path], object]:
    """Put these bytes in the place of a file of the instance."""
    return lambda instance: (instance / name).write_bytes(content)


def cut(name: str, share: float) -> Callable[[Path], None]:
    """Keep only the beginning of a file."""

    def bring(instance: Path) -> None:
        content = (instance / name).read_bytes()
        (instance / name).write_bytes(content[: int(len(content) * share)])

    return bring


def folder(name: str) -> Callable[[Path], None]:
    """Put a folder in the place of a file."""

    def bring(instance: Path) -> None:
        (instance / name).unlink(missing_ok=True)
        (instance / name / "kept").mkdir(parents=True)

    return bring


def overwrite(instance: Path) -> None:
    """Write over the pages of the store from the second one on."""
    store = instance / "jobposts.db"
    content = store.read_bytes()
    store.write_bytes(content[:4_096] + b"\xff" * (len(content) - 4_096))


def execute(*statements: str) -> Callable[[Path], None]:
    """Do something to the store with SQL."""

    def bring(instance: Path) -> None:
        with closing(sqlite3.connect(instance / "jobposts.db")) as connection, connection:
            for statement in statements:
                connection.execute(statement)

    return bring


def songs(instance: Path) -> None:
    """Put another program's database in the place of the store."""
    (instance / "jobposts.db").unlink()
    execute("CREATE TABLE songs (title)")(instance)


def file_for_folder(instance: Path) -> None:
    """Put a file in the place of the instance."""
    shutil.rmtree(instance)
    instance.write_text("mine")


def forbidden(of_folder: int, of_files: int, commands: Iterable[str]) -> Fault:
    """Give the instance and its files these permissions, and let them bind root too."""
    dropped = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()

    def bring(instance: Path) -> None:
        for file in instance.iterdir():
            file.chmod(of_files)
        instance.chmod(of_folder)

    def mend(instance: Path) -> None:
        instance.chmod(0o700)
        for file in instance.iterdir():
            file.chmod(0o600)

    return Fault(bring, mend, tuple(commands), wrapper=dropped)


FAULTS = {
    "nothing": Fault(),
    "the store is another kind of file": Fault(write("jobposts.db", b"not a store " * 999), store=False),
    "the store is another program's database": Fault(songs, store=False),
    "the store is of a newer version": Fault(
        execute("PRAGMA journal_mode = DELETE", "PRAGMA user_version = 999"), store=False
    ),
    "the store is cut in half": Fault(cut("jobposts.db", 0.5), store=False),
    "the pages of the store are overwritten": Fault(overwrite, store=False),
    "a folder in the place of the store": Fault(folder("jobposts.db"), store=False),
    "a folder in the place of the store's log": Fault(
        folder("jobposts.db-wal"), mend=lambda instance: shutil.rmtree(instance / "jobposts.db-wal")
    ),
    "a file in the place of the instance": Fault(file_for_folder, commands=READING, store=False),
    "the model is missing": Fault(lambda instance: (instance / "model.joblib").unlink(), commands=TAUGHT),
    "the model is cut in half": Fault(cut("model.joblib", 0.5), commands=TAUGHT),
    "the model is another file": Fault(
        write("model.joblib", b"cos\nsystem\n(S'false'\ntR."), commands=TAUGHT
    ),
    "a folder in the place of the model": Fault(folder("model.joblib"), commands=(*TAUGHT, "train")),
    "the career model is missing": Fault(
        lambda instance: (instance / "careers.npz").unlink(), commands=TAUGHT
    ),
    "the career model is cut in half": Fault(cut("careers.npz", 0.5), commands=TAUGHT),
    "a folder in the place of the career model": Fault(
        folder("careers.npz"), commands=(*TAUGHT, "careers train")
    ),
    "config.toml is not TOML": Fault(write("config.toml", b"[me\n"), commands=(*READING, "status --config")),
    "config.toml is not text": Fault(
        write("config.toml", b"\xff\xfe"), commands=(*READING, "status --config")
    ),
    "config.toml has an unknown name": Fault(
        write("config.toml", b"[recommend]\nnumbr = 3\n"), commands=(*READING, "status --config")
    ),
    "a folder in the place of config.toml": Fault(
        folder("config.toml"), commands=(*READING, "status --config")
    ),
    "a folder in the place of last-backup.json": Fault(
        folder("last-backup.json"), commands=("backup", "status")
    ),
    "a folder in the place of the backup": Fault(
        lambda instance: (instance.parent / "copy.db").mkdir(), commands=("backup",)
    ),
    "another file in the place of the backup": Fault(
        lambda instance: (instance.parent / "copy.db").write_text("a letter"), commands=("backup",)
    ),
    "a backup of before": Fault(
        lambda instance: shutil.copy(instance / "jobposts.db", instance.parent / "copy.db"),
        commands=("backup",),
    ),
    "a folder in the place of what is exported": Fault(
        lambda instance: (instance.parent / "answers.csv").mkdir(), commands=("labels export FILE",)
    ),
    "what is imported is missing": Fault(
        lambda instance: [(instance.parent / name).unlink() for name in ("feed.json", "labels.csv")],
        commands=("fetch-new", "labels import"),
    ),
    "what is imported is garbage": Fault(
        lambda instance: [
            (instance.parent / name).write_text("key,label\n\ngarbage\n")
            for name in ("feed.json", "labels.csv")
        ],
        commands=("fetch-new", "labels import"),
    ),
    "no file can have more than 4 KiB": Fault(file_size=4_096),
    "no file can have more than 48 KiB": Fault(file_size=48 * 1_024),
    "no file can have more than 288 KiB": Fault(file_size=288 * 1_024),
    "the instance may not be written": forbidden(0o500, 0o400, COMMANDS),
    "the instance may not be entered": forbidden(0o000, 0o600, READING),
    "the files may not be read": forbidden(0o700, 0o000, READING),
}


# The others run with -m slow: the default suite has no time for all.
USUAL = {
    "nothing",
    "the store is another kind of file",
    "the store is cut in half",
    "the model is missing",
    "the career model is missing",
    "config.toml is not TOML",
    "a backup of before",
    "another file in the place of the backup",
    "what is imported is garbage",
    "no file can have more than 4 KiB",
    "the instance may not be entered",
    "the store is of a newer version",
}


def outcome(name: str, healthy: Path, where: Path) -> str:
    """Return a fault's part of the table."""
    return "\n".join([f"== {name}", *told(FAULTS[name], healthy, where), ""])


def needed(fault: Fault) -> tuple[str, ...]:
    """Return the tools of the system that a fault takes."""
    return (*fault.wrapper[:1], *(() if fault.file_size is None else ("prlimit",)))


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with posts, labels and both models, to be copied."""
    return make_instance(tmp_path_factory.mktemp("healthy"))


@pytest.mark.parametrize(
    "name", [name if name in USUAL else pytest.param(name, marks=pytest.mark.slow) for name in FAULTS]
)
def test_a_fault_is_told_in_a_sentence_and_nothing_is_lost(name: str, healthy: Path, tmp_path: Path) -> None:
    if missing := [tool for tool in needed(FAULTS[name]) if not shutil.which(tool)]:
        pytest.skip(f"there is no {missing[0]} here")
    assert outcome(name, healthy, tmp_path).splitlines() == expected()[name]


def test_the_table_has_every_fault() -> None:
    assert list(expected()) == list(FAULTS)


def expected() -> dict[str, list[str]]:
    """Return the parts of the table by their names."""
    parts = f"\n{TABLE.read_text()}".split("\n== ")[1:]
    return {part.partition("\n")[0]: f"== {part}".rstrip().splitlines() for part in parts}


def main(names: Sequence[str]) -> None:
    """Write these parts of the table anew."""
    parts = expected() if TABLE.exists() else {}
    with tempfile.TemporaryDirectory() as base:
        copied = make_instance(Path(base, "healthy"))
        for number, name in enumerate(names):
            (where := Path(base, str(number))).mkdir()
            parts[name] = outcome(name, copied, where).splitlines()
            print(*parts[name], "", sep="\n")  # noqa: T201 - it is to be read
    TABLE.write_text("\n\n".join("\n".join(parts[name]) for name in FAULTS if name in parts) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:] or list(FAULTS))
