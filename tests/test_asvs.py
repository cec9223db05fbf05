"""The table of ASVS requirements names each of level 1 once, and tests that exist."""

import re
from pathlib import Path

from support.process import ROOT

SECURITY = (ROOT / ".github" / "SECURITY.md").read_text()
TEXT = (ROOT / ".github" / "ASVS.md").read_text()
LEVEL_1 = {
    "1.2": range(1, 6),
    "1.3": range(1, 3),
    "1.5": range(1, 2),
    "2.1": range(1, 2),
    "2.2": range(1, 3),
    "2.3": range(1, 2),
    "3.2": range(1, 3),
    "3.3": range(1, 2),
    "3.4": range(1, 3),
    "3.5": range(1, 4),
    "4.1": range(1, 2),
    "4.4": range(1, 2),
    "5.2": range(1, 3),
    "5.3": range(1, 3),
    "6.1": range(1, 2),
    "6.2": range(1, 9),
    "6.3": range(1, 3),
    "6.4": range(1, 3),
    "7.2": range(1, 5),
    "7.4": range(1, 3),
    "8.1": range(1, 2),
    "8.2": range(1, 3),
    "8.3": range(1, 2),
    "9.1": range(1, 4),
    "9.2": range(1, 2),
    "10.4": range(1, 6),
    "11.3": range(1, 3),
    "11.4": range(1, 2),
    "12.1": range(1, 2),
    "12.2": range(1, 3),
    "13.4": range(1, 2),
    "14.2": range(1, 2),
    "14.3": range(1, 2),
    "15.1": range(1, 2),
    "15.2": range(1, 2),
    "15.3": range(1, 2),
}
ALL = [f"{section}.{number}" for section, numbers in LEVEL_1.items() for number in numbers]


def named() -> list[str]:
    """Return the requirements that the rows name; "a to b" is all of level 1 from a to b."""
    found = []
    for row in re.findall(r"^\| (\d[^|]*)\|", TEXT, re.MULTILINE):
        if run := re.match(r"(\d+\.\d+\.\d+) to (\d+\.\d+\.\d+)", row):
            found += ALL[ALL.index(run[1]) : ALL.index(run[2]) + 1]
        else:
            found += re.findall(r"\d+\.\d+\.\d+", row)
    return found


def test_every_requirement_has_its_row() -> None:
    assert sorted(named()) == sorted(ALL)


def test_every_test_that_is_named_exists() -> None:
    tests = set(re.findall(r"`(tests/[\w/]+\.py)`", TEXT))
    assert len(tests) >= 8
    assert [test for test in sorted(tests) if not (ROOT / Path(test)).is_file()] == []


def test_a_vulnerability_of_a_package_has_its_time_by_severity() -> None:
    """15.1.1: the worse it is, the sooner; and sooner where the program can reach it."""
    rows = re.findall(
        r"^\| (critical|high|medium|low)\b[^|]*\| (\d+) days \| ([^|]+) \|$", SECURITY, re.MULTILINE
    )
    reached = [int(days) for _severity, days, _elsewhere in rows]
    elsewhere = [int(re.sub(r"\D", "", text) or 9_999) for _severity, _days, text in rows]
    assert [severity for severity, *_days in rows] == ["critical", "high", "medium", "low"]
    assert reached == sorted(reached)
    assert elsewhere == sorted(elsewhere)
    assert all(here <= there for here, there in zip(reached, elsewhere, strict=True))
    assert "at least every 90 days" in SECURITY


def test_the_packages_that_count_as_reached_are_those_that_are_needed() -> None:
    named = re.findall(r"`([a-z0-9-]+)`", SECURITY.partition("counts as reached:")[2].partition("\n\n")[0])
    project = (ROOT / "pyproject.toml").read_text()
    assert len(named) >= 10
    assert [name for name in named if name != "serve" and not re.search(rf'"{name}[\[>]', project)] == []
