"""What can go wrong with an instance and around it, and what each command says of it."""

import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from jobsearch.services import careers
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.labels.transfer import import_labels
from jobsearch.services.training.train import train
from jobsearch.settings import Settings
from support.careers import trade_elements
from support.feeds import body, element, labels_csv
from support.process import Finished, Program
from support.terminal import terminal

COMMANDS = {
    "fetch-new": "fetch-new -q --from feed.json",
    "label": "label --order newest",
    "labels set": "labels set remoteok:9 yes",
    "labels import": "labels import labels.csv",
    "labels export": "labels export",
    "labels export FILE": "labels export answers.csv",
    "train": "train",
    "recommend": "recommend -q",
    "recommend --new": "recommend --new -q",
    "show": "show remoteok:9",
    "open": "open remoteok:9",
    "status": "status",
    "status --config": "status --config",
    "careers train": "careers train",
    "careers titles": "careers titles",
    "careers feedback": "careers feedback sang --title singer",
    "backup": "backup copy.db",
}
_LABELED = {**dict.fromkeys(range(11, 18), "yes"), **dict.fromkeys((*range(1, 8), *range(21, 28)), "no")}


@dataclass(frozen=True)
class Fault:
    """Something that is wrong.

    Attributes:
        bring: makes it so, given the instance.
        mend: takes it away again, as a person would.
        commands: those to try, by their names in COMMANDS.
        store: whether the store is still one, with everything in it.
        file_size: no file can grow beyond so many bytes; None for no bound.
        wrapper: the command that runs the program.

    """

    bring: Callable[[Path], object] = lambda _instance: None
    mend: Callable[[Path], object] = lambda _instance: None
    commands: Sequence[str] = tuple(COMMANDS)
    store: bool = True
    file_size: int | None = None
    wrapper: tuple[str, ...] = ()


def make_instance(folder: Path) -> Path:
    """Make an instance in `folder` with thirty posts of three trades, twenty-one labels and both models."""
    settings = Settings(instance=folder / "instance", remoteok_url="http://127.0.0.1:9/api")
    folder.mkdir(exist_ok=True)
    (folder / "posts.json").write_bytes(body(trade_elements()))
    fetch_new(settings, [folder / "posts.json"])
    answers = {f"remoteok:{number}": label for number, label in _LABELED.items()}
    import_labels(settings, labels_csv(answers), "labels.csv")
    train(settings)
    careers.train(settings)
    return settings.instance


def told(fault: Fault, healthy: Path, folder: Path) -> list[str]:
    """Bring the fault about on a copy of an instance, try every command, and return what they say.

    A line is the commands that end alike, their exit status and the sentences. What the store held before is
    looked for afterwards.
    """
    instance = folder / "instance"
    shutil.copytree(healthy, instance)
    _prepare(folder)
    fault.bring(instance)
    before = _content(instance)
    ended = _try(fault, instance)
    fault.mend(instance)
    if fault.store:
        check_nothing_lost(instance, healthy)
    else:
        assert _content(instance) == before
    return _lines({name: _outcome(done, instance) for name, done in ended.items()})


def check_nothing_lost(instance: Path, before: Path) -> None:
    """Assert that a store is sound, and holds all posts, labels and applications of an earlier copy of it."""
    now, then = _rows(instance), _rows(before)
    assert now["integrity"] == [("ok",)]
    assert now["foreign keys"] == []
    for table in ("job_posts", "labels", "applied"):
        assert set(then[table]) <= set(now[table]), table


def _prepare(folder: Path) -> None:
    (folder / "feed.json").write_bytes(body([*trade_elements(), *(element(number) for number in (31, 32))]))
    (folder / "labels.csv").write_text(labels_csv({"remoteok:18": "yes", "remoteok:28": "no"}))


def _try(fault: Fault, instance: Path) -> dict[str, Finished]:
    program = Program(instance, {"BROWSER": "true", "COLUMNS": "500"}, fault.wrapper)
    return {name: _run(program, name, fault) for name in fault.commands}


def _run(program: Program, name: str, fault: Fault) -> Finished:
    arguments = COMMANDS[name].split()
    if name == "label":
        return _label(program, arguments, fault)
    if fault.wrapper:
        return program.run(*arguments)
    return program.run(*arguments, file_size=fault.file_size)


def _label(program: Program, arguments: Sequence[str], fault: Fault) -> Finished:
    """Answer one post with "unsure" and end; of what the terminal shows, what comes last is what is said."""
    if fault.file_size is not None:
        program = replace(program, wrapper=("prlimit", f"--fsize={fault.file_size}"))
    with terminal(program, *arguments, columns=500) as asking:
        if asking.is_asked():
            asking.press("u")
            if asking.is_asked(unlike=asking.key):
                asking.press("q")
        status = asking.end()
        said = asking.last_line.rpartition("q quit")[2].strip()
        return Finished(status, "", "" if status == 0 else f"{said}\n")


def _outcome(done: Finished, instance: Path) -> str:
    assert "Traceback" not in done.err, done.err
    said = " ".join(
        done.err.replace(str(instance), "INSTANCE").replace(str(instance.parent), "FOLDER").split()
    )
    said = re.sub(r"\d+,\d+ bytes", "N bytes", said)
    said = re.sub(r"this version supports \d+", "this version supports N", said)
    if done.status:
        assert done.err.count("\n") == 1, done.err
        return f"status {done.status}: {said}"
    return f"works: {said}" if said else "works"


def _lines(outcomes: dict[str, str]) -> list[str]:
    alike: dict[str, list[str]] = {}
    for name, outcome in outcomes.items():
        alike.setdefault(outcome, []).append(name)
    return [f"{', '.join(names)}: {outcome}" for outcome, names in alike.items()]


def _content(instance: Path) -> bytes | None:
    store = instance / "jobposts.db"
    return store.read_bytes() if store.is_file() else None


def _rows(instance: Path) -> dict[str, list[tuple[object, ...]]]:
    queries = {
        "integrity": "PRAGMA integrity_check",
        "foreign keys": "PRAGMA foreign_key_check",
        "job_posts": "SELECT source, external_id FROM job_posts",
        "labels": "SELECT source, external_id, label, labeled_at FROM labels",
        "applied": "SELECT source, external_id, min(applied_at) FROM {applied} GROUP BY 1, 2",
    }
    # Without an exclusive lock, SQLite needs space for a file that readers share.
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        columns = {row[1] for row in connection.execute("PRAGMA table_info(labels)")}
        applied = "labels WHERE applied_at NOT NULL" if "applied_at" in columns else "applied"
        queries["applied"] = queries["applied"].format(applied=applied)
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}
