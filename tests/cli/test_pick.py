"""recommend --pick in a terminal: what each key does, and how it ends."""

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.process import Program
from support.terminal import Terminal, stored_labels, terminal

ALL = [f"remoteok:{number}" for number in range(21, 41)]  # the open ones of forty, in whatever order


@pytest.fixture
def picking(own_trained: Program) -> Iterator[Terminal]:
    """The list of all open posts at its first one."""
    with terminal(own_trained, "recommend", "--all", "--pick") as running:
        running.wait_for("q quit")
        yield running


@pytest.fixture
def order(own_trained: Program) -> list[str]:
    """The keys of the open posts, the best first."""
    return own_trained.run("recommend", "--all", "-o", "keys").out.split()


def at(picking: Terminal, key: str) -> None:
    """Wait until a post is at hand."""
    picking.wait(lambda: picking.key == key and "q quit" in picking.shown, key)


def answers(program: Program) -> dict[str, str]:
    """Return what was stored of the posts of the list."""
    return {key: label for key, label in stored_labels(program.instance).items() if key in ALL}


def test_each_answer_is_stored_before_the_next_post_is_at_hand(
    own_trained: Program, picking: Terminal, order: list[str]
) -> None:
    assert sorted(order) == ALL
    stored = {}
    for number, (key, label) in enumerate({"y": "yes", "n": "no", "u": "unsure", "a": "yes"}.items()):
        at(picking, order[number])
        picking.press(key)
        at(picking, order[number + 1])
        stored[order[number]] = label

        assert answers(own_trained) == stored
        picking.wait_for(f"20 open jobs · {number + 1} answered")
    picking.press("q")
    assert picking.end() == 0
    assert "4postslabeled:1appliedto,1yes,1no,1unsure." in picking.said
    rows = own_trained.run("labels", "export").out.splitlines()
    applied = [row.split(",")[0] for row in rows[1:] if not row.endswith(",")]
    assert applied == [order[3]]
    assert "1 application" in own_trained.run("status").out
    assert order[3] not in own_trained.run("recommend", "--all", "-o", "keys").out


def test_p_takes_back_one_answer_after_the_other(
    own_trained: Program, picking: Terminal, order: list[str]
) -> None:
    picking.press("ya")
    at(picking, order[2])
    picking.press("p")
    at(picking, order[1])
    assert answers(own_trained) == {order[0]: "yes"}
    picking.press("p")
    at(picking, order[0])
    assert answers(own_trained) == {}
    picking.press("p")
    picking.wait_for("There is no answer to undo.")

    picking.press("a")
    at(picking, order[1])
    picking.press("kn")  # a second thought
    picking.wait(lambda: answers(own_trained) == {order[0]: "no"}, "the second answer")
    picking.press("pp")
    picking.wait(lambda: answers(own_trained) == {}, "no answer")
    assert own_trained.run("labels", "export").out.count("remoteok:") == 20


def test_an_answer_that_changed_elsewhere_is_not_taken_back(
    own_trained: Program, picking: Terminal, order: list[str]
) -> None:
    picking.press("y")
    at(picking, order[1])
    own_trained.run("labels", "set", order[0], "no")
    picking.press("p")
    at(picking, order[0])
    picking.wait_for("Nothing was undone, because the label or the application has changed since then.")
    picking.wait_for("1 answered")
    assert answers(own_trained) == {order[0]: "no"}


@pytest.mark.parametrize(("down", "up"), [("\x1b[B", "\x1b[A"), ("j", "k"), ("J", "K")])
def test_arrows_move_and_stop_at_the_ends(picking: Terminal, order: list[str], down: str, up: str) -> None:
    picking.press(down * 3 + up)
    at(picking, order[2])
    picking.press(up * 5)
    at(picking, order[0])
    picking.press(down * 30)
    at(picking, order[-1])
    assert picking.shown.count("\n> ") == 1


def test_the_last_post_stays_at_hand_when_it_was_answered(picking: Terminal, order: list[str]) -> None:
    picking.press("\x1b[F")
    at(picking, order[-1])
    picking.press("y")
    picking.wait_for("1 answered")
    at(picking, order[-1])
    picking.press("\x1b[H")
    at(picking, order[0])


def test_o_opens_the_page_in_the_browser(own_trained: Program, order: list[str], tmp_path: Path) -> None:
    script, opened = tmp_path / "browser", tmp_path / "opened"
    script.write_text(f'#!/bin/sh\necho "$1" >> {opened}\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    with terminal(own_trained, "recommend", "--all", "--pick", BROWSER=str(script)) as picking:
        at(picking, order[0])
        picking.press("jo")
        picking.wait_for("The page was opened in your browser.")
        picking.wait(opened.exists, "the browser")
        picking.press("q")
        picking.end()
    assert opened.read_text().split() == [f"https://remoteOK.com/remote-jobs/remote-job-{order[1][9:]}"]


def test_neither_a_stray_key_nor_a_paste_does_anything_and_each_gets_a_word(
    own_trained: Program, picking: Terminal, order: list[str]
) -> None:
    at(picking, order[0])
    for stray, word in (
        ("s", "That key has no function here. These are the keys:"),
        ("\x1b[200~yano\x1b[201~", "Pasted text is ignored here. These are the keys:"),
        ("\x1b[15~", "That key has no function here. These are the keys:"),
        ("any open job", "Pasted text is ignored here. These are the keys:"),
    ):
        picking.press(stray)
        picking.wait_for(word)
        at(picking, order[0])
        assert answers(own_trained) == {}
    picking.press("\x1b[H")
    picking.wait(lambda: "no function here" not in picking.shown, "no word")


def test_what_is_typed_before_the_list_is_shown_answers_nothing(
    own_trained: Program, order: list[str]
) -> None:
    with terminal(own_trained, "recommend", "--all", "--pick") as picking:
        picking.press("yna")
        at(picking, order[0])
        picking.watch(0.3)
        assert answers(own_trained) == {}
        picking.press("\u0442")  # the Russian letter on the key of n
        at(picking, order[1])
        assert answers(own_trained) == {order[0]: "no"}


def test_a_resized_terminal_is_drawn_anew(picking: Terminal, order: list[str]) -> None:
    at(picking, order[0])
    picking.resize(60, 16)
    picking.wait(lambda: "q quit" in picking.shown and picking.key == order[0], "the list")
    picking.resize(30, 8)
    picking.wait(lambda: "q quit" in picking.shown, "the keys")
    picking.press("j")
    picking.watch(0.3)
    picking.resize(100, 30)
    at(picking, order[1])


@pytest.mark.parametrize(
    ("key", "status"), [("q", 0), ("Q", 0), ("\x04", 0), ("\x03", 130)], ids=["q", "Q", "^D", "^C"]
)
def test_it_ends_at_once_and_leaves_the_terminal_as_it_was(picking: Terminal, key: str, status: int) -> None:
    picking.press(key)
    assert picking.end() == status
    assert picking.flags() == picking.flags_before


def test_a_terminal_that_goes_away_ends_it_with_every_answer_stored(
    own_trained: Program, picking: Terminal, order: list[str]
) -> None:
    picking.press("y")
    at(picking, order[1])
    picking.hang_up()
    assert answers(own_trained) == {order[0]: "yes"}


def test_a_killed_session_has_lost_nothing(own_trained: Program, picking: Terminal, order: list[str]) -> None:
    picking.press("ya")
    at(picking, order[2])
    os.kill(picking.child.pid, signal.SIGKILL)
    picking.end()
    assert answers(own_trained) == {order[0]: "yes", order[1]: "yes"}


def test_what_was_left_out_is_told_afterwards_and_nothing_shown_is_new_again(own_trained: Program) -> None:
    with terminal(own_trained, "recommend", "--pick", "--new", "-n", "2") as picking:
        picking.wait_for("2 open jobs")
        picking.press("q")
        assert picking.end() == 0
    assert "Nopostwaslabeled." in picking.said
    assert "furtherdownthelist" in picking.said
    assert "2 shown before" in own_trained.run("recommend", "--new", "-n", "1").err


@pytest.mark.parametrize(("key", "status"), [("q", 0), ("\x03", 130)], ids=["q", "^C"])
def test_only_what_was_on_the_screen_is_not_new_any_more(own_trained: Program, key: str, status: int) -> None:
    order = own_trained.run("recommend", "--all", "-o", "keys").out.split()
    with terminal(own_trained, "recommend", "--all", "--new", "--pick", lines=15) as picking:
        at(picking, order[0])
        picking.press("j")
        at(picking, order[1])
        rows = picking.shown.splitlines().index("") - 1  # between the headline and the post at hand
        picking.press(key)
        assert picking.end() == status
    assert own_trained.run("recommend", "--all", "--new", "-o", "keys").out.split() == order[rows:]


def test_without_a_terminal_it_says_what_to_do(own_trained: Program) -> None:
    done = own_trained.run("recommend", "--pick")
    assert (done.status, done.out) == (1, "")
    assert "`recommend --pick` needs a terminal" in done.err


def test_with_nothing_to_pick_it_says_so(own_trained: Program) -> None:
    with terminal(own_trained, "recommend", "--pick", "--company", "nobody") as picking:
        assert picking.end() == 0
    assert "Thereisnothingtorecommend." in picking.said


def test_hostile_posts_are_shown_as_text(hostile: Program) -> None:
    with terminal(hostile, "recommend", "--all", "--pick", "-n", "50") as picking:
        picking.wait_for("q quit")
        picking.press("j" * 12)
        picking.watch(1.0)
        picking.press("q")
        assert picking.end() == 0
    for trick in ("\x1b[31mRED", "\x1b]52", "\x9b2J", "\u202e"):
        assert trick.encode() not in picking.raw
