"""Installing, looking and removing, on a machine that only pretends."""

from dataclasses import replace
from pathlib import Path

import pytest
from support.timers import FakeMachine, machine

from jobsearch.errors import NoTimers, PathUnfit, TimerFailed, TimerLost, TimerUnreachable
from jobsearch.services.schedule import kept, timers
from jobsearch.services.schedule.timers import Wanted
from jobsearch.settings import Settings

PROGRAMS = {"systemd": "systemctl", "cron": "crontab", "launchd": "launchctl", "windows": "schtasks"}
PLATFORMS = {"launchd": "darwin", "windows": "win32"}


def _machine_of(kind: str, home: Path) -> FakeMachine:
    return machine(home, PROGRAMS[kind], platform=PLATFORMS.get(kind, "linux"))


def _contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", PROGRAMS)
def test_from_installing_to_removing_without_a_trace(settings: Settings, tmp_path: Path, kind: str) -> None:
    here = _machine_of(kind, tmp_path / "home")
    prepared = timers.prepare(settings, Wanted(at="08:00"), here, {})
    assert prepared.kind == kind
    assert not here.tables
    assert not _files(tmp_path)
    found = timers.install(settings, prepared, here)
    assert found.there
    assert found.timer is not None
    assert (found.timer.kind, found.timer.runs, found.timer.last) == (kind, "daily at 08:00", None)
    assert any(found.name in line for line in here.ran) or here.tables
    assert timers.remove(settings, here)
    assert _files(tmp_path) == set()
    assert here.tables == []
    assert timers.standing(settings, here).timer is None
    assert not timers.remove(settings, here)


def test_the_first_kind_that_answers_is_taken(settings: Settings, tmp_path: Path) -> None:
    silent = machine(tmp_path, "systemctl", "crontab", failing={"show-environment": "no bus"})
    assert timers.prepare(settings, Wanted(), silent, {}).kind == "cron"
    answering = machine(tmp_path, "systemctl", "crontab")
    assert timers.prepare(settings, Wanted(), answering, {}).kind == "systemd"
    with pytest.raises(NoTimers):
        timers.prepare(settings, Wanted(), machine(tmp_path), {})


def test_another_kind_takes_the_place_of_the_first(settings: Settings, tmp_path: Path) -> None:
    here = machine(tmp_path / "home", "systemctl", "crontab")
    for kind in ("cron", "systemd"):
        timers.install(settings, timers.prepare(settings, Wanted(kind=kind), here, {}), here)
    assert here.tables == []
    found = timers.standing(settings, here).timer
    assert found is not None
    assert found.kind == "systemd"


def test_what_the_machine_refuses_leaves_nothing_behind(settings: Settings, tmp_path: Path) -> None:
    here = machine(tmp_path / "home", "crontab", failing={"crontab -": '"-":5: bad minute\x1b[2J'})
    prepared = timers.prepare(settings, Wanted(kind="cron"), here, {})
    with pytest.raises(TimerFailed, match="bad minute"):
        timers.install(settings, prepared, here)
    assert kept.schedule(settings) is None


FAILING = {  # the command of each kind that fails, so that a change of its timer does
    "systemd": "restart",
    "cron": "crontab -",
    "launchd": "bootstrap",
    "windows": "/Create",
}


@pytest.mark.parametrize("kind", ["systemd", "cron", "windows"])
def test_a_change_that_fails_leaves_the_earlier_timer(settings: Settings, tmp_path: Path, kind: str) -> None:
    here = _machine_of(kind, tmp_path / "home")
    timers.install(settings, timers.prepare(settings, Wanted("6h"), here, {}), here)
    kept.add_to_log(settings, "a run")
    before, tables, files = kept.schedule(settings), list(here.tables), _contents(tmp_path)
    failing = replace(here, failing={FAILING[kind]: "disk full"})
    with pytest.raises(TimerFailed, match="disk full"):
        timers.install(settings, timers.prepare(settings, Wanted(at="08:00"), failing, {}), failing)
    assert kept.schedule(settings) == before
    assert here.tables == tables
    assert _contents(tmp_path) == files
    assert timers.standing(settings, here).there


def test_an_earlier_timer_that_cannot_be_restored_is_reported(settings: Settings, tmp_path: Path) -> None:
    here = _machine_of("launchd", tmp_path / "home")
    timers.install(settings, timers.prepare(settings, Wanted("6h"), here, {}), here)
    before = kept.schedule(settings)
    failing = replace(here, failing={"bootstrap": "Input/output error"})
    with pytest.raises(TimerLost, match=r"Input/output error.* Run `schedule install` again"):
        timers.install(settings, timers.prepare(settings, Wanted(at="08:00"), failing, {}), failing)
    assert kept.schedule(settings) == before
    assert not timers.standing(settings, here).there


@pytest.mark.parametrize("failing", ["enable", "crontab -r"])
def test_a_change_of_kind_that_fails_leaves_the_first_kind(
    settings: Settings, tmp_path: Path, failing: str
) -> None:
    here = machine(tmp_path / "home", "systemctl", "crontab")
    timers.install(settings, timers.prepare(settings, Wanted(kind="cron"), here, {}), here)
    before, tables = _contents(tmp_path), list(here.tables)
    broken = replace(here, failing={failing: "no"})
    with pytest.raises(TimerFailed):
        timers.install(settings, timers.prepare(settings, Wanted(kind="systemd"), broken, {}), broken)
    assert (_contents(tmp_path), here.tables) == (before, tables)
    assert timers.standing(settings, here).there


@pytest.mark.parametrize("is_plan_lost", [False, True])
def test_a_timer_that_does_not_respond_is_neither_forgotten_nor_replaced(
    settings: Settings, tmp_path: Path, *, is_plan_lost: bool
) -> None:
    here = machine(tmp_path / "home", "systemctl", "crontab")
    timers.install(settings, timers.prepare(settings, Wanted(sends=False), here, {}), here)
    if is_plan_lost:
        (kept.folder(settings) / "plan.json").unlink()
    before = _contents(tmp_path)
    silent = replace(here, failing={"systemctl": "Failed to connect to bus: No medium found"})
    with pytest.raises(TimerUnreachable, match="No medium found"):
        timers.remove(settings, silent)
    with pytest.raises(TimerUnreachable, match="No medium found"):
        timers.install(settings, timers.prepare(settings, Wanted(kind="cron"), silent, {}), silent)
    found = timers.standing(settings, silent)
    assert is_plan_lost or "No medium found" in found.unreachable
    assert (_contents(tmp_path), here.tables) == (before, [])
    timers.remove(settings, here)
    assert _files(tmp_path) == set()


def test_a_failed_systemd_leaves_no_unit(settings: Settings, tmp_path: Path) -> None:
    here = machine(tmp_path / "home", "systemctl", failing={"enable": "Failed to enable"})
    with pytest.raises(TimerFailed, match="Failed to enable"):
        timers.install(settings, timers.prepare(settings, Wanted(), here, {}), here)
    assert _files(tmp_path) == set()


def test_a_kind_that_is_not_there_is_shown_and_not_installed(settings: Settings, tmp_path: Path) -> None:
    here = machine(tmp_path, "crontab")
    prepared = timers.prepare(settings, Wanted(kind="windows"), here, {})
    assert "<Task" in prepared.texts[0].text
    with pytest.raises(NoTimers):
        timers.install(settings, prepared, here)


def test_an_entry_that_somebody_else_removed_is_missed(settings: Settings, tmp_path: Path) -> None:
    here = machine(tmp_path, "crontab")
    timers.install(settings, timers.prepare(settings, Wanted(), here, {}), here)
    here.tables.clear()
    assert not timers.standing(settings, here).there
    assert timers.remove(settings, here)


def test_an_entry_is_removed_though_its_plan_is_lost(settings: Settings, tmp_path: Path) -> None:
    here = machine(tmp_path, "crontab")
    timers.install(settings, timers.prepare(settings, Wanted(), here, {}), here)
    (kept.folder(settings) / "plan.json").write_text("[" * 60_000)
    assert timers.standing(settings, here).timer is None
    assert timers.remove(settings, here)
    assert here.tables == []


def test_no_secret_of_the_environment_is_kept(settings: Settings, tmp_path: Path) -> None:
    environment = {
        "JOBSEARCH_NOTIFY_PHONE": "tgram://hunter2secret/1",
        "JOBSEARCH_IMAP_PASSWORD": "hunter2secret",
        "JOBSEARCH_IMAP_PASSWORD_IMAP_EXAMPLE_ORG": "hunter2secret",
        "JOBSEARCH_TOKEN": "hunter2secret",
        "HTTPS_PROXY": "http://ann:hunter2secret@proxy.example:3128",
        "JOBSEARCH_SOURCE_URL_JOBICY": "https://mirror.example/?api_key=hunter2secret",
        "JOBSEARCH_IMAP_PASSWORD_FILE": "/home/ann/password",
        "JOBSEARCH_CONTACT": "ann@example.org",
        "http_proxy": "http://proxy.example:3128",
        "PATH": "/bin",
    }
    here = machine(tmp_path, "crontab")
    prepared = timers.prepare(settings, Wanted(), here, environment)
    assert set(prepared.environment) == {"JOBSEARCH_IMAP_PASSWORD_FILE", "JOBSEARCH_CONTACT", "http_proxy"}
    assert len(prepared.secrets) == 5
    timers.install(settings, prepared, here)
    written = b"".join(path.read_bytes() for path in settings.instance.rglob("*") if path.is_file())
    assert b"hunter2secret" not in written + here.tables[0]


def test_a_path_that_no_timer_can_hold_is_refused(settings: Settings, tmp_path: Path) -> None:
    odd = replace(settings, instance=tmp_path / "a\nb")
    with pytest.raises(PathUnfit):
        timers.prepare(odd, Wanted(), machine(tmp_path, "crontab"), {})
