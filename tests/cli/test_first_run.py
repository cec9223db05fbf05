"""`start`, in a terminal and without one."""

import json

import pytest
from support.feeds import body, tasteful
from support.process import Program
from support.server import FeedServer, Reply
from support.terminal import terminal

QUESTIONS = ("What do you seek?", "Where do you live?", "Which boards?")


@pytest.fixture
def served(program: Program, server: FeedServer) -> Program:
    """A program whose board answers with forty posts."""
    server.answer(Reply(body(tasteful(40)[0])))
    return Program(program.instance, {"JOBSEARCH_REMOTEOK_URL": server.url})


def test_three_answers_bring_a_list(served: Program) -> None:
    with terminal(served, "start") as asking:
        for question, typed in zip(
            QUESTIONS, ("python engineer, no crypto\n", "Portugal\n", "1\n"), strict=True
        ):
            asking.wait_for(question)
            asking.press(typed)
        asking.wait_for("Next: run label")
        assert asking.end() == 0
    assert json.loads(served.run("wish", "show", "-o", "json").out)["refused"] == ["crypto"]
    assert '"PT"' in (served.instance / "config.toml").read_text()


def test_what_is_not_understood_is_asked_again_and_all_may_be_skipped(served: Program) -> None:
    with terminal(served, "start") as asking:
        asking.wait_for(QUESTIONS[0])
        asking.press("\n")
        asking.wait_for(QUESTIONS[1])
        asking.press("Nowhere\n")
        asking.wait_for("is not a country")
        asking.press("\n")
        asking.wait_for(QUESTIONS[2])
        asking.press("\n")
        asking.wait_for("Next: run label")
        assert asking.end() == 0
    assert not (served.instance / "config.toml").exists()


def test_options_answer_where_there_is_no_terminal(served: Program) -> None:
    done = served.run(
        "start", "--wish", "python engineer", "--lives-in", "PT", "--source", "remoteok", "--yes"
    )
    assert done.status == 0, done.err
    assert "remoteok:" in done.out
    assert "Followed: remoteok." in done.err


def test_without_a_terminal_and_a_yes_nothing_happens(served: Program) -> None:
    done = served.run("start", "--wish", "python engineer")
    assert (done.status, done.out) == (1, "")
    assert "--yes" in done.err
    assert not served.instance.exists()


def test_a_board_out_of_reach_ends_in_a_sentence_and_keeps_what_was_said(program: Program) -> None:
    done = program.run("start", "--wish", "python", "--yes", JOBSEARCH_REMOTEOK_URL="http://127.0.0.1:9/api")
    assert (done.status, done.out) == (1, "")
    assert "What you said is kept." in done.err
    assert json.loads(program.run("wish", "show", "-o", "json").out)["words"] == "python"
