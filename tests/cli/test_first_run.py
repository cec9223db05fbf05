"""`start`, in a terminal and without one."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from support.feeds import body, tasteful
from support.process import Program
from support.server import FeedServer, Reply
from support.sources import BoardServer, serving
from support.terminal import terminal

from jobsearch.services.instance import professions
from jobsearch.services.start import Answers
from jobsearch.services.start import start as begin
from jobsearch.settings import Settings

QUESTIONS = (
    "What job are you looking for?",
    "Which country do you live in?",
    "Which boards do you want to follow?",
)


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
        asking.wait_for("Next, run `label`")
        assert asking.end() == 0
    assert json.loads(served.run("wish", "show", "-o", "json").out)["refused"] == ["crypto"]
    assert '"PT"' in (served.instance / "config.toml").read_text()


def test_what_is_not_understood_is_asked_again_and_all_may_be_skipped(served: Program) -> None:
    with terminal(served, "start") as asking:
        asking.wait_for(QUESTIONS[0])
        asking.press("\n")
        asking.wait_for(QUESTIONS[1])
        asking.press("Nowhere\n")
        asking.wait_for("is not a known country")
        asking.press("\n")
        asking.wait_for(QUESTIONS[2])
        asking.press("\n")
        asking.wait_for("Next, run `label`")
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
    assert "Your answers are saved, but no posts could be fetched." in done.err
    assert json.loads(program.run("wish", "show", "-o", "json").out)["words"] == "python"


@pytest.mark.parametrize(
    "arguments",
    [
        ("recommend",),
        ("labels", "export"),
        ("show", "remoteok:1"),
        ("wish", "show"),
        ("status",),
        ("sources",),
    ],
)
def test_any_first_command_says_that_start_exists(program: Program, arguments: tuple[str, ...]) -> None:
    with terminal(program, *arguments) as running:
        running.end()
        assert re.search(r"\bstart\b", running.raw.decode())


def test_a_first_command_in_a_script_or_a_second_one_says_nothing_more(program: Program) -> None:
    assert program.run("labels", "export").err == ""
    with terminal(program, "labels", "export") as running:
        running.end()
        assert b"start asks" not in running.raw


@pytest.fixture(scope="module")
def invented() -> Iterator[BoardServer]:
    """A board with the posts of five professions."""
    sent = professions.feed(datetime.now(UTC))
    with serving(BoardServer(lambda _path: (200, {}, sent))) as board:
        yield board


@pytest.mark.parametrize("name", professions.PROFESSIONS)
def test_each_profession_gets_a_first_list_of_its_own(
    settings: Settings, invented: BoardServer, name: str
) -> None:
    own = replace(settings, source_urls={"feed": invented.address})
    wish = professions.profession(name).wish
    started = begin(own, Answers(wish, sources=("feed:https://jobs.example/feed.json",)))
    assert started.found is not None
    found = [post for post in started.found.posts if f"https://jobs.example/{name}/" in post.url]
    assert len(found) >= 5


def test_a_nurse_gets_one_in_a_pipe_in_seconds(program: Program, invented: BoardServer) -> None:
    source = "feed:https://jobs.example/feed.json"
    wish = professions.profession("nurse").wish
    done = program.run(
        "start", "--wish", wish, "--source", source, "--yes", JOBSEARCH_SOURCE_URL_FEED=invented.address
    )
    assert done.status == 0, done.err
    assert done.out.count("https://jobs.example/nurse/") >= 5
