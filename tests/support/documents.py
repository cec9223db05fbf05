"""The README and the pages of the manual, and what they say of the command line."""

import re
import shlex
from pathlib import Path
from typing import Any

import typer.main

from jobsearch.cli.app import app
from support.process import ROOT

README = ROOT / "README.md"
GUIDE = ROOT / "jobsearch" / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
PROGRAM: Any = typer.main.get_command(app)

_BLOCK = re.compile(r"^```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_NESTED = re.compile(r"\$\(([^)]*)\)")
_CALL = re.compile(r"(?:^|[/ (])(?:main\.py|-m jobsearch|jobsearch) (-*[a-z][^|;&()]*)")


def read(document: Path) -> str:
    """Return a document's text."""
    return document.read_text(encoding="utf-8")


def blocks(document: Path) -> list[str]:
    """Return the blocks of code of a document."""
    return _BLOCK.findall(read(document))


def calls(document: Path) -> list[list[str]]:
    """Return the arguments of every call of the program in a document's blocks and spans of code."""
    codes = [*blocks(document), *_SPAN.findall(_BLOCK.sub("", read(document)))]
    return [call for code in codes for line in code.splitlines() for call in _calls_of(line)]


def _calls_of(line: str) -> list[list[str]]:
    parts = [*_NESTED.findall(line), _NESTED.sub("NESTED", line)]
    found = [call for part in parts for call in _CALL.findall(part)]
    return [shlex.split(call, comments=True) for call in found]


def parse(arguments: list[str]) -> None:
    """Parse a command and its arguments as the program would, without running anything.

    Raises its error of usage. What only the root has to say is named and not parsed, since Typer's own
    options act while they are parsed: --install-completion writes into the shell's files.
    """
    if arguments[0].startswith("-"):
        assert arguments[0] in options(PROGRAM), arguments
        return
    command, name, rest = PROGRAM, "", list(arguments)
    while rest and hasattr(command, "commands"):
        name = rest.pop(0)
        assert name in command.commands, f"No such command: {name}"
        command = command.commands[name]
    if not hasattr(command, "commands"):
        command.make_context(name, [one for one in rest if one != "--help"])


def commands(command: Any = PROGRAM, *path: str) -> dict[str, Any]:
    """Return the commands below one by their whole names; a group is one, too."""
    found = {}
    for name, below in getattr(command, "commands", {}).items():
        found |= {" ".join([*path, name]): below, **commands(below, *path, name)}
    return found


def options(command: Any) -> set[str]:
    """Return every name of an option of a command and of its subcommands."""
    own = {name for one in command.params for name in (*one.opts, *one.secondary_opts)}
    names = {name for name in own if name.startswith("-")}
    return names.union(*(options(one) for one in getattr(command, "commands", {}).values()))
