"""label in a terminal: what it learns while it asks, --like, --again, and how its process ends."""

import os
import re
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.feeds import tasteful
from support.pdf import pdf
from support.process import Program
from support.terminal import Terminal, stored_labels, terminal

from jobsearch.services.labels.transfer import set_label
from jobsearch.settings import Settings

WANTED = {key for key, answer in tasteful(40)[1].items() if answer == "yes"}


@pytest.fixture
def asking(forty_posts: Settings, program: Program) -> Iterator[Terminal]:
    """A smart session over forty posts, of which every fourth is a Python job, at its first question."""
    assert forty_posts.instance == program.instance
    with terminal(program, "label") as running:
        running.wait_for("q quit")
        yield running


@pytest.fixture
def asking_anew(forty_posts: Settings, program: Program) -> Iterator[Terminal]:
    """The same with processes that Python starts, and not one that waited from the beginning."""
    assert forty_posts.instance == program.instance
    with terminal(replace(program, is_fresh=True), "label") as running:
        running.wait_for("q quit")
        yield running


def answer(asking: Terminal) -> str:
    """Answer the post on the screen as a person who wants Python jobs; return its key."""
    key = asking.key
    asking.press("y" if key in WANTED else "n")
    asking.wait(lambda: asking.key not in {key, ""} and "q quit" in asking.shown, "the next post")
    return key


def children(pid: int) -> list[int]:
    """Return the processes that a process started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def pressing_r(asking: Terminal) -> bool:
    asking.press("rr")
    asking.watch(0.2)
    return "Your answers do not affect the order" in asking.shown


def test_answers_bring_up_the_posts_that_are_wanted(asking: Terminal) -> None:
    asking.press("r")
    asking.wait(lambda: pressing_r(asking), "the posts to be read")
    asked = []
    for _question in range(18):
        asked.append(answer(asking))
        asking.watch(0.1)
    assert len(asked) == len(set(asked))
    assert len(WANTED.intersection(asked)) == len(WANTED)

    asking.press("q")
    assert asking.end() == 0
    assert "18answered:10yes,8no" in asking.said
    assert "Run`train`toupdatethemodelwithyouranswers." in asking.said


def test_it_says_why_it_asks_and_what_it_expects(asking: Terminal, program: Program) -> None:
    asking.press("r")
    asking.wait(lambda: pressing_r(asking), "the posts to be read")
    while set(stored_labels(program.instance).values()) != {"yes", "no"}:
        answer(asking)
    for _question in range(3):
        answer(asking)
        asking.watch(0.2)
    assert "asked because" in asking.shown
    asking.press("r")
    asking.wait_for("Your answers so far rank it")
    assert "This post has no score yet" in asking.shown


def test_a_trained_model_and_its_reasons_are_shown(own_trained: Program) -> None:
    with terminal(own_trained, "label") as asking:
        asking.wait_for("q quit")
        asking.press("r")
        asking.wait_for("The last trained model gives it")
        assert "+ " in asking.shown


@pytest.mark.parametrize("kind", ["words", pytest.param("text", marks=pytest.mark.slow), "pdf"])
def test_like_brings_up_what_resembles_a_text(
    forty_posts: Settings, program: Program, tmp_path: Path, kind: str
) -> None:
    assert forty_posts.instance == program.instance
    like = "python backend"
    if kind != "words":
        file = tmp_path / f"resume.{kind}"
        file.write_bytes(b"Python Backend Engineer\n" if kind == "text" else pdf("Python Backend Engineer"))
        like = str(file)
    with terminal(program, "label", "--like", like) as asking:
        asking.wait_for("asked because it matches your text")
        assert asking.key in WANTED
        asking.press("q")
        assert asking.end() == 0


@pytest.mark.parametrize("wrong", [("--like", "x", "--again"), ("--like", "x", "--order", "newest")])
def test_like_goes_with_the_smart_order_only(program: Program, wrong: tuple[str, ...]) -> None:
    done = program.run("label", *wrong)
    assert done.status == 2
    assert "--like" in done.err


def test_a_file_that_cannot_be_read_is_said_before_anything_is_asked(program: Program) -> None:
    done = program.run("label", "--like", "resume.pdf")
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "resume.pdf cannot be read" in done.err


def test_again_goes_through_earlier_answers_the_likely_slip_first(
    twenty_labels: Settings, program: Program
) -> None:
    before = stored_labels(program.instance)
    slip = next(key for key in before if key in WANTED)
    set_label(twenty_labels, slip, "no")
    with terminal(program, "label", "--again") as asking:
        asking.wait_for("asked again because")
        assert asking.key == slip
        assert "you answered no" in asking.shown
        asking.press("y")
        asking.wait(lambda: asking.key not in {slip, ""} and "q quit" in asking.shown, "the next answer")
        second = asking.key
        asking.press("s")
        asking.wait(lambda: asking.key not in {second, ""} and "q quit" in asking.shown, "the one after")
        asking.press("pp")
        asking.wait(lambda: asking.key == slip and "you answered no" in asking.shown, "the slip again")
        assert stored_labels(program.instance)[slip] == "no"
        asking.press("yq")
        assert asking.end() == 0
    assert stored_labels(program.instance) == before


def test_again_in_another_order_goes_by_when_it_was_answered(
    twenty_labels: Settings, program: Program
) -> None:
    for number in (7, 3):
        set_label(twenty_labels, f"remoteok:{number}", "no")
    with terminal(program, "label", "--again", "--order", "newest") as asking:
        asking.wait_for("q quit")
        assert asking.key == "remoteok:3"
        asking.press("s")
        asking.wait(lambda: asking.key == "remoteok:7", "the one before")


def test_again_without_answers_says_what_to_do(forty_posts: Settings, program: Program) -> None:
    assert forty_posts.instance == program.instance
    with terminal(program, "label", "--again") as asking:
        assert asking.end() == 1
        assert "Run`label`first" in asking.said


@pytest.mark.parametrize("how", ["q", "kill", "hang up"])
def test_no_process_is_left_however_the_session_ends(asking_anew: Terminal, how: str) -> None:
    asking = asking_anew
    asking.watch(0.3)
    started = children(asking.child.pid)
    assert started
    if how == "q":
        asking.press("q")
        asking.end()
    elif how == "kill":
        asking.child.kill(signal.SIGKILL)
        asking.end()
    else:
        asking.hang_up()
    deadline = time.monotonic() + 60
    while any(map(alive, started)):
        assert time.monotonic() < deadline, "a process goes on without its session"
        time.sleep(0.05)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_resized_terminal_is_drawn_anew(forty_posts: Settings, program: Program) -> None:
    assert forty_posts.instance == program.instance
    with terminal(program, "label", "--order", "newest", columns=120, lines=30) as asking:
        asking.wait_for("q quit")
        asking.resize(60, 24)
        asking.wait_for("q quit")
        lines = asking.shown.split("\n")
        assert "q quit" in lines[23]
        assert lines[0].strip()
        assert asking.key == "remoteok:1"
        asking.press("y")
        asking.wait(lambda: asking.key == "remoteok:2", "the next post")
        asking.press("q")
        assert asking.end() == 0


def test_a_process_that_does_not_read_holds_up_neither_answers_nor_the_end(
    asking: Terminal, program: Program
) -> None:
    asking.watch(0.3)
    stopped = children(asking.child.pid)
    for child in stopped:
        os.kill(child, signal.SIGSTOP)
    asking.press("ynynynynyn")
    asking.wait(lambda: len(stored_labels(program.instance)) == 10, "ten answers")
    asking.press("q")
    assert asking.end() == 0
    for child in filter(alive, stopped):
        os.kill(child, signal.SIGCONT)


def test_the_title_is_bold_and_no_color_leaves_no_color(forty_posts: Settings, program: Program) -> None:
    assert forty_posts.instance == program.instance
    with terminal(program, "label", "--order", "newest", NO_COLOR="1") as asking:
        asking.wait_for("q quit")
        asking.press("p")
        asking.wait_for("first post")
        asking.press("q")
        asking.end()
    assert b"\x1b[1mSales Manager 1" in asking.raw
    assert not re.search(rb"\x1b\[(?:\d+;)*3[1-7]m", asking.raw)
