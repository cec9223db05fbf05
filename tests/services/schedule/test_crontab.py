"""A crontab: our block comes and goes, and every other byte stays."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.timers import entry_of, machine

from jobsearch.errors import TimerFailed
from jobsearch.services.schedule.cron import Cron, with_block, without_block

ENTRY = entry_of("/home/ann/instance")
LATER = entry_of("/home/ann/instance", "daily", "08:00")
OTHER = "jobsearch-other-ffffffff"
LINES = st.lists(
    st.one_of(
        st.binary(max_size=20),
        st.sampled_from([b"# mine", b"", b"MAILTO=ann", b"\xff\xfe%", f"# {OTHER}: begin".encode(), b"a\r"]),
    ).map(lambda line: line.replace(b"\n", b"")),
    max_size=6,
)


@given(LINES, LINES)
def test_other_lines_stay_byte_for_byte(before: list[bytes], after: list[bytes]) -> None:
    above, below = (b"".join(line + b"\n" for line in lines) for lines in (before, after))
    written = with_block(above, ENTRY)
    assert written.startswith(above)
    assert without_block(written, ENTRY.name) == above
    changed = with_block(written + below, LATER)
    assert changed == with_block(above, LATER) + below
    assert without_block(changed, ENTRY.name) == above + below
    assert without_block(changed, OTHER) == changed or OTHER.encode() in above + below


def test_a_last_line_without_an_end_gets_one_as_cron_wants() -> None:
    assert with_block(b"0 * * * * true", ENTRY).startswith(b"0 * * * * true\n# jobsearch-")


def test_a_block_whose_end_is_lost_is_not_taken_for_one() -> None:
    table = f"# {ENTRY.name}: begin\n1 * * * * mine\n".encode()
    assert without_block(table, ENTRY.name) == table


def test_a_crontab_with_nothing_else_is_removed(tmp_path: Path) -> None:
    here = machine(tmp_path, "crontab")
    Cron().install(ENTRY, here)
    assert Cron().installed(ENTRY.name, here)
    Cron().remove(ENTRY.name, here)
    assert here.tables == []
    Cron().remove(ENTRY.name, here)
    assert here.ran[-1] == "crontab -l"


def test_a_crontab_that_cannot_be_read_is_not_written(tmp_path: Path) -> None:
    here = machine(tmp_path, "crontab", failing={"crontab -l": "you are not allowed to use this program"})
    with pytest.raises(TimerFailed, match="not allowed"):
        Cron().install(ENTRY, here)
    assert here.ran == ["crontab -l"]
