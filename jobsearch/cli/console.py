"""The two ways out: data on stdout, everything else on stderr; and text that no terminal obeys."""

import os
import sys
from collections.abc import Mapping
from datetime import datetime

from rich.console import Console
from rich.style import Style
from rich.text import Text

from jobsearch.characters import harmless, of_sure_width, one_line

_WIDTH_WITHOUT_TERMINAL = 120
_FIRST_VTE_WITH_LINKS = 5_000  # of GNOME Terminal and its kin
_FOLLOWING_LINKS = frozenset(
    "iTerm.app WezTerm vscode ghostty Hyper mintty rio Tabby xterm-kitty xterm-ghostty foot alacritty".split()
)


def out(environment: Mapping[str, str] = os.environ) -> Console:
    """Return the console for data, as wide as the terminal, else as COLUMNS, else 120."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal and not environment.get("COLUMNS"):
        console.width = _WIDTH_WITHOUT_TERMINAL
    return console


def follows_links(console: Console, environment: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the console is one of the terminals that are known to make links of OSC 8 sequences.

    Nothing can ask a terminal; the names are those of github.com/Alhadis/OSC8-Adoption that set a variable.
    tmux and screen leave those variables as they are, but by default pass no link on.
    """
    if not console.is_terminal or console.color_system is None or _is_multiplexed(environment):
        return False
    terminal = environment.get("TERM_PROGRAM") or environment.get("TERM", "")
    vte = environment.get("VTE_VERSION", "")
    named = any(environment.get(name) for name in ("WT_SESSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID"))
    return named or terminal in _FOLLOWING_LINKS or (vte.isdecimal() and int(vte) >= _FIRST_VTE_WITH_LINKS)


def _is_multiplexed(environment: Mapping[str, str]) -> bool:
    named = environment.get("TMUX") or environment.get("STY")
    return bool(named) or environment.get("TERM", "").startswith(("screen", "tmux"))


def say(sentence: str, style: str = "") -> None:
    """Tell the person something beside the data, on stderr: one line, folded only where a terminal ends."""
    console = Console(stderr=True, highlight=False, markup=False, emoji=False)
    console.print(plain(sentence, style), soft_wrap=not console.is_terminal)


def complain(sentence: str) -> None:
    """Tell the person that something is wrong."""
    say(sentence, "bold red")


def plain(text: str, style: str | Style = "") -> Text:
    """Return one line of text, taken as it is: no markup, no control characters, nothing of unsure width."""
    return Text(of_sure_width(one_line(text)), style)


def write(data: str) -> None:
    """Write machine-readable data to stdout, in UTF-8 whatever the locale: RFC 8259 asks so of JSON.

    Stdout may be a terminal, and the store another version's, so nothing that a terminal obeys is written.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(harmless(data).encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def is_lost() -> bool:
    """Tell whether stdout was closed before the start, so that what is written there reaches nobody."""
    return sys.stdout.name == os.devnull  # which entry.py opened; one that a person redirects has no name


def age(moment: datetime, now: datetime) -> str:
    """Return how long ago a moment was: "3h", "9d", "5w" from a fortnight on, "1y"."""
    seconds = max((now - moment).total_seconds(), 0)
    for unit, length in (("y", 365 * 86_400), ("w", 7 * 86_400), ("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds >= (2 * length if unit == "w" else length):
            return f"{int(seconds // length)}{unit}"
    return "0m"


def local(moment: datetime) -> str:
    """Return a moment in the person's own time zone, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def count(number: int, noun: str) -> str:
    """Return "1 post", "2,000 posts"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
