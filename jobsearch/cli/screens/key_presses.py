"""Which keys a person pressed, of all that came in: a paste or a key that is held down answers nothing.

    bursts (keys that came together) -> no paste, no text -> no key held down -> what each key means

A burst is taken for text, as terminals without bracketed paste send it, when one of its characters is no key
of the screen, or when it has capitals beside small letters. All others are keys typed ahead, or sent on
together by a slow connection.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby

from jobsearch.cli.screens.keyboard_layouts import latin
from jobsearch.cli.screens.keys import HANG_UP, INTERRUPT, PASTED, RESIZED, STRANGE

HELD = "held"
QUIET: Sequence[str] = ()  # instead of a burst: nothing came for the tenth of a second that the screen waits
_MOST_ALIKE = 4  # of one key in a burst: more is a key that was held down while nobody listened
_ALWAYS = frozenset({HANG_UP, INTERRUPT, RESIZED, PASTED, STRANGE})


@dataclass(frozen=True)
class Keyboard:
    """The keys of a screen.

    Attributes:
        acting: those that change or open something, and do so once however long they are held down.
        moving: those that show something else, and may be held down.
        synonyms: other keys for some of these.

    """

    acting: frozenset[str]
    moving: frozenset[str]
    synonyms: Mapping[str, str]

    def name(self, key: str) -> str:
        """Return what a key stands for, whatever the layout and Caps Lock; STRANGE for nothing."""
        letter = latin(key)
        name = self.synonyms.get(letter, letter)
        return name if name in self.acting | self.moving | _ALWAYS else STRANGE


def pressed(bursts: Iterable[Sequence[str]], keyboard: Keyboard) -> Iterator[str]:
    """Yield the keys that were pressed, by what they mean; STRANGE, PASTED or HELD for what means nothing.

    An acting key that comes again sooner than anybody can press it waits until a tenth of a second brought no
    third: keyboards repeat a held key faster than that, while a program that answers waits for the next
    question. So a held key acts when it is pressed and, half a second later, when its repetition begins.
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
    """Yield the keys of a burst, PASTED for text; of a key that comes many times over the first, and HELD."""
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
