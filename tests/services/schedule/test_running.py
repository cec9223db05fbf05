"""What the timer runs: one at a time, when due, with a log."""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from jobsearch.errors import FeedUnreachable, NotConnected
from jobsearch.services.feed.alone import alone
from jobsearch.services.schedule import kept
from jobsearch.services.schedule.kept import LastRun, Schedule
from jobsearch.services.schedule.plan import plan
from jobsearch.services.schedule.running import NOT_CONNECTED, RUNS_ALREADY, TimerRun, run, start_process
from jobsearch.settings import Settings
from jobsearch.store.sqlite.lock import exclusive

NOW = datetime.now(UTC)


class Starts:
    """Stands in for the processes: keeps what is started, and answers as a test says."""

    def __init__(self, status: int = 0, said: str = "1 new") -> None:
        self.started: list[str] = []
        self.environments: list[Mapping[str, str]] = []
        self.answer = (status, said)

    def __call__(self, command: tuple[str, ...], environment: Mapping[str, str]) -> tuple[int, str]:
        self.started.append(" ".join(command[command.index("--instance") + 2 :]))
        self.environments.append(environment)
        return self.answer


@pytest.fixture
def installed(settings: Settings) -> Settings:
    """An instance whose timer was installed a week ago, every hour, and that has a receiver."""
    long_ago = NOW - timedelta(days=7)
    kept.keep(
        settings,
        Schedule(
            "cron",
            plan("1h", "", 0),
            sends=True,
            installed_at=long_ago,
            environment={"JOBSEARCH_CONTACT": "ann"},
        ),
    )
    settings.receivers_path.write_text('[receivers]\nhook = "json://127.0.0.1:9"\n')
    settings.receivers_path.chmod(0o600)
    return settings


def test_it_fetches_and_sends_and_says_how_that_ended(installed: Settings) -> None:
    starts = Starts()
    done = run(installed, starts)
    assert starts.started == ["fetch-new", "notify send"]
    assert starts.environments[0]["JOBSEARCH_CONTACT"] == "ann"
    assert done.problem == ""
    last = kept.last_run(installed)
    assert last is not None
    assert last.problem == ""
    assert "fetch-new: status 0\n1 new\n" in kept.log(installed).read_text()


def test_a_failure_is_remembered_and_messages_are_sent_all_the_same(installed: Settings) -> None:
    starts = Starts(1, "first line\nThe board is away.")
    done = run(installed, starts)
    assert len(starts.started) == 2
    assert done.problem.startswith("fetch-new: The board is away.; notify send:")
    last = kept.last_run(installed)
    assert last is not None
    assert last.problem == done.problem


def test_a_network_that_comes_late_after_a_sleep_is_waited_for(settings: Settings) -> None:
    away = str(NotConnected(url="https://a.example", cause="no network"))
    assert NOT_CONNECTED in away
    assert NOT_CONNECTED not in str(FeedUnreachable(url="https://a.example", cause="x"))
    starts = Starts(1, away)
    assert run(settings, starts, pauses=(0.0, 0.0)).problem == f"fetch-new: {away}"
    assert starts.started == ["fetch-new"] * 3
    comes = iter([(1, away), (0, "1 new")])
    assert run(settings, lambda _command, _environment: next(comes), pauses=(0.0, 0.0)).problem == ""
    other = Starts(1, "Remote OK responded with status 403.")
    run(settings, other, pauses=(0.0, 0.0))
    assert other.started == ["fetch-new"]


def test_nobody_is_sent_to_where_there_is_nobody(settings: Settings) -> None:
    starts = Starts()
    run(settings, starts)
    assert starts.started == ["fetch-new"]


def test_only_fetching_is_a_choice(installed: Settings) -> None:
    kept.keep(installed, Schedule("cron", plan("1h", "", 0), sends=False, installed_at=NOW))
    starts = Starts()
    run(installed, starts)
    assert starts.started == ["fetch-new"]


def test_a_second_run_is_left_out(installed: Settings) -> None:
    starts = Starts()
    with exclusive(kept.lock(installed), 0.0):
        assert run(installed, starts) == TimerRun((), RUNS_ALREADY)
    with alone(installed):
        assert run(installed, starts) == TimerRun((), RUNS_ALREADY)
    assert starts.started == []
    assert run(installed, starts).steps


def test_what_was_slept_through_is_caught_up_once(installed: Settings) -> None:
    starts = Starts()
    assert run(installed, starts, if_due=True).steps
    assert run(installed, starts, if_due=True) == TimerRun(())
    long_ago = NOW - timedelta(days=2)
    kept.keep_run(installed, LastRun(long_ago, long_ago, ""))
    assert run(installed, starts, if_due=True).steps


def test_nothing_is_due_right_after_installing_or_without_a_plan(settings: Settings) -> None:
    starts = Starts()
    assert run(settings, starts, if_due=True) == TimerRun(())
    kept.keep(settings, Schedule("cron", plan("daily", "", 0), sends=True, installed_at=datetime.now(UTC)))
    assert run(settings, starts, if_due=True) == TimerRun(())
    assert starts.started == []


def test_a_timer_that_is_removed_while_it_runs_leaves_nothing(installed: Settings) -> None:
    class Removes(Starts):
        def __call__(self, command: tuple[str, ...], environment: Mapping[str, str]) -> tuple[int, str]:
            kept.forget(installed)
            return super().__call__(command, environment)

    run(installed, Removes())
    assert not kept.folder(installed).exists()


def test_a_long_log_loses_its_older_half(installed: Settings) -> None:
    kept.add_to_log(installed, "old\n" * 100_000)
    kept.add_to_log(installed, "new\n")
    kept.add_to_log(installed, "newest\n")
    text = kept.log(installed).read_text()
    assert len(text) < 200_000
    assert text.startswith("old\n")
    assert text.endswith("old\nnew\nnewest\n")


def test_damaged_notes_are_none(installed: Settings) -> None:
    for text in ("", "[]", "{", '{"hours": 5, "kind": "cron"}', '{"hours": 6, "kind": "x\\u001b"}', "\xff"):
        for name in ("plan.json", "last.json"):
            (kept.folder(installed) / name).write_text(text)
        assert kept.schedule(installed) is None
        assert kept.last_run(installed) is None
        assert kept.state(installed, NOW) is None


def test_a_damaged_lock_keeps_no_run_from_going(installed: Settings) -> None:
    kept.lock(installed).write_bytes(b"no database at all" * 100)
    (installed.instance / "fetch.lock").write_bytes(b"neither" * 100)
    assert run(installed, Starts()).steps


def test_a_step_is_a_process_whose_words_and_status_are_kept() -> None:
    words = "import os, sys; print('é', os.environ['OWN']); print('odd', file=sys.stderr); sys.exit(3)"
    status, said = start_process((sys.executable, "-c", words), {**os.environ, "OWN": "mine"})
    assert (status, sorted(said.split())) == (3, ["mine", "odd", "é"])
    assert start_process(("/nonexistent/python",), {})[0] == 1
