"""What a terminal sends, as keys: a character, or a name such as "up".

The grammar is that of ECMA-48 (5.4 and 5.6; 8.3.143 for SS3); pastes and the mouse are those of "XTerm
Control Sequences" (Bracketed Paste Mode, Mouse Tracking).
"""

import re
from collections.abc import Sequence

INTERRUPT = "ctrl-c"
SUSPEND = "ctrl-z"
HANG_UP = "hang-up"
RESIZED = "resized"
STRANGE = "strange"  # a key that has no name here
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
# A control character ends a sequence that it interrupts: Ctrl-C is heard whatever came before it.
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
# What a terminal says of itself: its focus, its mouse, and late answers to what another program asked.
_REPORT = re.compile(
    r"\x1b+(?: \[[IO] | \[M... | \[<.* | \[[0-9;]+M | \[[?>=].* | \[[0-9;]*[Rcntx] | [\]PX^_].* )",
    re.VERBOSE | re.DOTALL,
)


class Decoder:
    """Makes keys of text as it comes in, in pieces of any size.

    Attributes:
        pasting: whether a paste has begun and not ended yet.

    """

    def __init__(self) -> None:
        """Begin outside of everything."""
        self.pasting = False
        self._rest = ""

    def feed(self, text: str) -> list[str]:
        """Return the keys that are complete now, PASTED for all of a paste, and nothing for reports.

        From the first mark of a paste to the last one everything was pasted, since the text may hold marks
        itself. A mark of the end alone belongs to a paste that began before anybody listened.
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
        """Return what a sequence that nothing follows was: the Escape key, or a paste that lost its end."""
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
