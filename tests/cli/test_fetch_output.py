"""fetch-new: the outcome as JSON, and folders of saved responses."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.feeds import body, element
from support.process import Finished, Program
from support.reposts import repost
from support.server import FeedServer, Reply


def _outcome(done: Finished) -> dict[str, Any]:
    outcome = json.loads(done.out)
    assert isinstance(outcome, dict)
    parts = ("new", "changed", "unchanged", "rejected", "skipped")
    assert outcome["received"] == sum(outcome[part] for part in parts)
    return outcome


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two saved responses that share a post, and a file that is none."""
    folder = tmp_path / "responses"
    folder.mkdir()
    (folder / "1.json").write_bytes(body([element(1, epoch=0, date="2026-01-31T12:00:00+00:00"), repost(2)]))
    (folder / "2.json").write_bytes(body([repost(2), repost(3), element(4, position="")]))
    (folder / "README.txt").write_text("Saved by curl.")
    return folder


def test_json_on_stdout_tells_every_count(program: Program, folder: Path) -> None:
    done = program.run("fetch-new", "--from", folder, "-o", "json")
    outcome = _outcome(done)
    sources = outcome.pop("sources")

    assert (done.status, done.err) == (0, "")
    assert sum(source["new"] for source in sources) == 3
    assert sum(source["rejected"] for source in sources) == 1
    assert outcome == {
        "source_name": "Remote OK",
        "received": 5,
        "new": 3,
        "changed": 0,
        "unchanged": 1,
        "rejected": 1,
        "skipped": 0,
        "reposts": 1,
        "scored": 0,
        "modified": True,
        "warnings": [],
        "failures": [],
        "notices": [],
        "closed": 0,
        "reopened": 0,
    }


@pytest.mark.parametrize("quiet", [[], ["-q"]])
def test_json_is_whole_with_quiet_and_warnings_are_on_stderr_too(program: Program, quiet: list[str]) -> None:
    done = program.run("fetch-new", "--from", "-", "-o", "json", *quiet, stdin=b"[]")
    outcome = _outcome(done)

    assert (done.status, outcome["received"]) == (0, 0)
    assert outcome["warnings"] == ["The response contained no posts."]
    assert done.err == "The response contained no posts.\n"


def test_json_counts_what_is_skipped_and_scored(own_trained: Program) -> None:
    posts = [element(98, tags=["go"]), element(99, tags=["python"])]
    done = own_trained.run("fetch-new", "--from", "-", "--tag", "python", "-o", "json", stdin=body(posts))
    outcome = _outcome(done)

    assert (outcome["new"], outcome["skipped"], outcome["scored"]) == (1, 1, 1)


def test_json_says_that_nothing_was_modified(program: Program, server: FeedServer) -> None:
    date = "Wed, 04 Dec 2024 10:00:00 GMT"
    server.answer(Reply(body([element(1)]), headers={"Last-Modified": date}), Reply(status=304))
    program.run("fetch-new", JOBSEARCH_REMOTEOK_URL=server.url)
    outcome = _outcome(program.run("fetch-new", "-o", "json", JOBSEARCH_REMOTEOK_URL=server.url))

    assert (outcome["modified"], outcome["received"], outcome["warnings"]) == (False, 0, [])


def test_a_failure_leaves_stdout_empty_for_json(program: Program, server: FeedServer) -> None:
    server.answer(Reply(status=403))
    done = program.run("fetch-new", "-o", "json", JOBSEARCH_REMOTEOK_URL=server.url)

    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert "responded with status 403" in done.err


def test_an_unknown_form_is_wrong_usage(program: Program) -> None:
    assert program.run("fetch-new", "-o", "xml").status == 2


def test_a_folder_is_read_response_by_response(program: Program, folder: Path) -> None:
    done = program.run("fetch-new", "--from", folder)

    assert (done.status, done.out) == (0, "")
    assert done.err == "Remote OK: 5 received, 3 new, 0 changed, 1 unchanged, 1 rejected\n"


def test_files_and_folders_may_be_mixed(program: Program, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "more.json").write_bytes(body([element(9)]))
    done = program.run("fetch-new", "--from", tmp_path / "more.json", "--from", folder)

    assert "6 received, 4 new" in done.err


def test_an_empty_folder_is_one_sentence(program: Program, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = program.run("fetch-new", "--from", tmp_path / "empty")

    assert (done.status, done.out, done.err.count("\n")) == (1, "", 1)
    assert done.err.startswith(f"{tmp_path / 'empty'} cannot be read: the folder contains no .json file.")


def test_broken_responses_of_a_folder_are_named_and_cost_no_other(program: Program, folder: Path) -> None:
    for name in ("0.json", "3.JSON"):
        (folder / name).write_text("[{")
    done = program.run("fetch-new", "--from", folder, "-o", "json")
    outcome = _outcome(done)

    assert (done.status, outcome["received"], outcome["new"]) == (1, 5, 3)
    assert outcome["failures"] == done.err.splitlines()
    assert [failure.split()[0] for failure in outcome["failures"]] == [
        str(folder / "0.json"),
        str(folder / "3.JSON"),
    ]


def test_show_names_the_same_job(program: Program, folder: Path) -> None:
    program.run("fetch-new", "-q", "--from", folder)

    assert "Posts for the same job: remoteok:3" in program.run("show", "remoteok:2").out
    assert "1 more post for the same job\n" in program.run("show", "remoteok:3").out
    assert "same job" not in program.run("show", "remoteok:1").out


def test_pay_is_told_with_its_period(program: Program) -> None:
    posts = [
        element(1, salary_min=70_000, salary_max=90_000),
        element(2, salary_min=25, salary_max=27),
        element(3, salary_min=0, salary_max=120_000),
        element(4),
    ]
    program.run("fetch-new", "-q", "--from", "-", stdin=body(posts))
    rows = json.loads(program.run("recommend", "--all", "-o", "json").out)

    assert {row["key"]: row["salary_period"] for row in rows} == {
        "remoteok:1": "year",
        "remoteok:2": "hour",
        "remoteok:3": "year",
        "remoteok:4": "",
    }
    assert (rows[1]["salary_min"], rows[1]["salary_max"]) == (25, 27)
    assert {row["key"]: row["pay_from"] for row in rows} == {
        **dict.fromkeys(("remoteok:1", "remoteok:2", "remoteok:3"), "estimate"),
        "remoteok:4": "",
    }
    assert "70,000 - 90,000 a year (the board's estimate)" in program.run("show", "remoteok:1").out
    assert "25 - 27 an hour" in program.run("show", "remoteok:2").out
