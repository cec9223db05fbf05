"""How the program starts: what it prints before any work, how it is called, where its instance is."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import typer
from support.process import MAIN, ROOT, Program

import jobsearch
from jobsearch.cli.app import app

HEAVY = {
    "sklearn",
    "scipy",
    "numpy",
    "joblib",
    "sqlalchemy",
    "httpx",
    "lxml",
    "ftfy",
    "fastapi",
    "uvicorn",
    "tenacity",
    "jinja2",
    "pypdfium2",
    "striprtf",
    "pycountry",
    "py3langid",
}


def _commands() -> list[str]:
    found = []
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        found.append(name)
        found += [f"{name} {below}" for below in getattr(command, "commands", {})]
    return ["", *found]


# One interpreter for all: one for each would spend most of its time on what comes before the help of any
# command. It says what each printed, and what was imported by then.
_HELP_OF_EACH = """
import io, json, sys
from contextlib import redirect_stdout
import typer.rich_utils
from jobsearch.cli.main import main

for command in json.loads(sys.argv[1]):
    out, end = io.StringIO(), None
    sys.argv = ["main.py", *command.split(), "--help"]
    try:
        with redirect_stdout(out):
            main()
    except SystemExit as error:
        end = error.code
    print(json.dumps([command, end or 0, out.getvalue(), list(sys.modules)]))
"""


@cache
def _helps() -> dict[str, tuple[int, str, set[str]]]:
    """Return how the --help of each command ends, what it prints and what has been imported by then."""
    done = subprocess.run(
        [sys.executable, "-c", _HELP_OF_EACH, json.dumps(_commands())],
        stdout=subprocess.PIPE,
        env=Program(Path("/nonexistent/instance")).surroundings({"PYTHONPATH": str(ROOT)}),
        check=True,
        text=True,
    )
    found = map(json.loads, done.stdout.splitlines())
    return {
        command: (status, out, {name.split(".")[0] for name in modules})
        for command, status, out, modules in found
    }


def _imported(importtime: str) -> set[str]:
    return {line.rpartition("|")[2].strip().split(".")[0] for line in importtime.splitlines()}


@pytest.mark.parametrize("command", _commands())
def test_help_names_an_example(command: str) -> None:
    status, out, _modules = _helps()[command]

    assert status == 0
    assert "Example" in out or "example" in out
    assert re.search(rf"jobsearch\s+{command.split(maxsplit=1)[0] if command else 'demo'}", out)


@pytest.mark.parametrize("command", _commands())
def test_help_opens_no_heavy_door(command: str) -> None:
    _status, _out, imported = _helps()[command]

    assert "typer" in imported
    assert not imported & HEAVY


def test_the_version_is_printed_without_opening_a_heavy_door(program: Program) -> None:
    done = program.run("--version", PYTHONPROFILEIMPORTTIME="1")

    assert (done.status, done.out) == (0, f"jobsearch {jobsearch.__version__}\n")
    assert not _imported(done.err) & HEAVY
    assert "rich.console" not in done.err


def test_help_and_version_make_no_instance(program: Program) -> None:
    program.run("--version")
    program.run("status", "--help")

    assert not program.instance.exists()


def test_recommend_waits_for_nothing_but_the_store(trained: Program) -> None:
    done = trained.run("recommend", PYTHONPROFILEIMPORTTIME="1")

    assert done.status == 0
    assert not _imported(done.err) & (HEAVY - {"sqlalchemy"} | {"rapidfuzz"})


def test_status_waits_for_no_orm(trained: Program) -> None:
    done = trained.run("status", PYTHONPROFILEIMPORTTIME="1")

    assert done.status == 0
    assert not _imported(done.err) & (HEAVY - {"sqlalchemy"})
    assert "sqlalchemy.orm" not in done.err


def test_recommend_asks_no_detector_for_facts_that_are_stored(trained: Program) -> None:
    done = trained.run("recommend", "--can-work-from", "PT", "--language", "en", PYTHONPROFILEIMPORTTIME="1")

    assert done.status == 0
    assert "pycountry" in _imported(done.err)
    assert not _imported(done.err) & (HEAVY - {"sqlalchemy", "pycountry"})


def test_three_ways_to_start_it_do_the_same(trained: Program) -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    module, _, function = scripts["jobsearch"].partition(":")
    as_pip_writes_it = f"import sys; from {module} import {function}; sys.exit({function}())"
    ways = [[str(MAIN)], ["-m", "jobsearch"], ["-c", as_pip_writes_it]]
    for arguments in (["recommend", "-o", "json"], ["recommend", "--since", "soon"]):
        outcomes = {_run([*way, *arguments], trained) for way in ways}

        assert len(outcomes) == 1, arguments


def _run(arguments: list[str], program: Program) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        env=program.surroundings({"PYTHONPATH": str(ROOT)}),
        cwd=program.instance.parent,
        check=False,
        text=True,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["show"], ["recommend", "-n", "0"], ["labels", "set", "1", "maybe"]],
)
def test_wrong_usage_ends_with_2_and_leaves_stdout_empty(program: Program, arguments: list[str]) -> None:
    done = program.run(*arguments)

    assert (done.status, done.out) == (2, "")
    assert "Error" in done.err
    assert "Traceback" not in done.err


def test_the_option_beats_the_environment(trained: Program, tmp_path: Path) -> None:
    done = trained.run("--instance", trained.instance, "status", JOBSEARCH_INSTANCE=str(tmp_path / "other"))

    assert str(trained.instance) in "".join(done.out.split())
    assert not (tmp_path / "other").exists()


def test_an_instance_is_made_where_there_is_none(program: Program) -> None:
    done = program.run("--instance", program.instance.parent / "deep" / "down", "status")

    assert done.status == 0
    assert (program.instance.parent / "deep" / "down" / "jobposts.db").is_file()
    assert not program.instance.exists()


def test_without_any_setting_the_instance_is_beside_main_py_whatever_the_current_folder_is(
    tmp_path: Path,
) -> None:
    checkout, elsewhere = tmp_path / "checkout", tmp_path / "elsewhere"
    shutil.copytree(ROOT / "jobsearch", checkout / "jobsearch", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("main.py", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout / name)
    elsewhere.mkdir()
    environment = {k: v for k, v in os.environ.items() if k not in ("JOBSEARCH_INSTANCE", "PYTHONPATH")}
    done = subprocess.run(
        [sys.executable, str(checkout / "main.py"), "status"],
        capture_output=True,
        env=environment,
        cwd=elsewhere,
        check=False,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert (checkout / "instance" / "jobposts.db").is_file()
    assert not list(elsewhere.iterdir())
