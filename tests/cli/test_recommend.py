"""recommend: what is listed, in which form, and what stands beside it."""

import csv
import io
import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from support.process import MAIN, Finished, Program
from support.terminal import terminal

CUT_LISTS = {"remoteok:24", "remoteok:28", "remoteok:32", "remoteok:36", "remoteok:40"}


def _keys(done: Finished) -> list[str]:
    assert done.status == 0, done.err
    return [row["key"] for row in json.loads(done.out)]


def test_json_rows_are_complete_and_carry_a_numeric_score(trained: Program) -> None:
    rows = json.loads(trained.run("recommend", "-o", "json", COLUMNS="40").out)

    assert {row["key"] for row in rows} == CUT_LISTS
    assert all(isinstance(row["score"], float) and 0 <= row["score"] <= 1 for row in rows)
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
    assert rows[0]["source_name"] == "Remote OK"
    assert rows[0]["url"].startswith("https://remoteOK.com/remote-jobs/")
    assert {"term", "weight"} == set(rows[0]["reasons"][0])


def test_n_lists_the_best_and_says_what_was_left_out(trained: Program) -> None:
    done = trained.run("recommend", "-n", "2")

    assert done.out.count("https://remoteOK.com/") == 2
    assert done.err == ("Left out: 15 below the cut, 3 further down the list; --all shows every open post.\n")


def test_all_lists_every_open_post_best_first(trained: Program) -> None:
    rows = json.loads(trained.run("recommend", "--all", "-o", "json").out)

    assert {row["key"] for row in rows} == {f"remoteok:{number}" for number in range(21, 41)}
    assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)


def test_new_lists_a_post_once(own_trained: Program) -> None:
    first = _keys(own_trained.run("recommend", "--new", "-n", "3", "-o", "json"))
    second = _keys(own_trained.run("recommend", "--new", "-o", "json"))
    third = own_trained.run("recommend", "--new")

    assert len(first) == 3
    assert set(second) == CUT_LISTS - set(first)
    assert (third.status, third.out) == (0, "")
    assert third.err.startswith("Nothing to recommend.\n")
    assert "5 shown before" in third.err


@pytest.mark.parametrize("form", ["26h", "a time"])
def test_since_leaves_out_what_was_posted_earlier(trained: Program, form: str) -> None:
    moment = datetime.now(UTC) - timedelta(hours=25.5)
    since = form if form == "26h" else moment.isoformat()
    listed = _keys(trained.run("recommend", "--all", "--since", since, "-o", "json"))

    # Post number N is N hours old, give or take the run of this test.
    assert set(listed) == {f"remoteok:{number}" for number in range(21, 26)}


@pytest.mark.parametrize("since", ["soon", ""])
def test_a_since_that_is_no_time_is_wrong_usage(trained: Program, since: str) -> None:
    done = trained.run("recommend", "--since", since)

    assert (done.status, done.out) == (2, "")
    assert "--since" in done.err
    assert "7d" in done.err


def test_without_a_model_it_says_what_to_do(twenty_labels: object, program: Program) -> None:
    assert twenty_labels
    done = program.run("recommend")

    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "run train" in done.err


def test_without_a_model_all_lists_the_newest_first(forty_posts: object, program: Program) -> None:
    assert forty_posts
    done = program.run("recommend", "--all", "-o", "json")

    assert _keys(done) == [f"remoteok:{number}" for number in range(1, 41)]
    assert "There is no model yet" in done.err


def test_without_posts_it_says_what_to_do(program: Program) -> None:
    done = program.run("recommend")

    assert (done.status, done.out) == (1, "")
    assert done.err == f"No posts are stored in {program.instance} yet: run fetch-new first.\n"


def test_labels_that_changed_since_the_training_are_mentioned(own_trained: Program) -> None:
    own_trained.run("labels", "set", "remoteok:24", "no")
    done = own_trained.run("recommend", "-o", "json")

    assert set(_keys(done)) == CUT_LISTS - {"remoteok:24"}
    assert "run train" in done.err


def test_csv_runs_no_formula_in_a_spreadsheet(hostile: Program) -> None:
    done = hostile.run("recommend", "--all", "-o", "csv")
    rows = list(csv.DictReader(io.StringIO(done.out)))
    row = next(row for row in rows if row["key"] == "remoteok:902")

    assert [row[name] for name in ("title", "company", "location", "tags")] == [
        "'=HYPERLINK(1)",
        "'+1",
        "'@SUM(1)",
        "'-2",
    ]
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "-", "@"))]
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("output", ["table", "json"])
def test_a_reader_that_has_gone_away_is_no_error(trained: Program, output: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [sys.executable, str(MAIN), "recommend", "--all", "-o", output],
            stdout=writer,
            stderr=subprocess.PIPE,
            env=trained.surroundings(),
            check=False,
        )
    finally:
        os.close(writer)

    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr
    assert b"Broken pipe" not in done.stderr


def test_in_a_terminal_the_table_has_colors_and_json_has_none(trained: Program) -> None:
    with terminal(trained, "recommend", lines=60) as table:
        assert table.end() == 0
        assert b"\x1b[32m" in table.raw
    with terminal(trained, "recommend", "-o", "json", lines=60) as data:
        assert data.end() == 0
        assert b"\x1b" not in data.raw


def test_no_color_is_respected_in_a_terminal(trained: Program) -> None:
    with terminal(trained, "recommend", lines=60, NO_COLOR="1") as table:
        assert table.end() == 0
        assert not [code for code in (b"\x1b[32m", b"\x1b[31m", b";32m", b";31m") if code in table.raw]
        assert "Backend Python Engineer" in table.shown


def test_a_pipe_gets_no_escape_codes(trained: Program) -> None:
    assert "\x1b" not in trained.run("recommend", TERM="xterm-256color").out
