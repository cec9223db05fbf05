"""label in a terminal: what each key does."""

import termios
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.feeds import body, element
from support.process import Program
from support.terminal import Terminal, stored_labels, terminal

from jobsearch.services.feed.fetch import fetch_new
from jobsearch.settings import Settings

NEWEST_FIRST = [f"remoteok:{number}" for number in range(1, 41)]


@pytest.fixture
def asking(forty_posts: Settings, program: Program) -> Iterator[Terminal]:
    """A session over forty posts, the newest first, at its first question."""
    assert forty_posts.instance == program.instance
    with terminal(program, "label", "--order", "newest") as running:
        running.wait_for("q quit")
        yield running


def _next(asking: Terminal, expected: str) -> None:
    asking.wait(lambda: asking.key == expected and "q quit" in asking.shown, expected)


def test_an_answer_is_in_the_store_before_the_next_post_appears(asking: Terminal, program: Program) -> None:
    stored = {}
    for number, (key, label) in enumerate({"y": "yes", "n": "no", "u": "unsure"}.items()):
        assert asking.key == NEWEST_FIRST[number]
        asking.press(key)
        _next(asking, NEWEST_FIRST[number + 1])
        stored[NEWEST_FIRST[number]] = label

        assert stored_labels(program.instance) == stored
    asking.wait_for("3 today · 1 yes, 1 no, 1 unsure in all · 37 left")


def test_a_is_a_strong_yes_with_its_date_and_p_takes_both_back(asking: Terminal, program: Program) -> None:
    asking.press("a")
    _next(asking, NEWEST_FIRST[1])
    assert stored_labels(program.instance) == {NEWEST_FIRST[0]: "yes"}
    assert "1 application" in program.run("status").out

    asking.press("p")
    _next(asking, NEWEST_FIRST[0])
    asking.press("y")
    _next(asking, NEWEST_FIRST[1])
    assert stored_labels(program.instance) == {NEWEST_FIRST[0]: "yes"}
    assert "application" not in program.run("status").out


def test_s_skips_without_an_answer(asking: Terminal, program: Program) -> None:
    asking.press("s")
    _next(asking, NEWEST_FIRST[1])

    assert stored_labels(program.instance) == {}
    asking.wait_for("0 today")
    asking.wait_for("39 left")


def test_p_takes_back_one_step_after_the_other(asking: Terminal, program: Program) -> None:
    asking.press("ysn")
    _next(asking, NEWEST_FIRST[3])
    for number in (2, 1, 0):
        asking.press("p")
        _next(asking, NEWEST_FIRST[number])
    asking.wait_for("0 today · 0 yes, 0 no in all · 40 left")
    assert stored_labels(program.instance) == {}

    asking.press("p")
    asking.wait_for("This is the first post of the session.")
    asking.press("nyu")
    _next(asking, NEWEST_FIRST[3])
    assert stored_labels(program.instance) == dict(
        zip(NEWEST_FIRST[:3], ["no", "yes", "unsure"], strict=True)
    )


def test_keys_typed_ahead_are_each_taken(asking: Terminal, program: Program) -> None:
    asking.press("yn" * 10)
    _next(asking, NEWEST_FIRST[20])

    assert [stored_labels(program.instance)[key] for key in NEWEST_FIRST[:20]] == ["yes", "no"] * 10


def test_a_key_that_means_nothing_gets_a_word_until_the_next_one(asking: Terminal, program: Program) -> None:
    for stray in ("x", "\x1b[3~", "\x1by", "\x1b"):
        asking.press(stray)
        asking.wait_for("That key has no function here. Press ? to show the keys.")
        asking.press("m")
        asking.wait(lambda: "has no function" not in asking.shown, "the text alone")
    before = asking.shown
    asking.press("\x1b[O\x1b[<0;9;9M\x1b]11;rgb:00/00/00\x07")
    asking.watch(0.3)
    assert (asking.shown, stored_labels(program.instance)) == (before, {})

    asking.press("n")
    _next(asking, NEWEST_FIRST[1])
    assert stored_labels(program.instance) == {NEWEST_FIRST[0]: "no"}


def test_a_paste_answers_nothing_and_is_asked_for_in_brackets(asking: Terminal, program: Program) -> None:
    assert b"\x1b[?2004h" in asking.raw
    for paste in ("\x1b[200~yyano\ry\x1b[201~", "Please find my application\rAnn"):
        asking.press(paste)
        asking.wait_for("Pasted text is ignored here. Press ? to show the keys.")
        assert (asking.key, stored_labels(program.instance)) == (NEWEST_FIRST[0], {})
        asking.press("m")
        asking.wait(lambda: "Pasted" not in asking.shown, "the text alone")
    asking.press("y")
    _next(asking, NEWEST_FIRST[1])
    asking.press("q")
    asking.end()
    assert asking.raw.rindex(b"\x1b[?2004l") > asking.raw.rindex(b"\x1b[?2004h")


def test_what_is_typed_before_the_first_post_is_shown_answers_nothing(
    forty_posts: Settings, program: Program
) -> None:
    assert forty_posts.instance == program.instance
    with terminal(program, "label", "--order", "newest") as asking:
        asking.press("yna\ry")
        asking.wait(lambda: "q quit" in asking.shown, "the first question")
        asking.press("\u043d")
        _next(asking, NEWEST_FIRST[1])
        asking.watch(0.3)
        assert stored_labels(program.instance) == {NEWEST_FIRST[0]: "yes"}


def test_ctrl_z_gives_the_shell_its_terminal_and_fg_draws_anew(
    forty_posts: Settings, program: Program
) -> None:
    assert forty_posts.instance == program.instance
    script = '"$@"; echo The shell has it; read -r; fg >/dev/null'
    shell = Program(program.instance, wrapper=("bash", "--norc", "-ic", script, "bash"))
    with terminal(shell, "label", "--order", "newest") as asking:
        asking.is_asked()
        asking.press("y")
        _next(asking, NEWEST_FIRST[1])
        asking.press("\x1a")
        asking.wait_for("The shell has it")
        for on, off in ((b"?1049h", b"?1049l"), (b"?2004h", b"?2004l"), (b"?25l", b"?25h")):
            assert asking.raw.rindex(b"\x1b[" + off) > asking.raw.rindex(b"\x1b[" + on)
        assert asking.flags()[3] & termios.ICANON
        assert asking.flags()[3] & termios.ECHO

        drawn = asking.raw.count(b"\x1b[?2004h")
        asking.press("yn\r")
        asking.wait(lambda: asking.raw.count(b"\x1b[?2004h") > drawn, "its modes")
        asking.wait(lambda: asking.key == NEWEST_FIRST[1] and "q quit" in asking.shown, "the same post")
        asking.press("n")
        _next(asking, NEWEST_FIRST[2])
        asking.press("q")
        assert asking.end() == 0
    assert stored_labels(program.instance) == {NEWEST_FIRST[0]: "yes", NEWEST_FIRST[1]: "no"}


def test_q_ends_at_once_puts_the_terminal_back_and_says_how_far_it_came(asking: Terminal) -> None:
    asking.press("yq")

    assert asking.end() == 0
    assert asking.flags() == asking.flags_before
    assert asking.raw.rindex(b"\x1b[?1049l") > asking.raw.rindex(b"\x1b[?1049h")
    assert "1answered:1yes·1today·1yes,0noinall·39left." in asking.said
    assert "Run`train`" not in asking.said


def test_m_turns_the_pages_of_a_long_text_and_begins_anew(settings: Settings, tmp_path: Path) -> None:
    text = "".join(f"<p>Paragraph {number}.</p>" for number in range(1, 31))
    (tmp_path / "feed.json").write_bytes(body([element(1, description=text)]))
    fetch_new(settings, [tmp_path / "feed.json"])
    with terminal(Program(settings.instance), "label") as asking:
        asking.wait_for("more lines: m")
        first = asking.shown
        assert "Paragraph 1." in first
        seen = {line.strip() for line in first.splitlines()}
        for _page in range(10):
            before = asking.shown
            asking.press("m")
            asking.wait(lambda before=before: asking.shown != before, "another page")  # type: ignore[misc]
            asking.watch(0.1)
            if asking.shown == first:
                break
            assert "remoteok:1" in asking.shown
            seen |= {line.strip() for line in asking.shown.splitlines()}

    assert asking.shown == first
    assert {f"Paragraph {number}." for number in range(1, 31)} <= seen


def test_o_opens_the_page_and_stays_at_the_post(
    forty_posts: Settings, program: Program, tmp_path: Path
) -> None:
    assert forty_posts.instance == program.instance
    script = tmp_path / "browser"
    script.write_text(f'#!/bin/sh\nprintf "%s" "$1" > "{tmp_path}/visited"\n')
    script.chmod(0o755)
    with terminal(program, "label", "--order", "newest", BROWSER=str(script)) as asking:
        asking.wait_for("q quit")
        asking.press("o")
        asking.wait_for("The page was opened in your browser.")
        assert asking.key == NEWEST_FIRST[0]

        asking.wait((tmp_path / "visited").exists, "the browser")
    assert (tmp_path / "visited").read_text() == "https://remoteOK.com/remote-jobs/remote-job-1"
    assert stored_labels(program.instance) == {}


def test_the_order_is_the_one_asked_for(forty_posts: Settings, program: Program) -> None:
    assert forty_posts.instance == program.instance
    with terminal(program, "label", "--order", "oldest") as asking:
        asking.wait_for("q quit")
        assert asking.key == "remoteok:40"


def test_arrow_keys_stand_for_yes_no_back_and_more(asking: Terminal, program: Program) -> None:
    asking.press("\x1b[C")
    _next(asking, NEWEST_FIRST[1])
    asking.press("\x1b[D")
    _next(asking, NEWEST_FIRST[2])
    assert stored_labels(program.instance) == {NEWEST_FIRST[0]: "yes", NEWEST_FIRST[1]: "no"}

    asking.press("\x1b[A")
    _next(asking, NEWEST_FIRST[1])
    assert stored_labels(program.instance) == {NEWEST_FIRST[0]: "yes"}
    asking.press("\x1b[B")
    asking.watch(0.2)
    assert asking.key == NEWEST_FIRST[1]


def test_the_question_mark_shows_all_keys_and_any_answer_goes_on(asking: Terminal) -> None:
    asking.press("?")
    asking.wait_for("undo the last answer")
    assert asking.key == NEWEST_FIRST[0]
    asking.press("?")
    asking.wait(lambda: "undo the last answer" not in asking.shown, "the text")
    asking.press("?y")
    _next(asking, NEWEST_FIRST[1])
    assert "undo the last answer" not in asking.shown


def test_enough_answers_to_train_on_are_told(asking: Terminal) -> None:
    asking.press("yynn")
    _next(asking, NEWEST_FIRST[4])
    asking.press("q")
    asking.end()
    assert "4answered:2yes,2no·4today" in asking.said
    assert "Run`train`toupdatethemodelwithyouranswers." in asking.said
