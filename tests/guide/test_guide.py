"""The manual's pages, as any face reads them."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import settings as at_most
from hypothesis import strategies as st

from jobsearch.errors import TopicUnknown
from jobsearch.guide import Page, page, pages

TOPICS = [one.topic for one in pages()]
EVERY_PAGE = pytest.mark.parametrize("one", pages(), ids=TOPICS)


def test_has_a_page_for_each_subject() -> None:
    assert {
        "backup",
        "boards",
        "careers",
        "facts",
        "http",
        "labeling",
        "recommend",
        "speed",
        "training",
        "troubleshooting",
    } <= set(TOPICS)
    assert sorted(TOPICS) == TOPICS


@EVERY_PAGE
def test_begins_with_its_subject_and_a_sentence_that_fits_a_line_of_the_list(one: Page) -> None:
    assert one.text.splitlines()[0] == f"# {one.title}"
    assert len(one.title) <= 40  # it stands in a narrow menu
    assert one.summary.endswith(".")
    assert len(one.summary) <= 80 - len("troubleshooting  ")
    assert one.text.endswith("\n")


@EVERY_PAGE
def test_is_found_by_its_subject_in_any_case(one: Page) -> None:
    assert page(one.topic.upper()) == page(f"{one.topic}.md") == one


@pytest.mark.parametrize(
    ("asked", "nearest"), [("recomend", "recommend"), ("label", "labeling"), ("Train", "training")]
)
def test_names_the_nearest_of_a_page_that_there_is_not(asked: str, nearest: str) -> None:
    with pytest.raises(TopicUnknown, match=rf"`jobsearch guide {nearest}`") as found:
        page(asked)
    assert found.value.exit_status == 2


@at_most(database=None, max_examples=30, deadline=None)
@example("../guide/backup")
@example("__init__")
@example("")
@given(st.text(max_size=60))
def test_finds_nothing_but_its_pages(asked: str) -> None:
    with suppress(TopicUnknown):
        assert page(asked).topic in TOPICS
