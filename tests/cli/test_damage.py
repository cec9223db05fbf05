"""Too few labels, and files that are missing, broken or in the way: one sentence, status 1."""

import pytest
from support.feeds import labels_csv
from support.process import Finished, Program

from jobsearch.services.labels.transfer import import_labels
from jobsearch.settings import Settings


def _failed_in_one_sentence(done: Finished) -> bool:
    return (done.status, done.out) == (1, "") and done.err.count("\n") == 1 and "Traceback" not in done.err


@pytest.mark.parametrize(
    ("answers", "missing"),
    [
        ({}, "you still need 2 yes and 2 no"),
        ({"remoteok:1": "no", "remoteok:2": "no", "remoteok:4": "yes"}, "you still need 1 yes"),
    ],
)
def test_train_says_how_many_of_which_labels_are_missing(
    forty_posts: Settings, program: Program, answers: dict[str, str], missing: str
) -> None:
    import_labels(forty_posts, labels_csv(answers), "labels.csv")
    done = program.run("train")

    assert _failed_in_one_sentence(done)
    assert missing in done.err
    assert not forty_posts.model_path.exists()


def test_two_yes_and_two_no_suffice_and_the_report_says_what_it_lacks(
    forty_posts: Settings, program: Program
) -> None:
    four = {"remoteok:1": "no", "remoteok:2": "no", "remoteok:4": "yes", "remoteok:8": "yes"}
    import_labels(forty_posts, labels_csv(four), "labels.csv")
    done = program.run("train")

    assert done.status == 0
    assert "Learned from 2 yes and 2 no." in done.out
    assert "The model cannot be evaluated yet; an evaluation needs " in done.out
    assert forty_posts.model_path.is_file()


def test_a_missing_model_costs_neither_the_list_nor_the_status(own_trained: Program) -> None:
    (own_trained.instance / "model.joblib").unlink()

    assert own_trained.run("recommend").status == 0
    standing = own_trained.run("status")
    assert standing.status == 0
    assert "Run `train`" in standing.out


def test_train_replaces_a_damaged_model(own_trained: Program) -> None:
    model = own_trained.instance / "model.joblib"
    model.write_bytes(b"\x80\x04garbage")

    assert own_trained.run("train").status == 0
    assert model.stat().st_size > 100
