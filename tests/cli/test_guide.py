"""The manual as the command line shows it."""

import io
import re

import pytest
from rich.console import Console
from support.process import Program
from support.terminal import terminal
from wcwidth import wcswidth

from jobsearch.cli.tables.guide import rendered, topics
from jobsearch.guide import Page, page, pages


def drawn(what: object, columns: int) -> list[str]:
    """Return the lines of a renderable in a window of so many columns."""
    out = io.StringIO()
    Console(file=out, width=columns).print(what)
    return out.getvalue().splitlines()


def letters(text: str) -> str:
    """Return what is left of Markdown or of a drawing of it without marks, frames and blanks."""
    return "".join(re.findall(r"[a-z0-9]", text.casefold()))


@pytest.mark.parametrize("columns", [60, 80, 100])
@pytest.mark.parametrize("one", pages(), ids=lambda one: one.topic)
def test_a_page_fits_and_nothing_is_cut(one: Page, columns: int) -> None:
    lines = drawn(rendered(one), columns)

    assert [line for line in lines if wcswidth(line) > columns] == []
    assert "…" not in "".join(lines)


def test_a_page_is_shown_whole() -> None:
    text = "# Title\n\nA sentence.\n\n| a | b |\n|---|---|\n| `x` | " + "w" * 90 + " |\n\n```\n$ code\n```\n"

    shown = letters("".join(drawn(rendered(Page("title", text)), 60)))
    assert shown == letters("title a sentence a b x" + "w" * 90 + "code")


@pytest.mark.parametrize("columns", [60, 80, 200])
def test_the_list_fits_and_has_every_page(columns: int) -> None:
    lines = drawn(topics(pages()), columns)

    assert [line for line in lines if wcswidth(line) > columns] == []
    assert [line.split()[0] for line in lines if re.match(r"[a-z]+  ", line)] == [
        one.topic for one in pages()
    ]
    assert columns < 80 or len(lines) == len(pages()) + 2


def test_a_pipe_gets_the_markdown_as_it_is(program: Program) -> None:
    done = program.run("guide", "recommend", COLUMNS="40")

    assert (done.status, done.out, done.err) == (0, page("recommend").text, "")
    assert not program.instance.exists()


def test_a_page_that_there_is_not_is_one_sentence(program: Program) -> None:
    done = program.run("guide", "recomend")

    assert (done.status, done.out) == (2, "")
    assert done.err == 'The guide has no page "recomend". The closest match is `jobsearch guide recommend`.\n'


def test_a_terminal_gets_it_in_the_pager(program: Program) -> None:
    with terminal(program, "guide", "backup", PAGER="sed s/^/PAGED:/") as screen:
        assert screen.end() == 0
    shown = screen.raw.decode()
    assert "PAGED:" in shown
    assert "Two machines" in shown
    assert "\x1b[1" in shown  # bold
