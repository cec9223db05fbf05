"""recommend: what is listed, in which form, and what stands beside it."""

import csv
import io
import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

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
    assert done.err == (
        "Excluded by your filters: 3 further down the list. Not shown: 15 below the threshold; use --all to "
        "list them.\n"
    )


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
    assert third.err.startswith("There is nothing to recommend.\n")
    assert "5 shown before" in third.err


def test_new_counts_as_shown_only_what_was_written_somewhere(own_trained: Program) -> None:
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, str(MAIN), "recommend", "--new"]
    subprocess.run(closed, env=own_trained.surroundings(), check=True, capture_output=True)
    assert set(_keys(own_trained.run("recommend", "--new", "-o", "json"))) == CUT_LISTS


@pytest.mark.parametrize("form", ["26h", "a time"])
def test_since_leaves_out_what_was_posted_earlier(trained: Program, form: str) -> None:
    moment = datetime.now(UTC) - timedelta(hours=25.5)
    since = form if form == "26h" else moment.isoformat()
    listed = _keys(trained.run("recommend", "--all", "--since", since, "-o", "json"))

    # Post number N is N hours old, give or take the run of this test.
    assert set(listed) == {f"remoteok:{number}" for number in range(21, 26)}


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [
        ("--since", "soon", "7d"),
        ("--since", "", "7d"),
        ("--min-score", "1.5", "from 0 to 1"),
        ("--min-score", "101%", "from 0 to 1"),
        ("--min-score", "-1", "from 0 to 1"),
        ("--min-score", "nan", "from 0 to 1"),
        ("--min-score", "", "from 0 to 1"),
        ("--tag", ",", "A tag to keep is empty"),
        ("--company", "", "The name of a company to look for is empty"),
        ("--search", "", "no letter or digit"),
        ("--search", '++ - "', "no letter or digit"),
        ("--search", "-senior", "no word without a minus"),
        ("--search", "go OR rust", "contains OR, which is not an operator here"),
        ("--columns", "title,nonsense", "'nonsense'"),
        ("--columns", "", "rank, score, title"),
        ("--columns", "apply_url", "rank, score, title"),
    ],
)
def test_an_option_without_sense_is_wrong_usage(trained: Program, option: str, value: str, says: str) -> None:
    done = trained.run("recommend", f"{option}={value}", COLUMNS="300")

    assert (done.status, done.out) == (2, "")
    assert says in done.err


def test_columns_are_for_forms_that_have_any(trained: Program) -> None:
    done = trained.run("recommend", "-o", "json", "--columns", "title")

    assert (done.status, done.out) == (2, "")
    assert done.err == ("--columns requires -o table or csv, because json has no columns.\n")


@pytest.mark.parametrize("least", ["0.5", ".5", "50%", "50 %"])
def test_a_lowest_score_is_a_share_or_a_percentage(trained: Program, least: str) -> None:
    done = trained.run("recommend", "--all", "--min-score", least, "-o", "json")
    scores = [row["score"] for row in json.loads(done.out)]

    assert scores
    assert min(scores) >= 0.5
    assert done.err == f"Excluded by your filters: {20 - len(scores)} below the threshold.\n"


def test_filters_are_told_apart_from_cuts(trained: Program) -> None:
    done = trained.run("recommend", "--tag", "sales,backend", "--company", "company 2", "--search", "python")

    # 21 to 29 are open and of a "Company 2..", of which 24 and 28 write Python.
    assert done.out.count("https://") == 2
    assert done.err == "Excluded by your filters: 11 of other companies, 7 without the words.\n"


def test_employment_is_a_filter(trained: Program) -> None:
    done = trained.run("recommend", "--all", "--employment", "contract")

    assert done.out == ""
    assert done.err == "There is nothing to recommend.\nExcluded by your filters: 20 employed otherwise.\n"


def test_what_a_filter_left_is_cut_as_ever(trained: Program) -> None:
    done = trained.run("recommend", "--tag", "sales", "-o", "keys")

    assert done.out == ""
    assert done.err == (
        "There is nothing to recommend.\n"
        "Excluded by your filters: 5 without the tag. Not shown: 15 below the threshold; use --all to list "
        "them.\n"
    )


def test_of_everything_only_what_was_asked_for_is_left_out(trained: Program) -> None:
    done = trained.run("recommend", "--all", "-n", "19")

    assert done.err == "Excluded by your filters: 1 further down the list.\n"


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "keys", "atom"])
def test_every_form_tells_what_was_left_out_unless_it_is_to_be_quiet(trained: Program, form: str) -> None:
    loud, quiet = trained.run("recommend", "-o", form), trained.run("recommend", "-q", "-o", form)

    assert loud.err == "Not shown: 15 below the threshold; use --all to list them.\n"
    assert (quiet.status, quiet.err) == (0, "")
    assert form == "atom" or quiet.out == loud.out


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_document_tells_what_was_left_out_itself(trained: Program, form: str) -> None:
    done = trained.run("recommend", "-o", form)

    assert (done.status, done.err) == (0, "")
    assert "Not shown: 15 below the threshold; use --all to list them." in done.out


@pytest.mark.parametrize(
    ("form", "nothing"),
    [("json", "[]\n"), ("jsonl", ""), ("keys", ""), ("html", ""), ("markdown", ""), ("table", "")],
)
def test_nothing_to_recommend_is_an_empty_list_and_no_document(
    trained: Program, form: str, nothing: str
) -> None:
    done = trained.run("recommend", "--search", "nothingofthekind", "-o", form)

    assert (done.status, done.out) == (0, nothing)
    assert done.err.startswith(
        "There is nothing to recommend.\nExcluded by your filters: 20 without the words."
    )


def test_an_empty_feed_is_a_feed(trained: Program) -> None:
    done = trained.run("recommend", "--search", "nothingofthekind", "-q", "-o", "atom")

    assert "<feed" in done.out
    assert "<entry" not in done.out


def test_the_best_are_opened_by_their_keys(trained: Program, tmp_path: Path) -> None:
    (tmp_path / "browser").write_text(f'#!/bin/sh\necho "$1" >> "{tmp_path}/visited"\n')
    (tmp_path / "browser").chmod(0o755)
    keys = trained.run("recommend", "-n", "3", "-q", "-o", "keys").out.split()
    done = trained.run("open", *keys, BROWSER=str(tmp_path / "browser"))

    assert (done.status, done.err, len(keys)) == (0, "", 3)
    visited = (tmp_path / "visited").read_text().split()
    assert visited == [f"https://remoteOK.com/remote-jobs/remote-job-{key[9:]}" for key in keys]


def test_scores_of_another_version_are_listed_and_said_to_be_so(own_trained: Program) -> None:
    with closing(sqlite3.connect(own_trained.instance / "jobposts.db")) as connection, connection:
        connection.execute("UPDATE models SET versions = json_set(versions, '$.numpy', '1.0')")
    done = own_trained.run("recommend", "-o", "json")

    assert set(_keys(done)) == CUT_LISTS
    assert "it was trained with numpy 1.0" in done.err
    assert "run `train`" in done.err


def test_without_a_model_it_says_what_to_do(twenty_labels: object, program: Program) -> None:
    assert twenty_labels
    done = program.run("recommend")

    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "run `train`" in done.err


def test_without_a_model_all_lists_the_newest_first(forty_posts: object, program: Program) -> None:
    assert forty_posts
    done = program.run("recommend", "--all", "-o", "json")

    assert _keys(done) == [f"remoteok:{number}" for number in range(1, 41)]
    assert "There is no model yet" in done.err


def test_without_posts_it_says_what_to_do(program: Program) -> None:
    done = program.run("recommend")

    assert (done.status, done.out) == (1, "")
    assert (
        done.err
        == f"{program.instance} contains no posts yet. Run `fetch-new`, or `start` for first-time setup.\n"
    )


def test_labels_that_changed_since_the_training_are_mentioned(own_trained: Program) -> None:
    own_trained.run("labels", "set", "remoteok:24", "no")
    done = own_trained.run("recommend", "-o", "json")

    assert set(_keys(done)) == CUT_LISTS - {"remoteok:24"}
    assert "run `train`" in done.err


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


@pytest.mark.parametrize("encoding", ["latin-1", "ascii"])
def test_what_the_encoding_of_the_locale_lacks_is_a_question_mark(hostile: Program, encoding: str) -> None:
    for arguments in (("recommend", "--all"), ("show", "remoteok:904")):
        done = subprocess.run(
            [sys.executable, str(MAIN), *arguments],
            capture_output=True,
            env=hostile.surroundings({"PYTHONIOENCODING": encoding}),
            check=False,
        )
        assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
        assert "????" in done.stdout.decode(encoding)


def test_data_is_utf_8_in_every_locale(hostile: Program) -> None:
    done = hostile.run("recommend", "--all", "-o", "json", PYTHONIOENCODING="latin-1")
    assert "\u6771\u4eac" in "".join(row["title"] for row in json.loads(done.out))


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


def test_before_there_is_a_model_like_ranks_by_a_text_or_a_file(
    forty_posts: object, program: Program, tmp_path: Path
) -> None:
    assert forty_posts
    (tmp_path / "resume.txt").write_text("Backend engineer: Python services over PostgreSQL")
    by_words = program.run("recommend", "--like", "python backend", "-n", 3, "-o", "json")
    by_file = program.run("recommend", "--like", tmp_path / "resume.txt", "-n", 3, "-o", "json")
    for done in (by_words, by_file):
        assert done.status == 0
        assert all("python" in row["tags"] for row in json.loads(done.out))
        assert "no model" not in done.err
