"""`schedule` as a person uses it; tests/faults/test_real_cron.py has a real cron."""

import json
import os
import re
from pathlib import Path

import pytest
from support.process import Program
from support.terminal import terminal

CRONTAB = """#!/bin/sh
# A crontab that is a file, for a machine without one.
case "$1" in
-l) [ -e "$TABLE" ] && exec cat "$TABLE"; echo "no crontab for you" >&2; exit 1 ;;
-r) rm "$TABLE" ;;
-) cat > "$TABLE" ;;
esac
"""


@pytest.fixture
def crontab(tmp_path: Path) -> Path:
    """Where the crontab is that the program of the next fixture changes."""
    return tmp_path / "crontab"


@pytest.fixture
def own(program: Program, crontab: Path, tmp_path: Path) -> Program:
    """The program on a machine with crontab alone."""
    (tmp_path / "bin").mkdir()
    for name, text in {"crontab": CRONTAB, "systemctl": "#!/bin/sh\nexit 1\n"}.items():
        (tmp_path / "bin" / name).write_text(text)
        (tmp_path / "bin" / name).chmod(0o755)
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return Program(program.instance, {"PATH": path, "TABLE": str(crontab)})


def test_from_installing_to_removing(own: Program, crontab: Path) -> None:
    crontab.write_bytes(b"# mine\xff\n5 5 * * * true")
    shown = own.run("schedule", "install", "--show", "--at", "08:00")
    assert (shown.status, shown.err) == (0, "")
    assert "0 * * * *" in shown.out
    assert crontab.read_bytes() == b"# mine\xff\n5 5 * * * true"

    done = own.run("schedule", "install", "--at", "08:00", "--yes")
    assert done.status == 0, done.err
    assert "daily at 08:00" in done.out
    assert crontab.read_text(errors="replace").count("schedule run --if-due") == 2

    standing = json.loads(own.run("schedule", "status", "-o", "json").out)
    assert standing["there"]
    assert standing["timer"]["last"] is None
    said = " ".join(own.run("status").out.split())
    assert re.search(r"cron, daily at 08:00, next [\d-]{10} 08:00; last run none yet", said)

    assert "was removed" in own.run("schedule", "remove").err
    assert crontab.read_bytes() == b"# mine\xff\n5 5 * * * true\n"
    assert not (own.instance / "schedule").exists()
    assert "No timer is installed" in own.run("schedule", "status").out


def test_nothing_is_written_before_a_yes(own: Program, crontab: Path) -> None:
    with terminal(own, "schedule", "install", columns=200) as asking:
        asking.wait_for("Continue? y/N")
        asking.press("\n")
        asking.wait_for("Nothing was changed.")
        assert asking.end() == 0
    refused = own.run("schedule", "install")
    assert (refused.status, refused.out) == (1, "")
    assert "--yes" in refused.err
    assert not crontab.exists()
    assert not own.instance.exists()


def test_a_yes_in_the_terminal_installs(own: Program, crontab: Path) -> None:
    with terminal(own, "schedule", "install", columns=200) as asking:
        asking.wait_for("Continue? y/N")
        asking.press("y\n")
        asking.wait_for("none yet")
        assert asking.end() == 0
    assert "schedule run" in crontab.read_text()


@pytest.mark.parametrize("option", [("--every", "5h"), ("--at", "noon"), ("--with", "at")])
def test_what_cannot_be_is_wrong_usage(own: Program, option: tuple[str, str]) -> None:
    done = own.run("schedule", "install", *option, "--yes")
    assert done.status == 2
    assert "Traceback" not in done.err
