"""The terminal that `label` and `recommend --pick` take: what is heard of it, and when."""

import os
import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from rich.text import Text

from jobsearch.cli.screens.key_presses import HELD, Keyboard
from jobsearch.cli.screens.keys import HANG_UP, INTERRUPT, PASTED, RESIZED, STRANGE
from jobsearch.cli.screens.terminal import Screen

KEYBOARD = Keyboard(acting=frozenset("yna"), moving=frozenset({"q", "m"}), synonyms={"right": "y"})
TYPED_AHEAD = (
    "y",
    "yn",
    "a",
    "\u043d",
    "\x1b[C",
    "\r",
    "\x1a",
    "q",
    "no\n",
    "\x1b[200~yes\x1b[201~",
)

Type = Callable[[str], None]


@pytest.fixture
def type_(monkeypatch: pytest.MonkeyPatch) -> Iterator[Type]:
    """A terminal on standard input, and what types there."""
    keyboard, terminal = os.openpty()
    with open(terminal, encoding="utf-8") as stdin, open(keyboard, "wb", 0) as typing:  # noqa: PTH123 - no paths
        monkeypatch.setattr(sys, "stdin", stdin)
        yield lambda text: typing.write(text.encode())  # type: ignore[func-returns-value]


def ask(screen: Screen) -> None:
    screen.draw([Text("Is this a question?")])


@pytest.mark.parametrize("typed", TYPED_AHEAD)
def test_what_is_typed_before_the_first_drawing_is_not_heard(type_: Type, typed: str) -> None:
    type_("y")
    with Screen(KEYBOARD).in_use() as screen:
        type_(typed)
        ask(screen)
        type_("n")
        assert next(key for key in screen.keys if key != PASTED) == "n"


def test_a_paste_that_begins_before_it_ends_after_it(type_: Type) -> None:
    with Screen(KEYBOARD).in_use() as screen:
        type_("\x1b[200~y")
        ask(screen)
        type_("n\x1b[201~")
        assert next(screen.keys) == PASTED


def test_ctrl_c_is_heard_even_then(type_: Type) -> None:
    with Screen(KEYBOARD).in_use() as screen:
        type_("yn\x03y")
        ask(screen)
        assert next(screen.keys) == INTERRUPT


@pytest.mark.parametrize("typed", ["yn", "ynyn", "yynn", "yna", "\x1b[Cn"])
def test_keys_typed_between_two_questions_are_each_heard(type_: Type, typed: str) -> None:
    expected = ["y" if key == "\x1b[C" else key for key in (["\x1b[C", "n"] if "[" in typed else typed)]
    with Screen(KEYBOARD).in_use() as screen:
        ask(screen)
        type_(typed)
        for key in expected:
            ask(screen)
            assert next(screen.keys) == key


def test_pastes_text_and_strange_keys_are_told_apart(type_: Type) -> None:
    with Screen(KEYBOARD).in_use() as screen:
        ask(screen)
        for typed, key in (
            ("\x1b[200~yyy\x1b[201~", PASTED),
            ("Any", PASTED),
            ("x", STRANGE),
            ("\x1b", STRANGE),
            ("\xf1", STRANGE),
            ("\uff59", "y"),
        ):
            type_(typed)
            assert next(screen.keys) == key


def test_a_paste_that_comes_slowly_is_one(type_: Type) -> None:
    with Screen(KEYBOARD).in_use() as screen:
        ask(screen)
        type_("\x1b[200~ya")
        keys = screen.keys
        for piece in ("n" * 3_000, "no", "\x1b[20", "1~"):
            type_(piece)
            time.sleep(0.002)
        assert next(keys) == PASTED
        type_("n")
        assert next(keys) == "n"


def test_a_held_key_does_not_answer_a_row(type_: Type) -> None:
    def hold() -> None:
        type_("y")
        time.sleep(0.4)
        for _repetition in range(40):
            type_("y")
            time.sleep(0.025)
        time.sleep(0.3)
        type_("q")

    with Screen(KEYBOARD).in_use() as screen:
        ask(screen)
        holding = Thread(target=hold)
        holding.start()
        keys = list(iter(lambda: next(screen.keys), "q"))
        holding.join()
    assert HELD in keys
    assert keys.count("y") < 10  # two, but for a machine that is too busy to repeat a key in time


def test_its_modes_are_its_own_for_as_long_as_it_is_in_use(
    type_: Type, capsys: pytest.CaptureFixture[str]
) -> None:
    before = termios.tcgetattr(sys.stdin)
    with Screen(KEYBOARD).in_use() as screen:
        assert not termios.tcgetattr(sys.stdin)[3] & (termios.ICANON | termios.ECHO | termios.ISIG)
        ask(screen)
        type_("m\x0c")
        assert [next(screen.keys), next(screen.keys)] == ["m", RESIZED]
    assert termios.tcgetattr(sys.stdin) == before
    written = capsys.readouterr().out
    taken, _, rest = written.partition("Is this a question?")
    for mode in ("?1049", "?2004"):
        assert f"\x1b[{mode}h" in taken
        assert f"\x1b[{mode}l" in rest
    assert rest.index("\x1b[?25h") < rest.index("\x1b[?1049l")


@pytest.mark.parametrize(
    "typed",
    [
        "\x1a",
        "m\x1a",
        "y\x1a",
        "\x1ay",
        "x\x1a",
        "\x1a\x1a",
        "\x1b\x1a",
        "\x1b[\x1a",
        "\x1b[I\x1a",
        "\u043d\x1a",
    ],
)
def test_ctrl_z_stops_with_the_terminal_given_back_and_draws_anew(
    type_: Type, typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before, stopped = termios.tcgetattr(sys.stdin), []

    def stop(group: int, number: int) -> None:
        assert signal.getsignal(number) == signal.SIG_DFL
        assert termios.tcgetattr(sys.stdin) == before
        type_("y")  # which the person types in the shell
        stopped.append((group, number, capsys.readouterr().out))

    monkeypatch.setattr(os, "kill", stop)
    with Screen(KEYBOARD).in_use() as screen:
        ask(screen)
        type_(typed)
        assert next(screen.keys) == RESIZED
        ask(screen)
        type_("n")
        assert next(screen.keys) == "n"
        assert "\x1b[?1049h" in capsys.readouterr().out
    ((group, number, written),) = stopped
    assert (group, number) == (0, signal.SIGTSTP)
    assert written.index("\x1b[?2004l") < written.index("\x1b[?25h") < written.index("\x1b[?1049l")


@pytest.mark.parametrize("number", [signal.SIGTSTP, signal.SIGCONT])
def test_so_does_a_stop_from_elsewhere(
    type_: Type, number: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "kill", lambda *_: None)
    with Screen(KEYBOARD).in_use() as screen:
        ask(screen)
        signal.raise_signal(number)
        type_("y")
        assert next(screen.keys) == RESIZED
        ask(screen)
        assert capsys.readouterr().out.count("\x1b[?2004h") == 2


def test_a_terminal_that_goes_away_is_the_last_key(type_: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    with Screen(KEYBOARD).in_use() as screen:
        ask(screen)
        type_("y")
        assert next(screen.keys) == "y"
        monkeypatch.setattr(os, "read", lambda *_: b"")
        type_("y")
        assert list(screen.keys) == [HANG_UP]
