"""Write the man page and the completions that the wheel installs: .venv/bin/python .github/shell_files.py.

They follow from the commands; tests/cli/test_shell_files.py says when they have to be written again.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main
from typer.completion import get_completion_script

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # this clone's commands, and not those of another that is installed

from jobsearch.cli.app import app  # noqa: E402 - found by then

FOLDER = ROOT / "jobsearch" / "cli" / "shell"
NAME = "jobsearch"
COMPLETIONS = {"bash": f"{NAME}.bash", "zsh": f"_{NAME}", "fish": f"{NAME}.fish"}
ABOUT = """.SH FILES
.TP
.I jobposts.db
Everything that is remembered: posts, answers, applications, the wish.
.TP
.I config.toml
Defaults, as
.B jobsearch guide recommend
has them.
.PP
Both are in the folder that
.B jobsearch status
names.
.SH ENVIRONMENT
.TP
.B JOBSEARCH_INSTANCE
The folder, where
.B \\-\\-instance
does not say.
.PP
.B jobsearch guide troubleshooting
has the others.
.SH EXIT STATUS
0 for success, 1 for a fault that is named on standard error, 2 for wrong usage, 130 after Ctrl\\-C.
"""


def man_page() -> str:
    """Return the page, as man(7) writes it."""
    program: Any = typer.main.get_command(app)
    lines = [
        f'.TH {NAME.upper()} 1 "" "" "User Commands"',
        ".SH NAME",
        f"{NAME} \\- {_first_sentence(program.help)[0].lower()}{_first_sentence(program.help)[1:]}",
        ".SH SYNOPSIS",
        f".B {NAME}",
        "[OPTION]... COMMAND [ARGUMENT]...",
        ".SH DESCRIPTION",
        _escaped(program.help),
        ".PP",
        f".B {NAME} guide",
        "is the manual.",
        ".SH OPTIONS",
        *_options(program),
        ".SH COMMANDS",
        *_commands(program, ()),
    ]
    return "\n".join(lines) + "\n" + ABOUT


def completion(shell: str) -> str:
    """Return what a shell reads to complete the commands."""
    return get_completion_script(prog_name=NAME, complete_var=f"_{NAME.upper()}_COMPLETE", shell=shell) + "\n"


def files() -> dict[str, str]:
    """Return all files by their names."""
    return {f"{NAME}.1": man_page()} | {file: completion(shell) for shell, file in COMPLETIONS.items()}


def _commands(group: Any, path: tuple[str, ...]) -> Iterator[str]:
    for name, command in group.commands.items():
        words = " ".join([*path, name, *_arguments(command)])
        yield from (f".SS {_escaped(words)}", _escaped(command.help or ""))
        yield from _options(command)
        if hasattr(command, "commands"):
            yield from _commands(command, (*path, name))


def _arguments(command: Any) -> Iterator[str]:
    for one in command.params:
        if one.param_type_name == "argument":
            word = one.metavar or one.name.upper()
            yield word if one.required else f"[{word}]"


def _options(command: Any) -> Iterator[str]:
    for one in command.params:
        if one.param_type_name != "option" or one.hidden or not one.help:
            continue
        value = "" if one.is_flag else f" {one.metavar or one.name.upper()}"
        yield from (".TP", f".B {_escaped(', '.join(one.opts) + value)}", _escaped(one.help))


def _first_sentence(text: str) -> str:
    return _escaped(text.partition(". ")[0].rstrip("."))


def _escaped(text: str) -> str:
    """Return a text in which groff sees no request and no ligature of its own."""
    plain = re.sub(r"\s+", " ", text).strip().replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


def main() -> None:
    """Write all files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in files().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
