"""Single keys from the terminal, without Enter."""

import os
import select
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from shutil import get_terminal_size

# prompt_toolkit splits what was typed ahead and knows the escape sequences of arrow keys; it asks the
# terminal nothing, where blessed waits for answers that not every terminal gives.
from prompt_toolkit.input import Input, create_input
from prompt_toolkit.keys import Keys

INTERRUPT = "ctrl-c"
HANG_UP = "hang-up"
RESIZED = "resized"
_NAMES: dict[str, str] = {
    Keys.ControlC: INTERRUPT,
    Keys.ControlD: "q",
    Keys.Up: "up",
    Keys.Down: "down",
    Keys.Left: "left",
    Keys.Right: "right",
    Keys.Home: "home",
    Keys.End: "end",
    Keys.ControlL: RESIZED,  # draws anew, as everywhere
}
_PAUSE_SECONDS = 0.1  # after which a lone escape byte is the key and not the start of a sequence


@contextmanager
def key_presses() -> Iterator[Iterator[str]]:
    """Give an endless iterator over the keys that are pressed: a character, or a name such as "up".

    RESIZED comes when the terminal has another size than before. The terminal echoes nothing meanwhile and is
    put back as it was afterwards. When it goes away, the last key is HANG_UP.
    """
    terminal = create_input()
    with terminal.raw_mode():
        yield _presses(terminal, get_terminal_size())


def _presses(terminal: Input, size: os.terminal_size) -> Iterator[str]:
    while not terminal.closed:
        ready, _, _ = select.select([terminal.fileno()], [], [], _PAUSE_SECONDS)
        if (now := get_terminal_size()) != size:
            size = now
            yield RESIZED
        pressed = terminal.read_keys() if ready else terminal.flush_keys()
        yield from without_sequences([_NAMES.get(press.key, press.key) for press in pressed])
    yield HANG_UP


def without_sequences(keys: Sequence[str]) -> Iterator[str]:
    """Yield the keys but for escape sequences, which come as Escape and characters where nobody knows them.

    Alt+y, a keypad or a window that loses the focus must not answer. After CSI a sequence ends with a
    character from @ to ~, after SS3 with the next one (ECMA-48, 5.4 and 8.3.143).
    """
    rest = iter(keys)
    for key in rest:
        if key != Keys.Escape:
            yield key
            continue
        introducer = next(rest, "")
        if introducer == "[":
            next((one for one in rest if len(one) == 1 and "@" <= one <= "~"), "")
        elif introducer == "O":
            next(rest, "")
