"""The report of a training, as a person and as a script sees it."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pytest
from rich.console import Console
from support.process import Program

from jobsearch.cli.tables.training import report
from jobsearch.learning.evaluation import evaluate
from jobsearch.services.training.train import Change, TrainingReport

BEFORE = Change(datetime(2024, 5, 1, tzinfo=UTC), 27, 174, 1, 0.4, entered=0, left=0)
LEARNED = TrainingReport(
    yes=27,
    no=174,
    unsure=1,
    waiting=1,
    scored=300,
    recommended=1,
    cut=0.496,
    evaluation=None,
    more_yes=1,
    more_no=1,
    words_for=(),
    words_against=(),
    change=BEFORE,
    next_step="Run `label`.",
)


def shown(result: TrainingReport) -> str:
    console = Console(width=200)
    with console.capture() as captured:
        console.print(report(result))
    return captured.get()


def test_a_second_training_compares_itself_with_the_first(own_trained: Program) -> None:
    own_trained.run("labels", "set", "remoteok:24", "yes")
    own_trained.run("labels", "set", "remoteok:21", "unsure")
    done = own_trained.run("train")

    assert (done.status, done.err) == (0, "")
    for line in (
        "Learned from 6 yes, 15 no and 1 unsure.",
        "5 yes and 15 no, average precision 1.00.",
        "On labeled posts held out from training (5-fold cross-validation):",
        "newest first",
        "Run `fetch-new` to get the newest posts.",
    ):
        assert line in done.out


def test_gives_every_figure_as_json(own_trained: Program) -> None:
    done = own_trained.run("train", "-o", "json")

    assert (done.status, done.err) == (0, "")
    found = json.loads(done.out)
    assert (found["yes"], found["no"], found["unsure"], found["scored"]) == (5, 15, 0, 40)
    assert found["evaluation"]["ranking"] == {
        "average_precision": 1.0,
        "low": 1.0,
        "high": 1.0,
        "precision_at_10": 0.5,
    }
    assert 0 < found["cut"] < 1
    assert found["change"]["entered"] == found["change"]["left"] == 0


@pytest.mark.parametrize("columns", [60, 80, 120, 200])
def test_the_report_fits_the_window(own_trained: Program, columns: int) -> None:
    done = own_trained.run("train", COLUMNS=str(columns))
    assert max(len(line) for line in done.out.splitlines()) <= columns
    assert "average precision" in " ".join(done.out.split())


def test_tells_one_of_anything_in_the_singular() -> None:
    found = shown(LEARNED)
    assert "27 yes, 174 no and 1 unsure; 1 more waits for a post that is not stored." in found
    assert "300 posts scored; 1 open post reaches the threshold of 49.6%." in found


def test_tells_several_in_the_plural() -> None:
    found = shown(replace(LEARNED, waiting=2, recommended=2))
    assert "; 2 more wait for posts that are not stored." in found
    assert "2 open posts reach the threshold" in found


@pytest.mark.parametrize(
    ("entered", "left", "sentence"),
    [
        (0, 0, "average precision 0.40.\n"),
        (1, 2, "; 1 open post newly reaches the threshold, 2 no longer do."),
        (3, 1, "; 3 open posts newly reach the threshold, 1 no longer does."),
    ],
)
def test_tells_which_posts_the_change_moved_if_any(entered: int, left: int, sentence: str) -> None:
    assert sentence in shown(replace(LEARNED, change=replace(BEFORE, entered=entered, left=left)))


def test_tells_no_unsure_of_a_model_that_did_not_count_them() -> None:
    assert "27 yes and 174 no, average" in shown(replace(LEARNED, change=replace(BEFORE, unsure=None)))


@pytest.mark.parametrize(
    ("yes", "no", "first"),
    [(5, 15, "5 of 10 (5 possible)"), (12, 15, "10 of 10"), (3, 5, "3 of 8 (3 possible)")],
)
def test_tells_how_many_of_the_first_ten_could_be_wanted(yes: int, no: int, first: str) -> None:
    wanted = np.arange(yes + no) < yes
    found = evaluate(wanted, 1.0 * wanted, np.zeros(yes + no), np.arange(yes + no) % 3)
    row = next(line for line in shown(replace(LEARNED, evaluation=found)).splitlines() if "by taste" in line)
    assert row.rstrip().endswith(f" {first}")


def test_tells_the_exact_chance_of_a_random_order() -> None:
    wanted = np.arange(20) < 5
    found = evaluate(wanted, 1.0 * wanted, np.zeros(20), np.arange(20) % 5)
    row = next(line for line in shown(replace(LEARNED, evaluation=found)).splitlines() if "at random" in line)
    assert row.split() == ["at", "random", f"{found.chance:.2f}"]
