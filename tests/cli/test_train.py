"""The report of a training, as a person and as a script sees it."""

import json

import pytest
from support.process import Program


def test_a_second_training_compares_itself_with_the_first(own_trained: Program) -> None:
    own_trained.run("labels", "set", "remoteok:24", "yes")
    own_trained.run("labels", "set", "remoteok:21", "unsure")
    done = own_trained.run("train")

    assert (done.status, done.err) == (0, "")
    for line in (
        "Learned from 6 yes, 15 no and 1 unsure.",
        "5 yes and 15 no, average precision 1.00.",
        "On labeled posts it had not seen (5-fold cross-validation):",
        "newest first",
        "Run recommend to read them.",
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
