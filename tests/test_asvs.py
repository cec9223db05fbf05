"""The table of ASVS requirements names each of level 1 once, and tests that exist."""

import re
from pathlib import Path

from support.process import ROOT

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
