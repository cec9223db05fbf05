"""show and open: one post, by its key."""

import re
from pathlib import Path

import pytest
from support.feeds import body, element
from support.process import Program


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A browser that writes down where it was sent."""
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{tmp_path}/visited"\n')
    script.chmod(0o755)
    return script


def test_show_tells_everything_known_of_a_post(trained: Program) -> None:
    done = trained.run("show", "remoteok:4")

    assert (done.status, done.err) == (0, "")
    for fact in ("Backend Python Engineer 4", "Company 4 · Worldwide", "python, backend", "you answered yes"):
        assert fact in done.out
    assert "remoteok:4 https://remoteOK.com/remote-jobs/remote-job-4\n" in done.out
    assert re.search(r"\d% \+ python, .*field: software", " ".join(done.out.split()))
    assert "From Remote OK." in done.out


def test_a_post_without_a_text_says_so(program: Program) -> None:
    program.run("fetch-new", "--from", "-", stdin=body([element(1, description="<p> </p>")]))

    assert "(no text)" in program.run("show", "remoteok:1").out


def test_open_sends_the_browser_to_the_post(trained: Program, browser: Path) -> None:
    done = trained.run("open", "remoteok:24", BROWSER=str(browser))

    assert (done.status, done.out) == (0, "")
    assert (browser.parent / "visited").read_text() == "https://remoteOK.com/remote-jobs/remote-job-24"


def test_without_a_browser_open_names_the_address(trained: Program) -> None:
    nowhere = {"BROWSER": "/nonexistent/browser", "PATH": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}
    done = trained.run("open", "remoteok:24", **nowhere)

    assert (done.status, done.out) == (1, "")
    assert done.err == (
        "No browser could be started. Open https://remoteOK.com/remote-jobs/remote-job-24 yourself.\n"
    )


@pytest.mark.parametrize("command", ["show", "open"])
def test_an_unknown_key_is_one_sentence(trained: Program, command: str) -> None:
    done = trained.run(command, "remoteok:777")

    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("The store has no post remoteok:777. ")
    assert done.err.count("\n") == 1


def test_a_malformed_key_is_one_sentence(trained: Program) -> None:
    done = trained.run("show", "remoteok:")

    assert (done.status, done.out) == (2, "")
    assert done.err == "'remoteok:' is not a valid post key. Keys look like remoteok:1059249.\n"


def test_a_bare_number_is_a_key_too(trained: Program) -> None:
    assert "remoteok:24 " in trained.run("show", "24").out
