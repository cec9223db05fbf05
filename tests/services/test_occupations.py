"""Occupations for titles and experiences, before and after a training."""

import pytest

from jobsearch.errors import ExperienceUnknown, TitleEmpty
from jobsearch.services.occupations import fitting, of_lines, of_title
from jobsearch.settings import Settings


def test_every_line_has_an_answer_in_its_place() -> None:
    found = list(of_lines("baker\r\n\n  Sr. Baker \n", 2))

    assert [one.title for one in found] == ["baker", "", "  Sr. Baker "]
    assert [len(one.results) for one in found] == [2, 0, 2]
    assert found[0].results[0].label == "baker"
    row = found[0].row
    assert list(row) == ["title", "results"]
    assert [sorted(one) for one in row["results"]] == [["esco", "isco", "label", "onet", "probability"]] * 2


def test_a_title_has_to_be_there() -> None:
    with pytest.raises(TitleEmpty):
        of_title(" \u200b")


def test_occupations_are_known_before_any_training(forty_posts: Settings) -> None:
    found = fitting(forty_posts, ["baked bread and cakes as a baker"], 3)

    assert found.titles == ()
    assert found.occupations[0].label == "baker"
    assert found.missing.startswith("Occupations alone. There is no career model yet")


def test_a_text_without_a_known_word_fits_nothing(forty_posts: Settings) -> None:
    with pytest.raises(ExperienceUnknown):
        fitting(forty_posts, ["zzzz"], 3)
