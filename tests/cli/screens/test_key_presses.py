"""Which keys count, of those that come in: in the bursts and pauses in which they come."""

# ruff: noqa: RUF001 - the letters that other keyboards have

from collections.abc import Sequence

import pytest

from jobsearch.cli.screens.key_presses import HELD, QUIET, Keyboard, pressed
from jobsearch.cli.screens.keys import HANG_UP, INTERRUPT, PASTED, RESIZED, STRANGE

LABEL = Keyboard(
    acting=frozenset("ynuaspo"), moving=frozenset("mr?q"), synonyms={"right": "y", "left": "n", "down": "m"}
)


def heard(*bursts: Sequence[str]) -> list[str]:
    """Return the keys that count."""
    return list(pressed(bursts, LABEL))


def test_keys_are_called_by_what_they_mean() -> None:
    apart = [burst for key in ["y", "N", "right", "н", "ｕ", "down", "?"] for burst in (key, QUIET)]
    assert heard(*([one] if one else QUIET for one in apart)) == ["y", "n", "y", "y", "u", "m", "?"]


@pytest.mark.parametrize("key", ["x", "7", " ", "\r", "\t", "é", "ñ", "東", "´", "ん", STRANGE, "home"])
def test_a_key_that_means_nothing_is_strange(key: str) -> None:
    assert heard([key]) == [STRANGE]
    assert heard([key], QUIET, ["y"]) == [STRANGE, "y"]


@pytest.mark.parametrize(
    "text",
    [
        "Please find my application for any open position, yours sincerely Ann",
        "yes",
        "no.",
        "any\r",
        "Any",
        "on you",
        "https://example.com/an",
        "'/home/ann/a'",
        "y1",
        "\nyyy",
        "Да, пожалуйста",
        "ありがとう",
        "x" * 5_000,
    ],
)
def test_text_that_comes_at_once_does_nothing(text: str) -> None:
    assert heard([*text]) == [PASTED]
    assert heard([*text], QUIET, ["y"]) == [PASTED, "y"]


@pytest.mark.parametrize(
    "ahead", ["yn", "ynynynynyn", "yynn", "ysn", "nyu", "yq", "?y", "rr", "pp", "YN", "mmmmmmmm"]
)
def test_keys_typed_ahead_all_count(ahead: str) -> None:
    assert heard([*ahead]) == [*ahead.lower()]


def test_of_a_burst_with_a_paste_only_what_follows_counts() -> None:
    assert heard(["y", PASTED, "n"]) == [PASTED, "n"]
    assert heard([PASTED, "n", "o", "t", PASTED]) == [PASTED]
    assert heard([PASTED, *"yes"]) == [PASTED, PASTED]


@pytest.mark.parametrize("key", "ynuaspo")
def test_a_held_key_acts_when_it_is_pressed_and_when_its_repetition_begins(key: str) -> None:
    assert heard([key], *[QUIET] * 5, *[[key]] * 30, *[QUIET] * 5, ["n"]) == [key, key, HELD, "n"]
    assert heard([key], *[[key]] * 30, QUIET, [key]) == [key, HELD, key]


@pytest.mark.parametrize("key", ["right", "left", "н", "ｙ", "Y", "υ", "ט"])
def test_so_does_one_that_stands_for_another(key: str) -> None:
    assert len(heard([key], *[QUIET] * 5, *[[key]] * 30)) == 3


def test_a_key_held_while_nobody_listened_acts_once() -> None:
    assert heard(["n"] * 5) == ["n", HELD]
    assert heard(["n"] * 500, ["n"] * 500, ["n"]) == ["n", HELD]
    assert heard(["n"], ["n"] * 3, ["n"] * 3) == ["n", HELD]
    assert heard(["n"] * 4) == ["n"] * 4
    assert heard(["n"] * 5, ["n", "y"]) == ["n", HELD, "y"]


@pytest.mark.parametrize("key", "mr?")
def test_a_held_key_that_only_turns_pages_goes_on(key: str) -> None:
    assert heard([key], QUIET, *[[key]] * 30) == [key] * 31


def test_a_program_that_answers_as_soon_as_it_is_asked_waits_once() -> None:
    questions = pressed(iter([["n"], ["n"], QUIET, ["n"], ["n"], ["n"], QUIET, QUIET, ["n"]]), LABEL)
    assert list(questions) == ["n"] * 6


def test_another_key_meanwhile_ends_the_waiting() -> None:
    assert heard(["n"], ["n"], ["y"]) == ["n", "n", "y"]
    assert heard(["n"], ["n"], [HANG_UP]) == ["n", "n", HANG_UP]


def test_ctrl_c_and_a_new_size_are_always_heard() -> None:
    assert heard([*"text", INTERRUPT, *"more"]) == [INTERRUPT]
    assert heard(["n"], ["n"], ["n"], [RESIZED], [INTERRUPT]) == ["n", HELD, RESIZED, INTERRUPT]
