"""What the columns of a table show."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.listed import MORNING, listed_post

from jobsearch.cli.app import app
from jobsearch.cli.tables.columns import COLUMNS, Row, score_bar
from jobsearch.presentation import data
from jobsearch.presentation.score import percentage
from jobsearch.text.typed import score


@given(st.floats(0, 1))
def test_a_score_reaches_the_percentage_that_is_shown_of_it(value: float) -> None:
    assert value >= score(percentage(value)) - 1e-9
    assert score_bar(value).plain.endswith(percentage(value))


@pytest.mark.parametrize("whole", range(101))
def test_a_whole_percentage_is_shown_as_itself(whole: int) -> None:
    assert percentage(score(f"{whole}%")) == f"{whole}%"


def test_what_is_just_below_is_shown_as_less() -> None:
    assert percentage(0.9499) == "94%"


def test_lists_in_a_cell_of_csv_are_parted_by_semicolons() -> None:
    post = listed_post(employment=("part-time", "contract"), also_at=("jobicy:1", "remotive:2"))
    assert data.posts_to_csv([post], ["employment", "also_at", "unknown"]) == (
        "employment,also_at,unknown\npart-time; contract,jobicy:1; remotive:2,\n"
    )
    assert COLUMNS["employment"].cell(Row(1, post, MORNING)).plain == "part-time, contract"


@pytest.mark.parametrize(("form", "names"), [("table", COLUMNS), ("csv", data.COLUMNS)])
def test_a_word_that_is_no_column_lists_those_of_the_form(
    form: str, names: Iterable[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with pytest.raises(SystemExit):
        app(["--instance", str(tmp_path), "recommend", "-o", form, "--columns", "help"])
    listed = capsys.readouterr().err.replace("│", " ").partition("not one of")[2]
    assert re.findall("[a-z_]+", listed) == list(names)
