"""Recognize deliberate key presses, ignoring pasted text and held keys.

bursts (keys that arrive together) -> without pastes and text -> without held keys -> meaning of each key

Terminals without bracketed paste send a paste as a burst of text. A burst counts as text if it contains a
character that is not a key of the screen, or both uppercase and lowercase letters. All other bursts are keys
typed ahead, or keys delivered together by a slow connection.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby

from jobsearch.cli.screens.keyboard_layouts import latin
from jobsearch.cli.screens.keys import HANG_UP, INTERRUPT, PASTED, RESIZED, STRANGE

HELD = "held"
QUIET: Sequence[str] = ()  # yielded instead of a burst when no key arrived within a tenth of a second
_MOST_ALIKE = 4  # of one key in a burst; more means that the key was held down
_ALWAYS = frozenset({HANG_UP, INTERRUPT, RESIZED, PASTED, STRANGE})


@dataclass(frozen=True)
class Keyboard:
    """The keys of a screen.

    Attributes:
        acting: keys that change or open something, and act only once no matter how long they are held down.
        moving: keys that change the view and may be held down.
        synonyms: alternative keys for some of these.

    """

    acting: frozenset[str]
    moving: frozenset[str]
    synonyms: Mapping[str, str]

    def name(self, key: str) -> str:
        """Return the meaning of a key regardless of layout and Caps Lock, or STRANGE if it has none."""
        letter = latin(key)
        name = self.synonyms.get(letter, letter)
        return name if name in self.acting | self.moving | _ALWAYS else STRANGE


def pressed(bursts: Iterable[Sequence[str]], keyboard: Keyboard) -> Iterator[str]:
    """Yield the meanings of the pressed keys, with STRANGE, PASTED, or HELD for input without a meaning.

    If an acting key repeats faster than a user can press it, the second press is delayed until a tenth of a
    second passes without a third: keyboards repeat a held key faster than that, while an automated client
    waits for the next question. A held key therefore acts when it is pressed, and again half a second later,
    when it begins to repeat.
    """
    last, waiting, holding, by_program = "", list[str](), False, False
    for burst in bursts:
        if not burst:
            yield from waiting
            by_program, holding = bool(waiting), False
            last, waiting = (waiting[-1] if waiting else ""), []
            continue
        keys = list(_without_text(burst, keyboard))
        alike = bool(last) and bool(keys) and keys[0] == last
        if alike and (holding or waiting or HELD in keys):
            if not holding:
                yield HELD
            holding, waiting = True, []
            keys = list(dropwhile({last, HELD}.__contains__, keys))
        elif alike and not by_program:
            waiting = keys
            continue
        if keys:
            yield from [*waiting, *keys]
            waiting, holding = [], keys[-1] == HELD
            last = next((key for key in reversed(keys) if key != HELD), "")
            last = last if last in keyboard.acting else ""


def _without_text(burst: Sequence[str], keyboard: Keyboard) -> Iterator[str]:
    """Yield the keys in a burst, with PASTED for text; many repeats of a key become the key and HELD."""
    if INTERRUPT in burst:
        yield INTERRUPT
        return
    after = list(burst)
    while PASTED in after:
        after = after[after.index(PASTED) + 1 :]
    if len(after) < len(burst):
        yield PASTED
    if len(after) > 1 and _is_text(after, keyboard):
        yield PASTED
        return
    for name, alike in groupby(keyboard.name(key) for key in after):
        names = list(alike)
        held = name in keyboard.acting and len(names) > _MOST_ALIKE
        yield from [name, HELD] if held else names


def _is_text(keys: Sequence[str], keyboard: Keyboard) -> bool:
    characters = [key for key in keys if len(key) == 1]
    unknown = any(keyboard.name(key) == STRANGE for key in characters)
    return unknown or (any(map(str.isupper, characters)) and any(map(str.islower, characters)))
