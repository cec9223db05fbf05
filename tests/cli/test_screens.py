"""What is drawn at four widths, as a terminal shows it and as a pipe gets it, beside what it is to be.

    PYTHONPATH=tests python tests/cli/test_screens.py

writes the expectations (tests/data/screens) anew: look at each of them before you keep it.
"""

import io
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pyte
import pytest
from rich.console import Console, ConsoleDimensions
from support.listed import MORNING, listed_post
from wcwidth import wcswidth

from jobsearch.cli.screens.pick_page import View, page
from jobsearch.cli.tables.application_stats import report
from jobsearch.cli.tables.applications import application_in_full, print_applications
from jobsearch.cli.tables.left_out import print_left_out
from jobsearch.cli.tables.posts import print_listing
from jobsearch.domain.application import Event, Stage
from jobsearch.domain.listing import ListedPost, Reason
from jobsearch.services.applications.listing import Application, ApplicationInFull
from jobsearch.services.applications.stats import ApplicationStats
from jobsearch.services.labels.picking import PickSession
from jobsearch.services.rates import rate
from jobsearch.services.recommend.recommend import Cause, LeftOut
from jobsearch.settings import Settings
from jobsearch.store.applications import KeptPost

SCREENS = Path(__file__).parents[1] / "data" / "screens"
WIDTHS = (60, 80, 120, 200)


def application(  # noqa: PLR0913 - its parts
    number: int,
    stage: Stage,
    *,
    due_why: str = "",
    days: int = 0,
    title: str = "Engineer",
    company: str = "Acme",
    interview: int | None = None,
    silent: bool = False,
    closed: bool = False,
) -> Application:
    """Return an application, whose next step is so many days off."""
    return Application(
        key=f"remoteok:{1_000_000 + number}",
        stage=stage,
        at=MORNING - timedelta(days=number),
        title=title,
        company=company,
        due=MORNING + timedelta(days=days) if due_why else None,
        due_why=due_why,
        last_at=MORNING - timedelta(days=number),
        happened_at=MORNING - timedelta(days=number),
        silent=silent,
        closed=closed,
        open=stage != "rejected",
        url=f"https://remoteok.com/remote-jobs/{1_000_000 + number}",
        note="",
        interview=interview,
    )


POSTS = (
    listed_post(
        2,
        score=0.93,
        title="Senior Backend Engineer (Python, PostgreSQL)",
        company="Lichtblick Energie",
        location="Berlin, Germany or remote within Europe",
        pay_from="post",
        pay_min=70_000,
        pay_max=90_000,
        pay_period="year",
        pay_currency="EUR",
        pay_words="€70.000 bis €90.000",
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
        unknown=("country", "low_salary"),
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


LEFT_OUT = (
    LeftOut(POSTS[0], Cause.EXCLUDED_COMPANY, "Lichtblick Energie"),
    LeftOut(
        POSTS[1], Cause.COUNTRY, "You must live in the United States, since our customers ask for it" * 2
    ),
    LeftOut(POSTS[2], Cause.REPOST, ""),
    LeftOut(POSTS[3], Cause.REPOST, ""),
)


def screen(width: int, *, terminal: bool, posts: tuple[ListedPost, ...] = POSTS, **options: object) -> str:
    """Return the lines of a list that a person sees."""
    return drawn(
        width,
        lambda console: print_listing(posts, console, MORNING, **options),
        terminal=terminal,  # type: ignore[arg-type]
    )


def explained(width: int, *, terminal: bool) -> str:
    """Return the lines of what is left out that a person sees."""
    return drawn(width, lambda console: print_left_out(LEFT_OUT, console), terminal=terminal)


def picked(width: int, *, terminal: bool, lines: int = 24) -> str:
    """Return the screen of a list to pick from, of which two posts were answered; it has no other form."""
    assert terminal
    with tempfile.TemporaryDirectory() as folder:
        session = PickSession(Settings(Path(folder, "instance")), POSTS)
    session.answers = {0: "applied", 2: "no"}

    def draw(console: Console) -> None:
        console.size = ConsoleDimensions(width, lines)
        for line in page(
            session, View(place=1, note="The page was opened in your browser."), console, MORNING
        ).lines:
            console.print(line, soft_wrap=True)

    return drawn(width, draw, terminal=terminal)


@contextmanager
def _in_utc() -> Iterator[None]:
    """Let this machine be where the clocks show UTC."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def drawn(width: int, draw: Callable[[Console], None], *, terminal: bool) -> str:
    """Return the lines that a person sees of what is drawn on a console."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=terminal, color_system="truecolor" if terminal else None
    )
    with _in_utc():
        draw(console)
    if not terminal:
        return out.getvalue()
    window = pyte.Screen(width, 60)
    pyte.Stream(window).feed(out.getvalue().replace("\n", "\r\n"))
    return "\n".join(line.rstrip() for line in window.display).rstrip("\n") + "\n"


APPLICATIONS = (
    application(
        1, "interview", due_why="interview", days=3, interview=2, title="Data Engineer", company="Acme GmbH"
    ),
    application(2, "offer", due_why="offer", days=9, title="W" * 90, company="Beta"),
    application(
        3,
        "applied",
        due_why="follow-up",
        days=-4,
        silent=True,
        company="The Long-Named Consultancy of Europe",
    ),
    application(
        4, "applied", closed=True, title="[/b] \u6771\u4eac\u3067\u50cd\u304f \U0001f680", company=""
    ),
    application(5, "rejected", title="", company=""),
)
HISTORY = (
    Event(1, "applied", MORNING - timedelta(days=9), MORNING - timedelta(days=9), note="by mail\nto Kim"),
    Event(2, "interview", MORNING - timedelta(days=2), MORNING + timedelta(days=3), 1),
    Event(3, "interview", MORNING, MORNING + timedelta(days=4), 1, "moved", corrects=2),
    Event(4, "", MORNING, MORNING, note="x" * 130),
)
KEPT = KeptPost(
    text="We bake.\n\n\u2022 bread\n\u2022 cake " + "and more " * 20, kept_at=MORNING - timedelta(days=9)
)
STATS = ApplicationStats(
    applications=37,
    by_week={"2026-08-17": 12, "2026-08-24": 25},
    steps=(rate("applied to answered", 37, 14), rate("interview to offer", 4, 1)),
    answer_days=6.0,
    answers=14,
    by_board=(rate("remoteok", 30, 9), rate("linkedin", 7, 5)),
    by_score=(rate("0.5 to 1", 20, 11),),
)


def applied(width: int, *, terminal: bool) -> str:
    """Return the lines of the list of applications."""
    return drawn(width, lambda console: print_applications(APPLICATIONS, console, MORNING), terminal=terminal)


def in_full(width: int, *, terminal: bool) -> str:
    """Return the lines of an application with its history, and of the post that was kept."""
    shown = ApplicationInFull(APPLICATIONS[0], HISTORY, KEPT)
    return drawn(width, lambda console: console.print(application_in_full(shown, MORNING)), terminal=terminal)


def figures(width: int, *, terminal: bool) -> str:
    """Return the lines of what applications teach."""
    return drawn(width, lambda console: console.print(report(STATS)), terminal=terminal)


DRAWN: dict[str, tuple[Callable[..., str], tuple[bool, ...]]] = {
    "recommend": (screen, (False, True)),
    "left-out": (explained, (False, True)),
    "pick": (picked, (True,)),
    "applications": (applied, (False, True)),
    "application": (in_full, (False, True)),
    "application-stats": (figures, (False, True)),
}
ADDRESS = "    https://"  # such a line goes on beyond the window, so that whoever reads it gets it whole
EVERY = [
    (name, width, terminal)
    for name, (_draw, kinds) in DRAWN.items()
    for width in WIDTHS
    for terminal in kinds
]


def file(name: str, width: int, *, terminal: bool) -> Path:
    """Return where an expectation is."""
    return SCREENS / f"{name}-{width}-{'terminal' if terminal else 'pipe'}.txt"


@pytest.fixture(autouse=True)
def _terminal_of_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever terminal the tests are run in, it is not known to follow links."""
    names = ("TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID", "TMUX", "STY")
    for name in names:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.mark.parametrize(("name", "width", "terminal"), EVERY)
def test_it_looks_as_it_did(name: str, width: int, *, terminal: bool) -> None:
    expected = file(name, width, terminal=terminal).read_text(encoding="utf-8")
    assert DRAWN[name][0](width, terminal=terminal) == expected


@pytest.mark.parametrize("terminal", [False, True])
@pytest.mark.parametrize("width", [*range(40, 70), *WIDTHS])
def test_no_line_is_longer_than_the_window(width: int, *, terminal: bool) -> None:
    for draw, kinds in DRAWN.values():
        if terminal in kinds:
            lines = draw(width, terminal=terminal).splitlines()
            assert max(wcswidth(line) for line in lines if not line.startswith(ADDRESS)) <= width


@pytest.mark.parametrize("lines", [*range(4, 30), 60])
@pytest.mark.parametrize("width", [40, 80, 200])
def test_a_list_to_pick_from_fits_any_window_with_the_post_at_hand_and_the_keys(
    width: int, lines: int
) -> None:
    shown = picked(width, terminal=True, lines=lines).splitlines()
    assert len(shown) <= lines
    assert [line for line in shown if line.startswith("> ")]
    assert shown[-1].endswith("q quit")


@pytest.mark.parametrize("width", [60, 120])
def test_a_pipe_gets_every_word(width: int) -> None:
    shown = "".join(screen(width, terminal=False).split())

    assert shown.count("W") == 130
    for post in POSTS:
        for text in (post.title.strip("W"), post.company, post.location, post.key, post.url):
            assert [word for word in text.split() if word not in shown] == []


@pytest.mark.parametrize("names", [(), ("rank", "title", "company", "url"), ("url", "key")])
@pytest.mark.parametrize("width", [20, 40, *WIDTHS])
def test_a_pipe_gets_every_key_and_address_whole(width: int, names: tuple[str, ...]) -> None:
    shown = screen(width, terminal=False, names=names).split()
    assert [text for post in POSTS for text in (post.key, post.url) if text not in shown] == []


@pytest.mark.parametrize("width", [20, 40, *WIDTHS])
def test_what_is_left_out_has_every_key_and_address_whole(width: int) -> None:
    shown = explained(width, terminal=False).split()
    assert [text for one in LEFT_OUT for text in (one.post.key, one.post.url) if text not in shown] == []


def test_a_terminal_gets_an_address_that_it_wraps_itself() -> None:
    out = io.StringIO()
    print_listing(POSTS, Console(file=out, width=40, force_terminal=True, color_system=None), MORNING)
    assert [post.url for post in POSTS if post.url not in out.getvalue()] == []


def test_a_terminal_that_follows_links_needs_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    shown = screen(120, terminal=True)

    assert "https://" not in shown
    assert all(post.key in shown for post in POSTS)
    assert "https://" in screen(120, terminal=True, names=("rank", "company"))
    assert "https://" in screen(120, terminal=False)


@pytest.mark.parametrize(
    ("name", "value"),
    [("TMUX", "/tmp/tmux-1000/default,4242,0"), ("STY", "4242.pts-0.host")]
    + [("TERM", term) for term in ("screen", "screen-256color", "tmux-256color")],
)
def test_within_tmux_or_screen_addresses_are_written_out(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    monkeypatch.setenv(name, value)
    assert all(post.url in screen(120, terminal=True) for post in POSTS)


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
    for what, columns, kind in EVERY:
        text = DRAWN[what][0](columns, terminal=kind)
        file(what, columns, terminal=kind).write_text(text, encoding="utf-8")
