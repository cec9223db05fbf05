"""label in a terminal: how a session looks, and every way in which it ends."""

import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.feeds import body, element
from support.process import Program
from support.terminal import Terminal, stored_labels, terminal

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings


@pytest.fixture
def asking(forty_posts: Settings, program: Program) -> Iterator[Terminal]:
    """A session over forty posts after one answer, at its second question."""
    assert forty_posts.instance == program.instance
    with terminal(program, "label", "--order", "newest") as running:
        running.wait_for("q quit")
        running.press("y")
        running.wait_for("1 today")
        running.wait(lambda: running.key == "remoteok:2", "the second question")
        yield running


def test_an_answer_survives_a_kill(asking: Terminal, program: Program) -> None:
    asking.child.kill(signal.SIGKILL)

    assert asking.end() == -signal.SIGKILL
    assert stored_labels(program.instance) == {"remoteok:1": "yes"}
    assert program.run("labels", "export").out.count("remoteok:1,yes,") == 1


def test_sigterm_puts_the_terminal_back(asking: Terminal, program: Program) -> None:
    assert asking.flags() != asking.flags_before
    asking.child.kill(signal.SIGTERM)

    assert asking.end() == 128 + signal.SIGTERM
    assert asking.flags() == asking.flags_before
    assert asking.raw.rindex(b"\x1b[?25h") > asking.raw.rindex(b"\x1b[?25l")
    assert asking.raw.rindex(b"\x1b[?1049l") > asking.raw.rindex(b"\x1b[?1049h")
    assert b"Traceback" not in asking.raw
    assert stored_labels(program.instance) == {"remoteok:1": "yes"}


def test_ctrl_c_ends_with_130_and_puts_the_terminal_back(asking: Terminal, program: Program) -> None:
    asking.press("\x03")

    assert asking.end() == 130
    assert asking.flags() == asking.flags_before
    assert b"Traceback" not in asking.raw
    assert stored_labels(program.instance) == {"remoteok:1": "yes"}


def test_a_terminal_that_is_closed_ends_the_program(asking: Terminal, program: Program) -> None:
    assert asking.hang_up() != 0
    assert stored_labels(program.instance) == {"remoteok:1": "yes"}


def test_a_narrow_screen_shows_the_title_and_the_key_whole_and_without_escape_codes(
    settings: Settings, tmp_path: Path
) -> None:
    title = "Principal Distributed Systems Engineer for Payments and Everything Else That Moves"
    long_id = "123456789012345678"
    url = "https://remoteok.com/remote-jobs/" + "a-very-long-address-" * 6
    post = element(1, id=long_id, url=url, position=title, description="word " * 2_000)
    (tmp_path / "feed.json").write_bytes(body([post]))
    fetch_new(settings, [tmp_path / "feed.json"])
    with terminal(Program(settings.instance), "label", columns=60) as asking:
        asking.wait_for("q quit")
        asking.press("q")
        assert asking.key == f"remoteok:{long_id}"
        assert title in " ".join(asking.shown.split())
        assert "more lines: m" in asking.shown
        asking.end()

    assert re.search(rf"remoteok:{long_id}[ \r\n]".encode(), asking.raw)


def test_a_dumb_terminal_is_asked_without_escape_codes(forty_posts: Settings, program: Program) -> None:
    assert forty_posts.instance == program.instance
    with terminal(program, "label", "--order", "newest", lines=30, TERM="dumb") as asking:
        asking.wait_for("q quit")
        assert "remoteok:1" in asking.shown
        asking.press("y")
        asking.wait_for("1 today")
        asking.press("q")
        assert asking.end() == 0

    assert b"\x1b" not in asking.raw
    assert stored_labels(program.instance) == {"remoteok:1": "yes"}


def test_without_a_terminal_it_names_the_other_ways(forty_posts: Settings, program: Program) -> None:
    assert forty_posts.instance == program.instance
    done = program.run("label", stdin=b"y")

    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "labels set" in done.err
    assert "labels import" in done.err
    assert stored_labels(program.instance) == {}


def test_the_end_of_the_queue_is_a_success(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "feed.json").write_bytes(body([element(1), element(2)]))
    fetch_new(settings, [tmp_path / "feed.json"])
    program = Program(settings.instance)
    with terminal(program, "label") as asking:
        asking.wait_for("q quit")
        asking.press("yn")
        asking.wait_for("You have seen every stored post.")
        asking.press("py")
        asking.wait_for("You have seen every stored post.")
        asking.press("q")
        assert asking.end() == 0
        assert "Youhaveseeneverystoredpost.Run`fetch-new`togetmore." in asking.said
        assert asking.flags() == asking.flags_before
    assert list(stored_labels(settings.instance).values()) == ["yes", "yes"]

    with terminal(program, "label") as asking:
        assert asking.end() == 0
        assert "Youhaveseeneverystoredpost" in asking.said


def test_without_posts_it_says_what_to_do(program: Program) -> None:
    with terminal(program, "label") as asking:
        assert asking.end() == 1
        assert "Run`fetch-new`" in asking.said
