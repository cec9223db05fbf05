"""What a key costs that changes nothing: no SQL, and so no HTML to read, which is that of the stored post."""

from collections.abc import Iterator
from io import StringIO
from types import SimpleNamespace

import pytest
from rich.console import Console
from sqlalchemy import event
from sqlalchemy.engine import Engine
from support.listed import listed_post

from jobsearch.cli.screens.label import _loop
from jobsearch.cli.screens.pick import _loop as picking
from jobsearch.services.labels.picking import PickSession
from jobsearch.services.labels.session import LabelingSession, Request
from jobsearch.settings import Settings

TURNING = ["m", "m", "r", "m", "r", "?", "?", "resized", "strange", "pasted", "held"]


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every SQL statement of the test."""
    executed: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        executed.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield executed
    event.remove(Engine, "before_cursor_execute", note)


def screen(keys: list[str], statements: list[str]) -> tuple[SimpleNamespace, list[int]]:
    """Return a screen on which these keys are pressed, and how many statements had run at each drawing."""
    counts: list[int] = []
    return SimpleNamespace(
        console=Console(file=StringIO(), width=80, height=24),
        keys=iter(keys),
        draw=lambda _lines: counts.append(len(statements)),
    ), counts


@pytest.mark.parametrize("order", ["newest", "smart"])
def test_a_key_that_only_turns_the_page_costs_no_statement(
    forty_posts: Settings, statements: list[str], order: str
) -> None:
    with LabelingSession(forty_posts, Request(order)) as session:
        shown, counts = screen([*TURNING, "y", *TURNING, "s", *TURNING, "p", *TURNING, "q"], statements)
        assert _loop(session, shown, again=False) == "q"
    turns = len(TURNING) + 1
    stops = [set(counts[start : start + turns]) for start in range(0, 4 * turns, turns)]
    assert [len(stop) for stop in stops] == [1, 1, 1, 1]
    assert len(set().union(*stops)) == 4  # while each step, and so the question after it, costs some


def test_a_key_that_only_moves_in_a_list_costs_no_statement(
    forty_posts: Settings, statements: list[str]
) -> None:
    session = PickSession(forty_posts, [listed_post(number) for number in range(1, 9)])
    shown, counts = screen(
        ["up", "down", "down", "home", "end", "strange", "pasted", "resized", "q"], statements
    )
    assert picking(session, shown) == "q"
    assert len(set(counts)) == 1


def test_a_question_is_read_anew_after_each_step_and_not_before(forty_posts: Settings) -> None:
    with LabelingSession(forty_posts, Request("newest")) as session:
        first = session.question
        assert session.question is first
        session.answer("yes")
        second = session.question
        assert second is not None
        assert second is not first
        assert (second.progress.yes, second.progress.left) == (1, 39)
        assert session.back()
        assert session.question == first
