"""What each kind of timer is given, beside what it should be; and what their own programs say of it.

`PYTHONPATH=tests:. python tests/services/schedule/test_texts.py` writes the expected texts again, to be read.
"""

import plistlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from support.timers import entry_of, machine

from jobsearch.services.schedule import systemd, windows
from jobsearch.services.schedule.cron import block, quoted
from jobsearch.services.schedule.entry import Entry, name_of
from jobsearch.services.schedule.launchd import agent
from jobsearch.services.schedule.timers import KINDS

DATA = Path(__file__).parents[2] / "data" / "schedule"
HOME = Path("/home/ann")
PLAIN = entry_of("/home/ann/instance")
ODD = r"""/home/ann/50% off & "more" $HOME's \new <é> `id` #1"""
NAMES = st_names = (
    "%",
    "%%h",
    "\\",
    "\\\\%",
    "'",
    '"',
    "$HOME",
    "$(id)",
    "`id`",
    "a b",
    "&",
    "<",
    ";",
    "é",
    "#",
    "*",
    "~",
    "!",
)


def _texts() -> dict[str, str]:
    """Return the texts of each kind, for a plain instance every six hours and an odd one once a day."""
    cases = {"": PLAIN, "-odd": entry_of(ODD, "daily", "08:00", f"{ODD}/python")}
    return {
        f"{kind.name}{case}.txt": "".join(
            f"== {one.place}\n{one.text}" for one in kind.texts(entry, machine(HOME))
        )
        for case, entry in cases.items()
        for kind in KINDS.values()
    }


@pytest.mark.parametrize("name", _texts())
def test_the_texts_are_as_they_should_be(name: str) -> None:
    assert _texts()[name] == (DATA / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*NAMES, ODD])
def test_the_shell_of_cron_reads_each_word_as_it_was(word: str) -> None:
    assert "%" not in quoted(word)
    said = subprocess.run(["/bin/sh", "-c", f"printf %s {quoted(word)}"], stdout=subprocess.PIPE, check=True)
    assert said.stdout.decode() == word


def test_an_agent_has_the_words_as_they_were() -> None:
    found = plistlib.loads(agent(entry_of(ODD)).encode())
    assert found["ProgramArguments"][2] == ODD
    assert [one["Hour"] for one in found["StartCalendarInterval"]] == [2, 8, 14, 20]


def test_a_task_has_the_words_as_they_were_and_opens_no_window() -> None:
    entry = entry_of(ODD, program=r"C:\Users\Ann B\venv\python.exe")
    text = windows.task(entry).replace(' encoding="UTF-16"', "")
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    found = ET.fromstring(text)
    assert found.findtext(f".//{space}Command") == r"C:\Users\Ann B\venv\pythonw.exe"
    assert found.findtext(f".//{space}Arguments") == subprocess.list2cmdline(entry.command[1:])
    assert found.findtext(f".//{space}StartWhenAvailable") == "true"


@pytest.mark.parametrize("named", ["plain", "a b 50% off", 'off & more $HOME\'s \\new <é> "id" #1'])
def test_systemd_accepts_the_units(tmp_path: Path, named: str) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze here")
    odd = tmp_path / named
    odd.mkdir()
    (odd / "python").write_text("#!/bin/sh\n")
    (odd / "python").chmod(0o755)
    entry = entry_of(str(odd), program=str(odd / "python"))
    units = {"service": systemd.service(entry), "timer": systemd.timer(entry)}
    for kind, text in units.items():
        (tmp_path / f"{entry.name}.{kind}").write_text(text)
    done = subprocess.run(
        [analyze, "verify", "--man=no", *(tmp_path / f"{entry.name}.{kind}" for kind in units)],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert entry.name not in done.stderr  # no warning about ours


@pytest.mark.parametrize("every", ["1h", "2h", "3h", "4h", "6h", "8h", "12h", "daily"])
def test_systemd_reads_the_times_as_they_are_meant(every: str) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd-analyze here")
    plan = entry_of("/x", every, "09:05").plan
    said = subprocess.run(
        [analyze, "calendar", "--iterations", str(len(plan.times)), systemd.calendar(plan)],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={"TZ": "UTC", "PATH": "/usr/bin:/bin"},
    )
    assert set(re.findall(r"(\d\d:\d\d):00 UTC", said.stdout)) == {f"{one:%H:%M}" for one in plan.times}


def test_each_instance_has_an_entry_of_its_own() -> None:
    names = {name_of(Path(path)) for path in ("/a/instance", "/b/instance", "/a/instance2", "/a/Ünïx ☃")}
    assert len(names) == 4
    assert all(re.fullmatch(r"jobsearch-[a-z0-9-]+-[0-9a-f]{8}", name) for name in names)
    assert name_of(Path("/☃")).startswith("jobsearch-instance-")


def _entries() -> list[Entry]:
    return [PLAIN, entry_of(ODD, "daily", "08:00", f"{ODD}/python")]


def test_a_crontab_has_no_line_that_cron_would_not_take() -> None:
    for entry in _entries():
        for line in block(entry).splitlines():
            assert len(line.encode()) < 1_000  # of Debian's cron
            assert "%" not in line or line.startswith("#")


if __name__ == "__main__":
    for name, text in _texts().items():
        (DATA / name).write_text(text, encoding="utf-8")
