"""Every filter is in every front end, in the store and in the manual."""

import inspect
import re

import pytest
from support.documents import PROGRAM, ROOT, read

from jobsearch.agent.reading import ReadingTools
from jobsearch.domain.query import FILTERS, Filter
from jobsearch.server.api.recommendations import Options
from jobsearch.server.pages import fields
from jobsearch.store import open_posts

every_filter = pytest.mark.parametrize("one", FILTERS, ids=lambda one: one.name)


@every_filter
def test_it_can_be_asked_for_everywhere(one: Filter) -> None:
    command = {parameter.name for parameter in PROGRAM.commands["recommend"].params}
    assert one.name in command
    assert one.name in Options.model_fields
    assert one.name in fields._LABELS  # noqa: SLF001 - what the page shows
    assert one.name in inspect.signature(ReadingTools.list_posts).parameters


@every_filter
def test_the_store_knows_what_a_post_must_be_like(one: Filter) -> None:
    known = {*open_posts._MEETING, open_posts._OF_SCORES}  # noqa: SLF001 - a filter without a condition would do nothing
    assert one.name in known


@every_filter
def test_the_manual_has_a_row_for_it(one: Filter) -> None:
    rows = [line for line in read(ROOT / "jobsearch/guide/recommend.md").splitlines() if line.startswith("|")]
    option = re.compile(rf"`--{one.name.replace('_', '-')}\b")
    assert any(option.search(row) for row in rows)


def test_causes_are_in_the_order_of_the_filters() -> None:
    causes = [one.cause for one in FILTERS]
    assert sorted(causes, key=list(type(causes[0])).index) == causes
