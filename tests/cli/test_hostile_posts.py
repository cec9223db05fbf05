"""Posts and arguments that would play tricks on a terminal reach it as harmless text."""

import re
import unicodedata
from pathlib import Path

import pytest
from support.feeds import body, element
from support.process import Finished, Program
from support.terminal import terminal

EVIL = "\x1b[31m\x1b]52;c;QUJD\x07\u202e\u200b\u009b2J [/b] [red]"
OWN_SEQUENCES = re.compile(
    r"\x1b\[[0-9;?]*[A-Za-z]"  # colors, cursor
    r"|\x1b\]8;id=[0-9]+;https://remoteok\.com/[^\x00-\x20\x7f]*\x1b\\|\x1b\]8;;\x1b\\",  # links to the board
    re.IGNORECASE,
)


def _obeyed(text: str) -> set[str]:
    """Return the characters that a terminal obeys or hides."""
    return {c for c in text if unicodedata.category(c) in {"Cc", "Cf", "Cs"}} - set("\n\r\t")


def _is_harmless(done: Finished) -> bool:
    return not _obeyed(done.out + done.err) and "Traceback" not in done.err


@pytest.mark.parametrize(
    "command",
    [
        "recommend --all",
        "recommend --all -o json",
        "recommend --all -o jsonl",
        "recommend --all -o csv",
        "recommend --all -o html",
        "recommend --all -o atom",
        "show remoteok:900",
    ],
)
def test_every_list_shows_markup_as_it_is_and_nothing_that_a_terminal_obeys(
    hostile: Program, command: str
) -> None:
    done = hostile.run(*command.split(), COLUMNS="200")

    assert done.status == 0
    assert _is_harmless(done)
    assert "[/b] [red]" in done.out


def test_rejected_posts_are_listed_harmlessly(hostile: Program) -> None:
    done = hostile.run("status", "--rejected")

    assert done.status == 0
    assert _is_harmless(done)
    assert "906: its position is much too long" in done.out
    assert "its id is not a number" in done.out
    assert "[/b] [red]" in done.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", EVIL],
        [EVIL],
        ["recommend", "-o", EVIL],
        ["recommend", "--since", EVIL],
        ["--instance", f"jobposts.db/{EVIL}", "status"],
    ],
)
def test_errors_repeat_hostile_arguments_harmlessly(hostile: Program, arguments: list[str]) -> None:
    (hostile.instance.parent / "jobposts.db").touch()
    done = hostile.run(*arguments)

    assert done.status in {1, 2}
    assert done.out == ""
    assert _is_harmless(done)


def test_hostile_file_names_and_contents_are_named_harmlessly(program: Program, tmp_path: Path) -> None:
    feed, labels = tmp_path / f"feed {EVIL.replace('/', '')}", tmp_path / f"labels {EVIL.replace('/', '')}"
    feed.write_text(EVIL)
    labels.write_text(f"key,label\nremoteok:1,{EVIL}\n")
    for arguments in (["fetch-new", "--from", feed], ["labels", "import", labels]):
        done = program.run(*arguments)

        assert (done.status, done.out) == (1, "")
        assert _is_harmless(done)
        assert "[red]" in done.err


def test_a_hostile_address_of_the_board_is_named_harmlessly(program: Program) -> None:
    done = program.run("fetch-new", JOBSEARCH_REMOTEOK_URL=f"ftp://127.0.0.1/{EVIL}")

    assert (done.status, done.out) == (1, "")
    assert _is_harmless(done)
    assert done.err.count("\n") == 1


def test_the_label_screen_gets_only_the_program_s_own_sequences(program: Program) -> None:
    post = element(100, position=EVIL, company=EVIL, location=EVIL, tags=[EVIL], description=f"<p>{EVIL}</p>")
    program.run("fetch-new", "--from", "-", stdin=body([post]))
    with terminal(program, "label") as running:
        running.wait_for("q quit")
        assert running.shown.count("[/b] [red]") == 5
        running.press("q")
        assert running.end() == 0

    assert not _obeyed(OWN_SEQUENCES.sub("", running.raw.decode()))
