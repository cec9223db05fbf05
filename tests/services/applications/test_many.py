"""Two thousand applications: no command takes over twice the processor's time of `status`, start and all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.feeds import body, element
from support.process import Program

from jobsearch.services.applications.transfer import import_applications
from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings

MANY = 2_000
TRIES = 3  # another process may be in the way of one
COMMANDS = (
    "list -o json",
    "list",
    "due",
    "show remoteok:7",
    "stats",
    "set remoteok:7 interview",
    "note remoteok:7 hello",
    "correct remoteok:7 1 --at 2026-01-02",
    "export out.csv",
    "export out.json",
    "export out.html",
    "calendar out.ics",
    "read reply.eml",
)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Fifty posts, and two thousand applications of three events each."""
    folder = tmp_path_factory.mktemp("many")
    settings = Settings(folder / "instance")
    (folder / "feed.json").write_bytes(body(element(number) for number in range(1, 50)))
    fetch_new(settings, [folder / "feed.json"])
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [
        f"remoteok:{number},{event},{stage},{moment.isoformat()},{moment.isoformat()},Engineer {number},"
        f"Company {number % 700}\n"
        for number in range(1, MANY + 1)
        for event, stage in enumerate(("applied", "acknowledged", ("interview", "rejected")[number % 2]), 1)
        for moment in [begun + timedelta(hours=number, days=4 * event)]
    ]
    header = "key,number,stage,recorded_at,at,title,company\n"
    import_applications(settings, header + "".join(rows), "many.csv")
    (folder / "reply.eml").write_text(
        "From: a@company7.example\nSubject: Your application as Engineer 7 at Company 7\n\nSadly not.\n"
    )
    program = Program(settings.instance)
    program.run("status")  # the first one makes what later ones read
    return program


@pytest.fixture(scope="module")
def start_seconds(many: Program) -> float:
    """What a run saves that is forked from a process with all imports."""
    return _seconds(replace(many, is_fresh=True), "status") - _seconds(many, "status")


def _seconds(program: Program, *command: str) -> float:
    running = program.start(*command)
    done = running.finish()
    assert done.status == 0, done.err
    return running.child.busy_seconds


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_takes_at_most_twice_the_time_of_status(
    many: Program, start_seconds: float, command: str
) -> None:
    folder = many.instance.parent
    words = [
        str(folder / one) if one.endswith((".csv", ".json", ".html", ".ics", ".eml")) else one
        for one in command.split()
    ]
    status, own = [], []
    for _try in range(TRIES):
        status.append(start_seconds + _seconds(many, "status"))
        own.append(start_seconds + _seconds(many, "applications", *words))
        if min(own) <= 2 * min(status):
            break
    print(f"{command}: {min(own) / min(status):.2f} of status")  # noqa: T201 - the figure asked for

    assert min(own) <= 2 * min(status)
