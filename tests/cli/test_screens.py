"""The table at four widths, as a terminal shows it and as a pipe gets it, beside what it is to look like.

    PYTHONPATH=tests python tests/cli/test_screens.py

writes the expectations (tests/data/screens) anew: look at each of them before you keep it.
"""

import io
from pathlib import Path

import pyte
import pytest
from rich.console import Console
from support.listed import MORNING, listed_post
from wcwidth import wcswidth

from jobsearch.cli.listing import print_listing
from jobsearch.services.listed import ListedPost, Reason

SCREENS = Path(__file__).parents[1] / "data" / "screens"
WIDTHS = (60, 80, 120, 200)
POSTS = (
    listed_post(
        2,
        score=0.93,
        title="Senior Backend Engineer (Python, PostgreSQL)",
        company="Lichtblick Energie",
        location="Berlin, Germany or remote within Europe",
        salary_min=70_000,
        salary_max=90_000,
        salary_period="year",
    ),
    listed_post(
        26,
        score=0.8,
        title="Staff Site Reliability Engineer for the Payments Platform, Kubernetes and All Around It",
        company="The Extraordinarily Long-Named Consultancy of Northern Europe",
        location="United States",
        salary_min=350_700,
        salary_max=474_400,
        salary_period="year",
        reasons=(),
    ),
    listed_post(
        200,
        score=0.62,
        title="[/b] \u6771\u4eac\u3067\u50cd\u304f\u958b\u767a\u8005 \U0001f680",
        company="",
        location="",
        salary_min=25,
        salary_max=27,
        salary_period="hour",
        reasons=(Reason("title: engineer", 0.4),),
    ),
    listed_post(
        700,
        score=0.151,
        title="W" * 130,
        company="Acme",
        location="Lisboa, Portugal",
        reasons=(Reason("sales", -0.4), Reason("tags of: marketing", -0.3)),
    ),
)


def screen(width: int, *, terminal: bool, posts: tuple[ListedPost, ...] = POSTS, **options: object) -> str:
    """Return the lines that a person sees."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=terminal, color_system="truecolor" if terminal else None
    )
    print_listing(posts, console, MORNING, **options)  # type: ignore[arg-type]
    if not terminal:
        return out.getvalue()
    drawn = pyte.Screen(width, 60)
    pyte.Stream(drawn).feed(out.getvalue().replace("\n", "\r\n"))
    return "\n".join(line.rstrip() for line in drawn.display).rstrip("\n") + "\n"


def file(width: int, *, terminal: bool) -> Path:
    """Return where an expectation is."""
    return SCREENS / f"recommend-{width}-{'terminal' if terminal else 'pipe'}.txt"


@pytest.fixture(autouse=True)
def _terminal_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever terminal the tests are run in, it is not known to follow links."""
    for name in ("TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_table_looks_as_it_did(width: int, *, terminal: bool) -> None:
    assert screen(width, terminal=terminal) == file(width, terminal=terminal).read_text(encoding="utf-8")


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("width", [*range(40, 70), *WIDTHS])
def test_no_line_is_longer_than_the_window(width: int, *, terminal: bool) -> None:
    assert max(map(wcswidth, screen(width, terminal=terminal).splitlines())) <= width


@pytest.mark.parametrize("width", [60, 120])
def test_a_pipe_gets_every_word(width: int) -> None:
    shown = "".join(screen(width, terminal=False).split())

    assert shown.count("W") == 130
    for post in POSTS:
        for text in (post.title.strip("W"), post.company, post.location, post.key, post.url):
            assert [word for word in text.split() if word not in shown] == []


def test_a_terminal_that_follows_links_needs_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    shown = screen(120, terminal=True)

    assert "https://" not in shown
    assert all(post.key in shown for post in POSTS)
    assert "https://" in screen(120, terminal=True, names=("rank", "company"))
    assert "https://" in screen(120, terminal=False)


def test_the_columns_asked_for_come_in_their_order_and_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    lines = screen(
        60, terminal=False, names=("key", "location", "company", "salary", "posted_at")
    ).splitlines()

    assert lines[0].split() == ["Key", "Place", "Company", "Salary", "Posted"]
    assert lines[1].startswith("remoteok:1000002 Berlin,")
    assert not [line for line in lines if line.strip() == "remoteok:1000002"]


if __name__ == "__main__":
    SCREENS.mkdir(exist_ok=True)
    for columns in WIDTHS:
        for kind in (False, True):
            file(columns, terminal=kind).write_text(screen(columns, terminal=kind), encoding="utf-8")
