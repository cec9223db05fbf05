"""What a terminal sends, and the keys that it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobsearch.cli.screens.keys import INTERRUPT, PASTED, RESIZED, STRANGE, SUSPEND, Decoder

PASTE, PASTE_END = "\x1b[200~", "\x1b[201~"


def keys(*pieces: str) -> list[str]:
    """Return the keys of text that comes in these pieces, with silence at the end."""
    decoder = Decoder()
    return [*(key for piece in pieces for key in decoder.feed(piece)), *decoder.flush()]


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ("yn", ["y", "n"]),
        ("\u044f\u6771\u00e9", ["\u044f", "\u6771", "\u00e9"]),
        ("\x03", [INTERRUPT]),
        ("\x1a", [SUSPEND]),
        ("\x04", ["q"]),
        ("\x0c", [RESIZED]),
        ("\x1b[A\x1b[B\x1b[C\x1b[D\x1b[H\x1b[F", ["up", "down", "right", "left", "home", "end"]),
        ("\x1bOA\x1bOB\x1bOC\x1bOD\x1bOH\x1bOF", ["up", "down", "right", "left", "home", "end"]),
        ("\x1b[1~\x1b[7~\x1b[4~\x1b[8~", ["home", "home", "end", "end"]),
        ("\r\t \x7f", ["\r", "\t", " ", "\x7f"]),
    ],
)
def test_characters_and_the_keys_that_have_names(sent: str, expected: list[str]) -> None:
    assert keys(sent) == expected
    assert keys(*sent) == expected


@pytest.mark.parametrize(
    "sent",
    [
        "\x1b",
        "\x1by",  # Alt+y
        "\x1b\x1b",
        "\x1b\x1b[A",  # Alt+Up of rxvt
        "\x1b[1;9C",  # Super+Right
        "\x1bOy",  # the keypad's 9
        "\x1bO5P",  # Ctrl+F1 of an old xterm
        "\x1b[97;5u",  # Ctrl+a, as some terminals send it
        "\x1b[[A",  # F1 of the Linux console
        "\x1b[15~",
        "\x1b[3~",
        "\x1b[a",  # Shift+Up of rxvt
        "\x1b[",
        "\x1bO",
    ],
)
def test_a_sequence_without_a_name_is_one_strange_key(sent: str) -> None:
    assert keys(sent) == [STRANGE]
    assert keys(*sent) == [STRANGE]


@pytest.mark.parametrize(
    "sent",
    [
        "\x1b[I",  # the window has the focus
        "\x1b[O",
        "\x1b[<0;33;12M",  # the mouse, in four protocols
        "\x1b[<0;33;12m",
        "\x1b[<65;33;12M",
        "\x1b[M an",
        "\x1b[Myno",
        "\x1b[M\ufffd\ufffdy",
        "\x1b[32;33;12M",
        "\x1b[24;80R",  # where the cursor is
        "\x1b[?62;22c",  # what kind of terminal it is
        "\x1b[0n",
        "\x1b[?2004;1$y",
        "\x1b]11;rgb:0000/0000/0000\x07",  # the color of the background
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1bP>|name (1.0)\x1b\\",
    ],
)
def test_what_a_terminal_says_of_itself_is_no_key(sent: str) -> None:
    assert keys(sent) == []
    assert keys(*sent) == []
    assert keys(f"y{sent}n") == ["y", "n"]


@pytest.mark.parametrize(
    "pasted",
    [
        "y",
        "",
        "Please find my application for any open position",
        "yynnuapo",
        "a\r\na\n",
        "\x03\x04\x1a",
        "\x1b[A\x1by\x1bOP",
        "\x1b[200~y",  # a mark within
        "y\x1b[201~y",
        "/home/ann/a file.pdf",
        "\u0434\u0430 \u6771\u4eac \U0001f680",
        "y" * 100_000,
    ],
)
def test_a_paste_is_a_paste_whatever_it_holds(pasted: str) -> None:
    sent = f"{PASTE}{pasted}{PASTE_END}"
    assert keys(sent) == [PASTED]
    assert keys(f"y{sent}n") == ["y", PASTED, "n"]
    assert keys(f"{PASTE}{pasted}{PASTE_END[:3]}", PASTE_END[3:])[-1] == PASTED


def test_a_paste_comes_in_pieces_of_any_size() -> None:
    sent = f"y{PASTE}Please say no{PASTE_END}n"
    for at in range(len(sent)):
        assert keys(sent[:at], sent[at:]) == ["y", PASTED, "n"]
    assert keys(*sent) == ["y", PASTED, "n"]


def test_a_paste_that_lost_its_end_is_over_with_the_silence_and_one_without_a_start_is_a_paste() -> None:
    decoder = Decoder()
    assert decoder.feed(f"{PASTE}no") == []
    assert decoder.pasting
    assert decoder.flush() == [PASTED]
    assert decoder.feed("y") == ["y"]
    assert decoder.feed(f"no{PASTE_END}y") == [PASTED, "y"]


@pytest.mark.parametrize("begun", ["\x1b[", "\x1b[1;", "\x1bO", "\x1b]11;rgb", "\x1bP", "\x1b", "\x1b\x1b"])
def test_ctrl_c_is_heard_whatever_was_begun(begun: str) -> None:
    assert keys(f"{begun}\x03")[-1] == INTERRUPT


@given(st.lists(st.text(st.sampled_from("yna\x1b[O]M<;0~?1P\\\x07\x03\x1a \u0434"), max_size=12)))
def test_pieces_of_anything_never_fail_and_nothing_is_kept_after_the_silence(pieces: list[str]) -> None:
    decoder = Decoder()
    for piece in pieces:
        assert len(decoder.feed(piece)) <= sum(map(len, pieces))
    decoder.flush()
    assert decoder.flush() == []
    assert decoder.feed("y") == ["y"]
