"""The README and the program say the same."""

import re
from pathlib import Path
from typing import Any

import typer.main
from support.feeds import body, labels_csv, tasteful
from support.process import Program
from support.server import FeedServer, Reply

from jobsearch.cli.app import app
from jobsearch.services.training.train import train
from jobsearch.settings import Settings

README = Path(__file__).resolve().parents[1] / "README.md"


def _text() -> str:
    return README.read_text(encoding="utf-8")


def _first_block() -> list[str]:
    block = re.search(r"^```sh\n(.*?)^```$", _text(), re.MULTILINE | re.DOTALL)
    assert block is not None
    return block[1].splitlines()


def _commands() -> set[str]:
    group = typer.main.get_command(app)
    return set(group.commands)


def test_begins_with_two_commands_that_set_up_and_run_the_demo_and_the_tests() -> None:
    demo, tests = _first_block()
    assert demo.endswith("main.py demo")
    assert tests.endswith("-m pytest -q")
    assert all(line.startswith("python3 -m venv .venv && .venv/bin/pip install") for line in (demo, tests))


def test_documents_every_command() -> None:
    text = _text()
    assert [name for name in _commands() if f"`{name}" not in text] == []


def test_names_no_command_that_does_not_exist() -> None:
    named = set(re.findall(r"main\.py ([a-z][a-z-]*)", _text()))
    assert named
    assert named <= _commands()


def _options(command: Any) -> set[str]:
    """Return every option of a command and of its subcommands."""
    own = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    return own.union(*(_options(one) for one in getattr(command, "commands", {}).values()))


def test_names_no_option_that_does_not_exist() -> None:
    foreign = r"^(?:python3 -m venv|.*(?:systemctl|journalctl|poetry install)).*$"
    lines = re.sub(foreign, "", _text(), flags=re.MULTILINE)
    named = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", lines))
    assert named
    assert named - _options(typer.main.get_command(app)) == {"--help"}


def test_the_daily_commands_work_as_written(program: Program, server: FeedServer) -> None:
    posts, answers = tasteful(40)
    server.answer(Reply(body(posts)))
    daily = re.findall(r"^python main\.py ([a-z-]+) +#", _text(), re.MULTILINE)
    assert daily == ["fetch-new", "label", "train", "recommend"]
    for command in daily:
        done = program.run(command, JOBSEARCH_REMOTEOK_URL=server.url)
        if command == "label":  # which asks a person: this one answers from a file
            assert (done.status, "labels import" in done.err) == (1, True)
            done = program.run("labels", "import", "-", stdin=labels_csv(answers).encode())
        assert done.status == 0, done.err


def test_the_cron_line_says_nothing_when_all_is_well(program: Program, server: FeedServer) -> None:
    server.answer(Reply(body(tasteful(4)[0])))
    cron = re.search(r"jobsearch (fetch-new -q)$", _text(), re.MULTILINE)
    assert cron is not None
    done = program.run(*cron[1].split(), JOBSEARCH_REMOTEOK_URL=server.url)
    assert (done.status, done.out, done.err) == (0, "", "")


def test_the_digest_is_mailed_only_when_there_is_something_new(
    twenty_labels: Settings, program: Program
) -> None:
    train(twenty_labels)
    cron = re.search(r"jobsearch (recommend --new [^\n]*)$", _text(), re.MULTILINE)
    assert cron is not None
    first, second = (program.run(*cron[1].split()) for _morning in range(2))
    assert (first.status, first.err, first.out[:15]) == (0, "", "<!doctype html>")
    assert (second.status, second.err, second.out) == (0, "", "")


def test_tells_every_option_of_recommend() -> None:
    options = typer.main.get_command(app).commands["recommend"].params  # type: ignore[attr-defined]
    missing = [one.opts for one in options if not any(f"`{name}" in _text() for name in one.opts)]
    assert missing in ([], [["--help"]])


def test_shows_a_picture_that_is_in_the_repository() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", _text())
    assert pictures
    assert all((README.parent / picture).is_file() for picture in pictures)
