"""Convert terminal input to keys: a character, or a name such as "up".

The grammar follows ECMA-48 (5.4 and 5.6; 8.3.143 for SS3); pastes and mouse events follow "XTerm Control
Sequences" (Bracketed Paste Mode, Mouse Tracking).
"""

import re
from collections.abc import Sequence

INTERRUPT = "ctrl-c"
SUSPEND = "ctrl-z"
HANG_UP = "hang-up"
RESIZED = "resized"
STRANGE = "strange"  # a key without a name here
PASTED = "pasted"
_PASTE, _PASTE_END = "\x1b[200~", "\x1b[201~"
_CONTROLS = {"\x03": INTERRUPT, "\x04": "q", "\x0c": RESIZED, "\x1a": SUSPEND}  # Ctrl-L draws anew everywhere
_SEQUENCES = {
    **{
        f"\x1b{kind}{end}": name
        for kind in "[O"
        for end, name in zip("ABCD", ("up", "down", "right", "left"), strict=True)
    },
    **dict.fromkeys(("\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"), "home"),
    **dict.fromkeys(("\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"), "end"),
}
# A control character ends the sequence that it interrupts, so Ctrl-C always works.
_TOKEN = re.compile(
    r"""  [^\x1b]
        | \x1b+ \[M [\s\S]{3}                                  # the mouse of X10: three bytes of any kind
        | \x1b+ (?!\[M) \[\[? [0-?]* [ -/]* (?: [@-Z\\-~] | (?=[^ -~]) )  # CSI; Linux doubles its "["
        | \x1b+ O [0-9;]* (?: [!-/<-~] | (?=[^ -~]) )              # SS3
        | \x1b+ [\]PX^_] [^\x00-\x1f]* (?: \x07 | \x1b\\ | (?=[\x00-\x06\x08-\x1a\x1c-\x1f]) )  # strings
        | \x1b+ [^\x00-\x1f\[O\]PX^_]                               # Alt and a key
        | \x1b+ (?=[\x00-\x1a\x1c-\x1f])
    """,
    re.VERBOSE,
)
# Unsolicited terminal reports: focus, mouse, and late replies to queries by another program.
_REPORT = re.compile(
    r"\x1b+(?: \[[IO] | \[M... | \[<.* | \[[0-9;]+M | \[[?>=].* | \[[0-9;]*[Rcntx] | [\]PX^_].* )",
    re.VERBOSE | re.DOTALL,
)


class Decoder:
    """An incremental decoder that converts terminal input to keys.

    Attributes:
        pasting: whether a paste has begun and has not ended yet.

    """

    def __init__(self) -> None:
        """Create a decoder that starts outside any escape sequence or paste."""
        self.pasting = False
        self._rest = ""

    def feed(self, text: str) -> list[str]:
        """Return the keys completed by `text`, with one PASTED per paste, ignoring terminal reports.

        Everything between the first paste marker and the last one is pasted text, because the text itself may
        contain markers. An end marker without a start marker belongs to a paste that began before decoding.
        """
        text, self._rest = self._rest + text, ""
        end = text.rfind(_PASTE_END)
        if end >= 0:
            start = -1 if self.pasting else text.find(_PASTE, 0, end)
            self.pasting = False
            before = self._keys(text[:start]) if start > 0 else []
            self._rest = ""
            return [*before, PASTED, *self.feed(text[end + len(_PASTE_END) :])]
        if self.pasting:
            self._rest = text[1 - len(_PASTE_END) :]
            return []
        return self._keys(text)

    def flush(self) -> list[str]:
        """Return the meaning of an incomplete sequence: the Escape key, or a paste without an end marker."""
        rest, self._rest = self._rest, ""
        if self.pasting:
            self.pasting = False
            return [PASTED]
        return [STRANGE] if rest else []

    def _keys(self, text: str) -> list[str]:
        keys: list[str] = []
        place = 0
        while (token := _TOKEN.match(text, place)) is not None:
            place = token.end()
            if token[0].lstrip("\x1b") == _PASTE[1:]:
                self.pasting = True
                self._rest = text[place:][1 - len(_PASTE_END) :]
                return keys
            keys += _named(token[0])
        self._rest = text[place:]
        return keys


def _named(sequence: str) -> Sequence[str]:
    if sequence == "\x1b":
        return [STRANGE]
    if len(sequence) == 1:
        return [_CONTROLS.get(sequence, sequence)]
    if _REPORT.fullmatch(sequence):
        return []
    return [_SEQUENCES.get(sequence, STRANGE)]
