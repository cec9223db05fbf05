"""fetch-new: from the board, from files, and when something is wrong."""

import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from support.feeds import body, element, tasteful
from support.process import MAIN, Finished, Program
from support.server import FeedServer, Reply


@pytest.fixture
def online(program: Program, server: FeedServer) -> Program:
    """The program, whose board is the test's server."""
    return Program(program.instance, {"JOBSEARCH_REMOTEOK_URL": server.url})


def _is_one_sentence(done: Finished) -> bool:
    return done.out == "" and done.err.count("\n") == 1 and "Traceback" not in done.err


def test_reads_several_saved_responses(program: Program, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(body([element(1), element(2)]))
    (tmp_path / "two.json").write_bytes(body([element(2), element(3)]))
    done = program.run("fetch-new", "--from", tmp_path / "one.json", "--from", tmp_path / "two.json")

    assert (done.status, done.out) == (0, "")
    assert done.err == "Remote OK: 4 received, 3 new, 0 changed, 1 unchanged, 0 rejected\n"


def test_responses_of_one_run_are_no_gap(program: Program, tmp_path: Path) -> None:
    (tmp_path / "one.json").write_bytes(body([element(1)]))
    (tmp_path / "two.json").write_bytes(body([element(2)]))
    done = program.run("fetch-new", "-q", "--from", tmp_path / "one.json", "--from", tmp_path / "two.json")

    assert done == Finished(0, "", "")


def test_reads_standard_input(program: Program) -> None:
    done = program.run("fetch-new", "--from", "-", stdin=body([element(1)]))

    assert (done.status, done.out) == (0, "")
    assert "1 received, 1 new" in done.err


def test_tags_narrow_the_question_and_the_answer(online: Program, server: FeedServer) -> None:
    server.answer(Reply(body(tasteful(8)[0])))
    done = online.run("fetch-new", "--tag", "Python", "--tag", "rust")

    assert server.asked[0].path == "/api?tags=python%2Crust"
    assert (
        done.err
        == "Remote OK: 8 received, 2 new, 0 changed, 0 unchanged, 0 rejected, 6 without a requested tag\n"
    )


def test_tags_narrow_saved_responses(program: Program) -> None:
    done = program.run("fetch-new", "--from", "-", "--tag", "python", stdin=body(tasteful(8)[0]))

    assert "2 new" in done.err
    assert "6 without a requested tag" in done.err


def test_quiet_says_nothing_when_all_is_well(online: Program, server: FeedServer) -> None:
    server.answer(Reply(body([element(1)])))

    assert online.run("fetch-new", "-q") == Finished(0, "", "")


def test_nothing_new_since_the_last_fetch_is_a_success(online: Program, server: FeedServer) -> None:
    date = "Wed, 04 Dec 2024 10:00:00 GMT"
    server.answer(Reply(body([element(1)]), headers={"Last-Modified": date}), Reply(status=304))
    online.run("fetch-new")
    done = online.run("fetch-new")

    assert server.asked[1].headers["If-Modified-Since"] == date
    assert (done.status, done.out) == (0, "")
    assert done.err == "Remote OK: nothing new since the last fetch\n"


def test_quiet_warns_of_a_possible_gap(online: Program, server: FeedServer) -> None:
    server.answer(Reply(body([element(1)])), Reply(body([element(2)])))
    online.run("fetch-new", "-q")
    done = online.run("fetch-new", "-q")

    assert done.status == 0
    assert _is_one_sentence(done)
    assert "may have been missed" in done.err
    assert "1 possible gap" in online.run("status").out


def test_a_refusal_is_told_even_to_cron_and_remembered(online: Program, server: FeedServer) -> None:
    server.answer(Reply(status=403))
    done = online.run("fetch-new", "-q")

    assert done.status == 1
    assert _is_one_sentence(done)
    assert done.err.startswith(f"{server.url} responded with status 403. ")
    assert "JOBSEARCH_CONTACT" in done.err
    assert len(server.asked) == 1
    assert "responded with status 403" in " ".join(online.run("status").out.split())


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        (b"<!doctype html><title>Are you human?</title>", "it is a web page"),
        (b"[" * 100_000, "it is nested too deeply"),
    ],
)
def test_an_answer_that_is_no_feed_is_one_sentence(program: Program, answer: bytes, cause: str) -> None:
    done = program.run("fetch-new", "--from", "-", stdin=answer)

    assert done.status == 1
    assert _is_one_sentence(done)
    assert cause in done.err


def test_a_missing_file_is_one_sentence(program: Program, tmp_path: Path) -> None:
    done = program.run("fetch-new", "--from", tmp_path / "missing.json")

    assert done.status == 1
    assert _is_one_sentence(done)
    assert done.err.startswith(f"{tmp_path / 'missing.json'} cannot be read: No such file or directory.")


def test_a_missing_file_beside_a_good_one_fails_and_costs_only_itself(
    program: Program, tmp_path: Path
) -> None:
    (tmp_path / "good.json").write_bytes(body([element(1)]))
    done = program.run("fetch-new", "--from", tmp_path / "missing.json", "--from", tmp_path / "good.json")

    failure, outcome = done.err.splitlines()
    assert (done.status, done.out) == (1, "")
    assert failure.startswith(f"{tmp_path / 'missing.json'} cannot be read: No such file or directory.")
    assert outcome == "Remote OK: 1 received, 1 new, 0 changed, 0 unchanged, 0 rejected"


@pytest.mark.parametrize(
    "option", [["--from", ""], ["--tag", ""], ["--tag", ","], ["--tag", "go", "--tag", ""]]
)
def test_an_empty_option_is_wrong_usage(program: Program, option: list[str]) -> None:
    done = program.run("fetch-new", *option)

    assert (done.status, done.out) == (2, "")
    assert "is empty" in done.err


def test_an_empty_feed_is_worth_a_warning(program: Program) -> None:
    done = program.run("fetch-new", "-q", "--from", "-", stdin=b"[]")

    assert (done.status, done.err) == (0, "The response contained no posts.\n")


def test_new_posts_have_scores_at_once(own_trained: Program) -> None:
    wanted = element(99, position="Backend Python Engineer", tags=["python", "backend"])
    own_trained.run("fetch-new", "--from", "-", stdin=body([wanted]))

    assert "remoteok:99" in own_trained.run("recommend", "-o", "json").out


def test_a_damaged_model_costs_scores_but_no_posts(own_trained: Program) -> None:
    model = own_trained.instance / "model.joblib"
    model.write_bytes(model.read_bytes()[:100])
    done = own_trained.run("fetch-new", "-q", "--from", "-", stdin=body([element(1), element(99)]))

    assert done.status == 0
    assert _is_one_sentence(done)
    assert done.err.startswith("The new posts have not been scored yet. The model file ")
    assert "Run `train` again" in done.err
    assert own_trained.run("show", "remoteok:99").status == 0


def test_ctrl_c_ends_a_fetch_with_130_and_no_traceback(online: Program, server: FeedServer) -> None:
    asked, ended = threading.Event(), threading.Event()

    def never_answer(_handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        ended.wait(30)

    server.answer(never_answer)
    # A handler, unlike "ignore", is not handed on to a new process.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with subprocess.Popen(
            [sys.executable, str(MAIN), "fetch-new"],
            env=online.surroundings(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        ) as running:
            assert asked.wait(60)
            running.send_signal(signal.SIGINT)
            out, err = running.communicate(timeout=60)
    finally:
        ended.set()
        signal.signal(signal.SIGINT, before)

    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err
