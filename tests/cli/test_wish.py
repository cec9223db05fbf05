import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.process import Program
from support.terminal import Terminal, terminal

from jobsearch.settings import Settings


def test_a_wish_is_set_shown_and_cleared(program: Program) -> None:
    done = program.run("wish", "set", "nurse educator, no night shifts")
    assert (done.status, done.out) == (0, "")
    assert "Read as exclusions: night shifts." in done.err
    shown = program.run("wish", "show")
    assert shown.out == "nurse educator, no night shifts\n"
    assert json.loads(program.run("wish", "show", "-o", "json").out)["refused"] == ["night shifts"]
    assert "deleted" in program.run("wish", "clear").err
    assert program.run("wish", "show").out == ""
    assert b"educator" not in b"".join(file.read_bytes() for file in program.instance.iterdir())


def test_a_file_or_standard_input_is_read(program: Program, tmp_path: Path) -> None:
    resume = tmp_path / "cv.txt"
    resume.write_text("Jane Doe\n" + "Backend Engineer at Acme, with Python and Kafka\n" * 9)
    program.run("wish", "set", str(resume))
    assert "your résumé" in program.run("wish", "set", "-", stdin=b"data engineer").err
    kept = json.loads(program.run("wish", "show", "-o", "json").out)
    assert kept["words"] == "data engineer"
    assert kept["resume"].startswith("Jane Doe")


@pytest.mark.parametrize("text", ["", "   ", "\x07"])
def test_nothing_said_is_wrong_usage(program: Program, text: str) -> None:
    done = program.run("wish", "set", text)
    assert (done.status, done.out) == (2, "")
    assert "no text in it" in done.err


def test_what_a_terminal_would_obey_is_not_kept(program: Program) -> None:
    program.run("wish", "set", "nurse\x1b[2J \x9b31mred")
    shown = program.run("wish", "show")
    assert "\x1b" not in shown.out
    assert "\x9b" not in shown.out


def test_recommend_and_train_say_what_the_order_rests_on(forty_posts: Settings, program: Program) -> None:
    del forty_posts
    program.run("wish", "set", "python engineer")
    assert "The order is based on your description alone" in program.run("recommend").err
    assert "The order is based on your description alone" in program.run("train").out


OFFER = "Save your description"


@pytest.fixture
def sought_in_passing(forty_posts: Settings, program: Program) -> Iterator[Terminal]:
    """A session of `label --like` at its first question."""
    del forty_posts
    with terminal(program, "label", "--like", "python engineer, no sales") as asking:
        asking.wait_for("asked because it matches your text")
        yield asking


def end_after_an_answer(asking: Terminal) -> None:
    asked = asking.key
    asking.press("y")
    assert asking.is_asked(unlike=asked)
    asking.press("q")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Yes\n", "python engineer, no sales"), ("\n", "")],
)
def test_what_was_sought_in_passing_is_kept_on_a_yes(
    sought_in_passing: Terminal, program: Program, typed: str, kept: str
) -> None:
    end_after_an_answer(sought_in_passing)
    sought_in_passing.wait_for(OFFER)
    sought_in_passing.press(typed)
    assert sought_in_passing.end() == 0
    assert json.loads(program.run("wish", "show", "-o", "json").out)["words"] == kept


def test_who_answers_nothing_is_asked_nothing(sought_in_passing: Terminal) -> None:
    sought_in_passing.press("q")
    assert sought_in_passing.end() == 0
    assert OFFER not in sought_in_passing.shown


def test_the_end_of_the_terminal_is_no_yes(sought_in_passing: Terminal, program: Program) -> None:
    end_after_an_answer(sought_in_passing)
    sought_in_passing.wait_for(OFFER)
    sought_in_passing.press("\x04")
    assert sought_in_passing.end() == 0
    assert program.run("wish", "show").out == ""


def test_what_is_kept_already_is_not_offered(forty_posts: Settings, program: Program) -> None:
    del forty_posts
    program.run("wish", "set", "python engineer")
    with terminal(program, "label", "--like", "python engineer") as asking:
        asking.wait_for("asked because it matches your text")
        end_after_an_answer(asking)
        assert asking.end() == 0
        assert OFFER not in asking.shown


def test_a_plain_session_ends_without_a_question(forty_posts: Settings, program: Program) -> None:
    del forty_posts
    program.run("wish", "set", "python engineer")
    with terminal(program, "label") as asking:
        asking.wait_for("q quit")
        end_after_an_answer(asking)
        assert asking.end() == 0
        assert OFFER not in asking.shown
