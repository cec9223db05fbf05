"""Every help is whole: no option's name is cut, and no line is longer than the window."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer.main
from typer.testing import CliRunner
from wcwidth import wcswidth

from jobsearch.cli.app import app
from jobsearch.cli.options import Panel

WIDTHS = (60, 80)  # what fits there fits a wider window
_TYPERS_OWN = "--install-completion"  # a letter too long for its own table where 60 columns are all


def _commands(command: Any, *path: str) -> Iterator[tuple[str, Any]]:
    yield " ".join(path), command
    for name, below in getattr(command, "commands", {}).items():
        yield from _commands(below, *path, name)


COMMANDS = dict(_commands(typer.main.get_command(app)))


@pytest.fixture(scope="module", autouse=True)
def _commands_built_once() -> Iterator[None]:
    """Build the commands once for all, which takes as long as a help."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("typer.testing._get_command", cache(typer.main.get_command))
        yield


def _help(command: str, columns: int) -> str:
    done = CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": str(columns)})
    assert done.exit_code == 0, done.output
    return done.output


@pytest.mark.parametrize("columns", [60, pytest.param(80, marks=pytest.mark.slow)])
@pytest.mark.parametrize("command", COMMANDS)
def test_fits_and_names_every_option_in_full(command: str, columns: int) -> None:
    shown = _help(command, columns)
    names = {name for one in COMMANDS[command].params for name in (*one.opts, *one.secondary_opts)}
    options = {"--help", "-h", *(name for name in names if name.startswith("-"))}

    if columns < 80 and not command:
        options.remove(_TYPERS_OWN)
        shown = shown.replace(f"{_TYPERS_OWN[:18]}…", "")
    assert "…" not in shown
    assert [line for line in shown.splitlines() if wcswidth(line) > columns] == []
    assert options <= set(re.findall(r"(?<!\S)-[\w-]+", shown))


@pytest.mark.parametrize("columns", WIDTHS)
def test_lists_every_command_under_a_heading_of_its_own_kind(columns: int) -> None:
    shown = _help("", columns)
    headings = re.findall(r"^╭─ (.*?) ─+╮$", shown, re.MULTILINE)
    listed = re.findall(r"^│ ([a-z][a-z-]*)  ", shown, re.MULTILINE)

    assert headings == ["Options", *Panel]
    assert sorted(listed) == sorted(name for name in COMMANDS if name and " " not in name)
