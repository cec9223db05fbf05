"""SIGKILL at random moments: the store is sound, what was said to be stored is, and the next run just works.

Each command is killed again and again on the same instance, which nobody repairs in between, after delays
drawn over the time that it takes undisturbed. Those that end before do not count. How many did:

    python -m pytest -q -n 0 -s -m slow tests/faults/test_kills.py
"""

import gzip
import http.client
import json
import os
import random
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from support.damage import check_nothing_lost, make_instance
from support.feeds import body, element
from support.process import Finished, Program
from support.serving import Server, served
from support.terminal import Terminal, stored_labels, terminal

from jobsearch.errors import CareersUnusable
from jobsearch.services import careers
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.services.instance.status import status
from jobsearch.settings import Settings

SEED = 10
TIMES = pytest.mark.parametrize(
    "times", [4, pytest.param(40, marks=[pytest.mark.slow, pytest.mark.timeout(1_800)])]
)
ROWS = 500
WINDOW = 60


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with thirty posts, labels and both models, to be copied."""
    return make_instance(tmp_path_factory.mktemp("healthy"))


@pytest.fixture
def program(healthy: Path, tmp_path: Path) -> Program:
    """The program on a copy of it."""
    Program(healthy).run("backup", tmp_path / "copy.db")
    instance = tmp_path / "instance"
    instance.mkdir(mode=0o700)
    for name in ("model.joblib", "careers.npz"):
        (instance / name).write_bytes((healthy / name).read_bytes())
    (tmp_path / "copy.db").rename(instance / "jobposts.db")
    return Program(instance)


def kill_often(
    program: Program,
    times: int,
    commands: Iterator[Sequence[object]],
    check: Callable[[Finished], object] = lambda _ended: None,
) -> None:
    """Kill so many of the commands at random moments, and check what each left; the next one just works."""
    dice = random.Random(SEED)
    check(_worked(program.run(*next(commands))))  # the first one may take longer than all that follow
    begun = time.monotonic()
    check(_worked(program.run(*next(commands))))
    seconds = time.monotonic() - begun
    ended: Counter[int] = Counter()
    while ended[-signal.SIGKILL] < times:
        running = program.start(*next(commands))
        time.sleep(dice.uniform(0, seconds))
        running.kill()
        done = running.finish()
        assert done.status in (0, -signal.SIGKILL), done.err
        ended[done.status] += 1
        sound(program.instance)
        check(done)
        assert ended[0] <= 3 * times + 10, "nearly all end before they are killed"
    check(_worked(program.run(*next(commands))))
    print(f"\n{times} killed, {ended[0]} ended before")  # noqa: T201 - see above


def _worked(done: Finished) -> Finished:
    assert (done.status, "Traceback" in done.err) == (0, False), done.err
    return done


def sound(instance: Path) -> None:
    assert query(instance, "PRAGMA integrity_check") == [("ok",)]
    assert query(instance, "PRAGMA foreign_key_check") == []


def query(instance: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(instance / "jobposts.db")) as connection:
        return connection.execute(statement).fetchall()


@TIMES
def test_killed_fetches_store_each_response_whole_or_not_at_all(
    program: Program, healthy: Path, tmp_path: Path, times: int
) -> None:
    def fetches() -> Iterator[Sequence[object]]:
        for start in count(1_000, WINDOW):
            file = tmp_path / "feed.json"
            file.write_bytes(body(element(number) for number in range(start, start + WINDOW)))
            yield "fetch-new", "-q", "--from", file

    def check(_ended: Finished) -> None:
        stored = query(program.instance, "SELECT CAST(external_id AS INTEGER) FROM job_posts")
        windows = Counter((number - 1_000) // WINDOW for (number,) in stored if int(number) >= 1_000)  # type: ignore[call-overload,operator]
        assert set(windows.values()) <= {WINDOW}
        told = query(program.instance, f"SELECT count(*) FROM fetches WHERE new = {WINDOW}")
        assert told == [(len(windows),)]

    kill_often(program, times, fetches(), check)
    check_nothing_lost(program.instance, healthy)
    for cache in ("reposts", "facts", "scores", "post_words_docsize"):
        (missing,) = query(
            program.instance,
            f"SELECT (SELECT count(*) FROM job_posts) - (SELECT count(*) FROM {cache})",
        )
        assert missing == (0,), cache


@TIMES
def test_killed_imports_store_all_rows_or_none(
    program: Program, healthy: Path, tmp_path: Path, times: int
) -> None:
    given = ("yes", "no", "unsure")
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    tried = 0

    def imports() -> Iterator[Sequence[object]]:
        nonlocal tried
        for tried in count(1):
            file = tmp_path / "labels.csv"
            moment = (begun + timedelta(hours=tried)).isoformat()
            rows = [f"other:{number},{given[tried % 3]},{moment}\n" for number in range(ROWS)]
            file.write_text("key,label,labeled_at\n" + "".join(rows))
            yield "labels", "import", file

    last = 0

    def check(ended: Finished) -> None:
        nonlocal last
        found = query(
            program.instance,
            "SELECT label, labeled_at, count(*) FROM labels WHERE source = 'other' GROUP BY 1, 2",
        )
        if ended.status == 0 or (found and found[0][1] != last):
            moment = (begun + timedelta(hours=tried)).strftime("%Y-%m-%d %H:%M:%S.%f")
            assert found == [(given[tried % 3], moment, ROWS)]
            last = moment  # type: ignore[assignment]
        else:
            assert [row[2] for row in found] == [ROWS]

    kill_often(program, times, imports(), check)
    check_nothing_lost(program.instance, healthy)


@TIMES
@pytest.mark.parametrize("command", ["train", "careers train"])
def test_a_killed_training_leaves_a_model_that_works_or_says_train_again(
    program: Program, healthy: Path, times: int, command: str
) -> None:
    settings = Settings(instance=program.instance)

    def trainings() -> Iterator[Sequence[object]]:
        while True:
            yield command.split()

    def check(ended: Finished) -> None:
        model = status(settings).model
        assert model is not None
        assert model.problem in ("", "it is not the file that train wrote here")
        assert query(program.instance, "SELECT count(*) FROM scores") == [(30,)]
        try:
            assert len(careers.titles(settings)) == 3
        except CareersUnusable as error:
            assert "Run `careers train` again" in str(error)  # noqa: PT017 - either is right
        if ended.status == 0:
            assert model.problem == ""

    kill_often(program, times, trainings(), check)
    check_nothing_lost(program.instance, healthy)
    _no_leftovers(program, program.instance, command.split())


@TIMES
def test_what_a_killed_list_of_new_posts_did_not_print_stays_new(
    program: Program, tmp_path: Path, times: int
) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(body(element(number) for number in range(1_000, 1_000 + 5 * times + 20)))
    fetch_new(Settings(instance=program.instance), [file])
    printed: set[str] = set()

    def lists() -> Iterator[Sequence[object]]:
        while True:
            yield "recommend", "--new", "--all", "-q", "-n", "1", "-o", "keys"

    def check(ended: Finished) -> None:
        printed.update(ended.out.split())
        shown = query(
            program.instance,
            "SELECT source || ':' || external_id FROM job_posts JOIN showings ON job_post_id = job_posts.id",
        )
        assert {key for (key,) in shown} <= printed

    kill_often(program, times, lists(), check)


@TIMES
def test_a_killed_backup_leaves_the_earlier_one(
    program: Program, healthy: Path, tmp_path: Path, times: int
) -> None:
    folder = tmp_path / "backups" / "instance"  # so that a backup can be looked at as an instance
    folder.mkdir(parents=True)

    def backups() -> Iterator[Sequence[object]]:
        while True:
            yield "backup", "--replace", folder / "jobposts.db"

    def check(_ended: Finished) -> None:
        with closing(sqlite3.connect(f"{(folder / 'jobposts.db').as_uri()}?immutable=1", uri=True)) as copy:
            assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert {name.name for name in folder.iterdir() if not name.name.startswith(".")} == {"jobposts.db"}

    kill_often(program, times, backups(), check)
    _no_leftovers(program, folder, ("backup", "--replace", folder / "jobposts.db"))
    check_nothing_lost(folder, healthy)


def _no_leftovers(program: Program, folder: Path, command: Sequence[object]) -> None:
    """See that what killed runs left half-written is gone after a run an hour later."""
    for file in folder.glob(".*"):
        os.utime(file, (0, 0))
    _worked(program.run(*command))
    assert list(folder.glob(".*")) == []


@TIMES
def test_no_answer_that_label_went_on_from_is_lost_by_a_kill(tmp_path: Path, times: int) -> None:
    program = Program(tmp_path / "instance")
    file = tmp_path / "feed.json"
    file.write_bytes(body(element(number) for number in range(1, 4 * times + 50)))
    fetch_new(Settings(instance=program.instance), [file])
    dice = random.Random(SEED)
    answered: dict[str, str] = {}
    for _kill in range(times):
        with terminal(program, "label", "--order", "newest") as asking:
            assert asking.is_asked(), asking.shown
            asked = _answer(asking, dice.randrange(3), answered)
            asking.press("y")
            time.sleep(dice.uniform(0, 0.05))
            asking.child.kill(signal.SIGKILL)
            assert asking.end() == -signal.SIGKILL
        sound(program.instance)
        stored = stored_labels(program.instance)
        assert stored in (answered, answered | {asked: "yes"})
        answered = stored
    print(f"\n{times} killed, {len(answered)} answers stored")  # noqa: T201 - see above


@TIMES
def test_no_answer_that_a_server_acknowledged_is_lost_by_a_kill(
    program: Program, healthy: Path, times: int
) -> None:
    pytest.importorskip("uvicorn")
    dice = random.Random(SEED)
    answered = stored_labels(program.instance)
    numbers = count(1)
    for _kill in range(times):
        with served(program) as server:
            assert server.get("/recommendations").status == 200
            for _answer in range(dice.randrange(1, 4)):
                key, label = f"other:{next(numbers)}", dice.choice(["yes", "no", "unsure"])
                assert server.ask("PUT", f"/posts/{key}/label", {"label": label}).status == 200
                answered[key] = label
            with ThreadPoolExecutor(1) as pool:  # one more, which the kill may or may not outrun
                key = f"other:{next(numbers)}"
                last = pool.submit(_put, server, key, "yes")
                time.sleep(dice.uniform(0, 0.03))
                server.child.kill()
                acknowledged = last.result()
        sound(program.instance)
        stored = stored_labels(program.instance)
        assert stored == answered | {key: "yes"} or (not acknowledged and stored == answered)
        answered = stored
    check_nothing_lost(program.instance, healthy)
    print(f"\n{times} killed, {len(answered)} answers stored")  # noqa: T201 - see above


def _put(server: Server, key: str, label: str) -> bool:
    """Tell whether the server acknowledged an answer before it was gone."""
    try:
        return server.ask("PUT", f"/posts/{key}/label", {"label": label}).status == 200
    except (OSError, http.client.HTTPException):
        return False


def _answer(asking: Terminal, times: int, answered: dict[str, str]) -> str:
    """Answer so many posts "no" and wait for the next each time; return the key of the one that is asked."""
    for _answer in range(times):
        asked = asking.key
        asking.press("n")
        assert asking.is_asked(unlike=asked), asking.shown
        answered[asked] = "no"
    return asking.key


FEW_TIMES = pytest.mark.parametrize(
    "times", [2, pytest.param(40, marks=[pytest.mark.slow, pytest.mark.timeout(1_800)])]
)
EVENTS = "SELECT external_id, number, stage, note FROM applications WHERE source = 'remoteok' ORDER BY 1, 2"


@FEW_TIMES
@pytest.mark.parametrize("command", ["set", "note", "correct", "read"])
def test_killed_commands_about_applications_lose_and_double_no_event(
    program: Program, tmp_path: Path, times: int, command: str
) -> None:
    program.run("applications", "set", "remoteok:1", "applied")
    tried = 0

    def runs() -> Iterator[Sequence[object]]:
        nonlocal tried
        for tried in count(1):
            note = f"run {tried}"
            mail = tmp_path / "reply.eml"
            mail.write_text(
                f"From: a@b.example\nSubject: Your application {note}\nDate: {_minutes(tried)}\n\n"
                f"Unfortunately we will not be taking your application further: {_title(program)}."
            )
            yield {
                "set": ("applications", "set", "remoteok:1", "interview", "--note", note),
                "note": ("applications", "note", "remoteok:1", note),
                "correct": ("applications", "correct", "remoteok:1", "1", "--note", note),
                "read": ("applications", "read", "--yes", mail),
            }[command]

    said: set[int] = set()

    def check(ended: Finished) -> None:
        if ended.status == 0:
            said.add(tried)
        found = query(program.instance, EVENTS)
        assert [row[1] for row in found] == list(range(1, len(found) + 1)), "no number is left out"
        runs_found = [int(str(row[3]).rpartition("run ")[2]) for row in found[1:]]
        assert len(set(runs_found)) == len(runs_found), "doubled"
        assert said <= set(runs_found), "lost"

    kill_often(program, times, runs(), check)


def _minutes(number: int) -> str:
    return (datetime(2026, 11, 2, tzinfo=UTC) + timedelta(minutes=number)).strftime(
        "%a, %d %b %Y %H:%M:00 +0000"
    )


def _title(program: Program) -> str:
    ((title, company),) = query(
        program.instance,
        "SELECT title, company FROM job_posts WHERE source = 'remoteok' AND external_id = '1'",
    )
    return f"{title} at {company}"


@FEW_TIMES
def test_a_killed_import_of_applications_stores_all_rows_or_none(
    program: Program, tmp_path: Path, times: int
) -> None:
    def imports() -> Iterator[Sequence[object]]:
        for tried in count(1):
            file = tmp_path / "sheet.csv"
            rows = [f"Employer {tried} {number},Engineer,2026-11-01\n" for number in range(ROWS)]
            file.write_text("company,title,date\n" + "".join(rows))
            yield "applications", "import", file

    def check(_ended: Finished) -> None:
        ((events,),) = query(program.instance, "SELECT count(*) FROM applications WHERE source = 'sheet'")
        ((labels,),) = query(program.instance, "SELECT count(*) FROM labels WHERE source = 'sheet'")
        assert int(str(events)) % ROWS == 0
        assert events == labels

    kill_often(program, times, imports(), check)


@FEW_TIMES
def test_a_killed_label_applied_keeps_answer_and_event_together(
    program: Program, tmp_path: Path, times: int
) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(body(element(number) for number in range(1_000, 1_020 + 5 * times)))
    fetch_new(Settings(instance=program.instance), [file])
    tried, said = 0, set[str]()

    def settings() -> Iterator[Sequence[object]]:
        nonlocal tried
        for tried in count(1_000):
            yield "labels", "set", f"remoteok:{tried}", "applied"

    def check(ended: Finished) -> None:
        if ended.status == 0:
            said.add(str(tried))
        events = [row[0] for row in query(program.instance, EVENTS)]
        answers = query(
            program.instance,
            "SELECT external_id FROM labels WHERE source = 'remoteok' AND length(external_id) = 4",
        )
        assert len(set(events)) == len(events), "doubled"
        assert {row[0] for row in answers} == set(events), "one without the other"
        assert said <= set(events), "lost"

    kill_often(program, times, settings(), check)


@FEW_TIMES
@pytest.mark.parametrize("command", ["export", "calendar"])
def test_a_killed_export_leaves_the_file_before_or_the_whole_new_one(
    program: Program, tmp_path: Path, times: int, command: str
) -> None:
    program.run("applications", "set", "remoteok:1", "interview", "--at", "tomorrow 15:00")
    file = tmp_path / {"export": "out.json", "calendar": "out.ics"}[command]

    def exports() -> Iterator[Sequence[object]]:
        while True:
            yield "applications", command, file

    def check(_ended: Finished) -> None:
        content = file.read_text()
        if command == "export":
            assert json.loads(content)
        else:
            assert content.rstrip().endswith("END:VCALENDAR")

    kill_often(program, times, exports(), check)


@FEW_TIMES
def test_a_killed_upgrade_leaves_each_application_once(tmp_path: Path, times: int) -> None:
    content = gzip.decompress((Path(__file__).parents[1] / "data" / "stores" / "v12.db.gz").read_bytes())
    dice, killed = random.Random(SEED), 0
    for number in range(40 * times):
        program = Program(tmp_path / f"instance{number}")
        program.instance.mkdir()
        (program.instance / "jobposts.db").write_bytes(content)
        running = program.start("applications", "list", "-o", "json")
        time.sleep(dice.uniform(0, 0.4))
        running.kill()
        killed += running.finish().status == -signal.SIGKILL
        sound(program.instance)
        assert (
            json.loads(_worked(program.run("applications", "list", "-o", "json")).out)[0]["stage"]
            == "applied"
        )
        assert query(program.instance, "SELECT external_id, number, stage FROM applications") == [
            ("8", 1, "applied")
        ]
        if killed == times:
            break
    assert killed == times


def test_two_processes_at_once_record_every_event_once(program: Program) -> None:
    def record(number: int) -> Finished:
        return program.run("applications", "note", "remoteok:1", f"run {number}")

    with ThreadPoolExecutor(2) as pool:
        for done in pool.map(record, range(10)):
            _worked(done)
    found = query(program.instance, EVENTS)
    assert [row[1] for row in found] == list(range(1, 11))
    assert {row[3] for row in found} == {f"run {number}" for number in range(10)}
