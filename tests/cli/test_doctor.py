"""doctor as a process: what it prints, and how it exits."""

import json
from pathlib import Path

import pytest
from support.process import Program
from wcwidth import wcswidth

SUBJECTS = ["Instance", "Disk", "Store", "Model", "Careers", "Config", "Feed", "Packages"]


def test_a_healthy_instance_exits_with_0(trained: Program) -> None:
    done = trained.run("doctor", COLUMNS="300")

    assert (done.status, done.err) == (0, "")
    assert [line.split()[:2] for line in done.out.splitlines()] == [["ok", subject] for subject in SUBJECTS]


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_what_needs_fixing_is_marked_and_exits_with_1(own_trained: Program, columns: int) -> None:
    (own_trained.instance / "model.joblib").unlink()
    done = own_trained.run("doctor", COLUMNS=str(columns))

    assert (done.status, done.err) == (1, "")
    assert [line.split()[1] for line in done.out.splitlines() if line.startswith("fix")] == ["Model"]
    assert "Run `train` again" in " ".join(done.out.split())
    assert max(map(wcswidth, done.out.splitlines())) <= columns


def test_a_monitor_gets_json(own_trained: Program) -> None:
    (own_trained.instance / "config.toml").write_text("[me")
    done = own_trained.run("doctor", "-o", "json")
    findings = json.loads(done.out)

    assert done.status == 1
    assert [one["subject"] for one in findings] == SUBJECTS
    assert [one["subject"] for one in findings if not one["fine"]] == ["Config"]


def test_a_missing_package_is_one_sentence_in_any_command(trained: Program, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import sys; sys.modules['sqlalchemy'] = None\n")
    done = trained.run("status", PYTHONPATH=str(tmp_path))

    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("The Python package sqlalchemy is missing. Reinstall jobsearch")
    assert done.err.count("\n") == 1
