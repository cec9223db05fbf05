"""What `add` asks a person for, and what it says without one."""

from pathlib import Path

from support.process import Program
from support.terminal import terminal

PAGE = Path(__file__).parents[1] / "data" / "pages" / "article.html"


def test_it_asks_for_title_and_company_and_offers_what_the_page_may_mean(tmp_path: Path) -> None:
    program = Program(tmp_path / "instance")
    with terminal(program, "add", str(PAGE)) as asking:
        asking.wait_for("Title [Baker (m/f/d)]:")
        asking.press("Head baker\r")
        asking.wait_for("Company [Oven & Sons]:")
        asking.press("\r")
        assert asking.end() == 0
        assert "Added Head baker at Oven & Sons (added:" in asking.shown


def test_without_a_terminal_it_says_which_options_are_missing(tmp_path: Path) -> None:
    done = Program(tmp_path / "instance").run("add", PAGE)

    assert done.status == 1
    assert done.err.endswith("does not describe its job in a known format. Add --title and --company.\n")
    assert len(done.err.splitlines()) == 1
