"""A real cron with the program as its job: python -m pytest -m slow as root, with cron there.

The program is copied beside the instance, into a path with a blank, a percent sign and a quote in it.
"""

import os
import pwd
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from support.feeds import body, element
from support.process import ROOT
from support.server import FeedServer, Reply

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
USER = "root"


@contextmanager
def running_cron() -> Iterator[None]:
    """Run cron in the foreground for as long as the block."""
    cron = subprocess.Popen(["cron", "-f"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        cron.terminate()
        cron.wait(10)


@pytest.fixture
def crontab_kept() -> Iterator[None]:
    """The crontab of whoever tests is as before afterwards."""
    for name in ("cron", "crontab"):
        if shutil.which(name) is None:
            pytest.skip(f"there is no {name} here")
    if os.geteuid() != 0 or pwd.getpwuid(0).pw_name != USER:
        pytest.skip("only root can run a cron")
    if any(_name(one) == "cron" for one in Path("/proc").glob("[0-9]*/comm")):
        pytest.skip("a cron runs already, and it is not ours to disturb")
    before = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    yield
    if before.returncode:
        subprocess.run(["crontab", "-r"], capture_output=True, check=False)
    else:
        subprocess.run(["crontab", "-"], input=before.stdout, check=True)


@pytest.mark.usefixtures("crontab_kept")
def test_the_entry_runs_within_its_minute_and_goes_without_a_trace(
    tmp_path: Path, server: FeedServer
) -> None:
    server.answer(Reply(body([element(number) for number in range(1, 6)])))
    home = tmp_path / "50% off Ann's"
    shutil.copytree(ROOT / "jobsearch", home / "jobsearch", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", home)
    environment = os.environ | {"JOBSEARCH_REMOTEOK_URL": server.url, "JOBSEARCH_SOURCES": "remoteok"}
    mine = b'# mine, \xff\nMAILTO=""\n'
    subprocess.run(["crontab", "-"], input=mine, check=True)

    def program(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, home / "main.py", "--instance", home / "instance", *arguments],
            stdout=subprocess.PIPE,
            env=environment,
            check=True,
        )
        return done.stdout.decode()

    with running_cron():
        due = datetime.now().astimezone() + timedelta(minutes=1, seconds=10)
        program("schedule", "install", "--with", "cron", "--at", f"{due:%H:%M}", "--yes")
        minute = due.replace(second=0, microsecond=0)
        while not server.asked and datetime.now().astimezone() < minute + timedelta(minutes=2):
            time.sleep(0.2)
        asked = datetime.now().astimezone()
        assert minute <= asked < minute + timedelta(minutes=1)
        while "succeeded" not in " ".join(program("schedule", "status").split()):
            assert datetime.now().astimezone() < minute + timedelta(minutes=2)
            time.sleep(1)
        assert '"posts": 5' in program("status", "-o", "json")
        program("schedule", "remove")
    table = subprocess.run(["crontab", "-l"], capture_output=True, check=True).stdout
    assert table == mine
    assert not (home / "instance" / "schedule").exists()
    print(f"\nasked {(asked - minute).total_seconds():.1f} s into its minute")  # noqa: T201 - the figure


def _name(comm: Path) -> str:
    try:
        return comm.read_text().strip()
    except OSError:
        return ""
