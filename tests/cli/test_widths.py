"""At every width, lines fit and nothing is cut."""

import shutil
import unicodedata
from pathlib import Path

import pytest
from support.process import Program
from wcwidth import wcswidth

WIDTHS = [60, 80, 120, 200]


def _lines(text: str, columns: int) -> list[str]:
    lines = text.splitlines()
    assert lines
    assert not [line for line in lines if wcswidth(line) > columns]
    assert not [line for line in lines if wcswidth(line) < 0]
    return lines


def _without_blanks(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("columns", WIDTHS)
def test_recommend_fits_and_cuts_no_title(hostile: Program, columns: int) -> None:
    lines = _lines(hostile.run("recommend", "--all", COLUMNS=str(columns)).out, columns)
    start, end = lines[0].index("Title"), lines[0].index("Company")
    # Only lines of narrow characters: in those, a column of the screen is a place in the text.
    column = [line[start:end] for line in lines[1:] if wcswidth(line) == len(line)]
    titles = _without_blanks("".join(line for line in column if line.strip()))

    assert "W" * 490 in titles
    assert "=HYPERLINK(1)" in titles
    assert "BackendPythonEngineer24" in titles
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("columns", WIDTHS)
def test_show_fits_and_cuts_nothing(hostile: Program, columns: int) -> None:
    lines = _lines(hostile.run("show", "remoteok:903", COLUMNS=str(columns)).out, columns)
    shown = _without_blanks("".join(lines))

    for part in ("W" * 490, "V" * 300, "D" * 10_000, "https://remoteOK.com/remote-jobs/remote-job-903"):
        assert part in shown


@pytest.mark.parametrize("columns", WIDTHS)
def test_status_fits_and_cuts_nothing(hostile: Program, columns: int) -> None:
    lines = _lines(hostile.run("status", COLUMNS=str(columns)).out, columns)

    assert str(hostile.instance) in _without_blanks("".join(lines))
    assert lines[0].startswith("Instance")


@pytest.mark.parametrize("columns", [60, 120])
def test_the_report_of_a_training_fits(hostile: Program, columns: int, tmp_path: Path) -> None:
    shutil.copytree(hostile.instance, tmp_path / "instance")
    done = Program(tmp_path / "instance").run("train", COLUMNS=str(columns))
    lines = _lines(done.out, columns)

    assert not [c for c in done.out if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"]

    assert "Learned from 6 yes and 15 no." in lines
    assert "…" not in "".join(lines)
