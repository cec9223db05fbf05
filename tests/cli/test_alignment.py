"""Columns stand at the same cells whatever is in them, and whichever terminal draws it."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as at_most
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from support.hostile import ALL, MEANT, TRICKS
from support.listed import MORNING, listed_post
from wcwidth import wcwidth

from jobsearch.cli.console import plain
from jobsearch.cli.screens.pick_page import View, page
from jobsearch.cli.tables.careers import experiences
from jobsearch.cli.tables.posts import print_listing
from jobsearch.cli.tables.status import configuration
from jobsearch.services.careers import KnownExperience
from jobsearch.services.instance.status import Configured
from jobsearch.services.labels.picking import PickSession
from jobsearch.settings import Settings

WIDTHS = (60, 80, 120, 200)
EVERYWHERE = pytest.mark.parametrize(
    ("width", "terminal"), [(width, terminal) for width in WIDTHS for terminal in (False, True)]
)
TEXTS = [*TRICKS.values(), ALL, "", "plain"]
POSTS = tuple(
    listed_post(
        number, title=text, company=text, location=text, salary_min=70_000, salary_period="year", reasons=()
    )
    for number, text in enumerate(TEXTS, 1)
)
# Tables of Unicode disagree on characters that were not assigned yet.
ASSIGNED = st.text(st.characters(exclude_categories=["Cn", "Co"]), max_size=30)


def cells(line: str) -> str:
    """Return a line with a second place for each wide character and none for what combines with another."""
    return "".join(sign + "\0" * (wcwidth(sign) - 1) for sign in line if wcwidth(sign) > 0)


def drawn(draw: Callable[[Console], None], width: int, *, terminal: bool) -> list[str]:
    """Return the cells of the lines that are drawn; not pyte's, which loses what follows some marks."""
    out = io.StringIO()
    draw(Console(file=out, width=width, force_terminal=terminal))
    return [cells(line).rstrip() for line in MEANT.sub("", out.getvalue()).split("\n")]


@EVERYWHERE
def test_the_columns_of_a_list(width: int, *, terminal: bool) -> None:
    def draw(console: Console) -> None:
        print_listing(POSTS, console, MORNING, ("title", "company", "location", "salary"))

    head, *lines = drawn(draw, width, terminal=terminal)
    legend = next(place for place, line in enumerate(lines) if line.startswith("\u25cf"))
    rows = [line for line in lines[:legend] if not line.startswith(("    remoteok:", "    https:"))]
    starts = [head.index(name) for name in ("Company", "Place", "Salary")]
    end = head.index("Salary") + len("Salary")

    assert sum(line[:end].endswith(" ~70k") for line in rows) == len(POSTS)
    assert [line for line in rows for start in starts if line[start - 1 : start].strip()] == []
    assert [line for line in rows if len(line.rstrip()) > end] == []


@EVERYWHERE
@pytest.mark.parametrize(
    "draw",
    [
        lambda console: console.print(configuration([Configured("name", text, "here") for text in TEXTS])),
        lambda console: console.print(
            experiences(KnownExperience(1, text[:200], "here", MORNING) for text in TEXTS)
        ),
    ],
    ids=["config", "experiences"],
)
def test_the_last_column_of_a_table(draw: Callable[[Console], None], width: int, *, terminal: bool) -> None:
    lines = drawn(draw, width, terminal=terminal)
    ends = {len(line) for line in lines if line.endswith(" here")}

    assert sum(line.endswith(" here") for line in lines) == len(TEXTS)
    assert len(ends) == 1
    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("text", TEXTS, ids=[*TRICKS, "all", "nothing", "plain"])
def test_the_ages_of_a_list_to_pick_from(width: int, text: str, tmp_path: Path) -> None:
    session = PickSession(Settings(tmp_path), (listed_post(1, title=text), listed_post(2, title="plain")))
    console = Console(width=width, height=24, force_terminal=True)
    hostile, usual = page(session, View(), console, MORNING).lines[1:3]

    assert hostile.cell_len == usual.cell_len == len(cells(hostile.plain)) <= width


@at_most(database=None, max_examples=at_most().max_examples * 4, deadline=None)
@given(ASSIGNED)
def test_all_agree_how_wide_a_text_is(text: str) -> None:
    shown = plain(text)

    assert shown.cell_len == cell_len(shown.plain) == len(cells(shown.plain))
