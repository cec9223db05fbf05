"""The README and the program say the same."""

import re
from pathlib import Path

import typer.main

from jobsearch.cli.app import app

README = Path(__file__).resolve().parents[1] / "README.md"


def _first_block() -> list[str]:
    block = re.search(r"^```sh\n(.*?)^```$", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
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
    text = README.read_text(encoding="utf-8")
    assert [name for name in _commands() if f"`{name}" not in text] == []


def test_names_no_command_that_does_not_exist() -> None:
    named = set(re.findall(r"main\.py ([a-z][a-z-]*)", README.read_text(encoding="utf-8")))
    assert named
    assert named <= _commands()


def test_shows_a_picture_that_is_in_the_repository() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README.read_text(encoding="utf-8"))
    assert pictures
    assert all((README.parent / picture).is_file() for picture in pictures)
