"""The two ways out: data on stdout, everything else on stderr; and text that no terminal obeys."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console, RenderableType
from rich.style import Style
from rich.text import Text

from jobsearch.presentation.data import to_json
from jobsearch.text.characters import normalize_width, one_line, strip_control

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

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
    """Return whether the console is one of the terminals that are known to make links of OSC 8 sequences.

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


def errors() -> Console:
    """Return the console for everything beside the data."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def say(sentence: str, style: str = "") -> None:
    """Tell the person something beside the data, on stderr: one line, folded only where a terminal ends."""
    console = errors()
    console.print(plain(sentence, style), soft_wrap=not console.is_terminal)


def complain(sentence: str) -> None:
    """Tell the person that something is wrong."""
    say(sentence, "bold red")


def plain(text: str, style: str | Style = "") -> Text:
    """Return one line of text, taken as it is: no markup, no control characters, nothing of unsure width."""
    return Text(normalize_width(one_line(text)), style)


def write(data: str) -> None:
    """Write machine-readable data to stdout, in UTF-8 whatever the locale: RFC 8259 asks so of JSON.

    Stdout may be a terminal, and the store another version's, so nothing that a terminal obeys is written.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(strip_control(data).encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def stdout_is_closed() -> bool:
    """Return whether stdout was closed before the start, so that what is written there reaches nobody."""
    return sys.stdout.name == os.devnull  # which main.py opened; one that a person redirects has no name


def print_report(result: "DataclassInstance", output: str, report: Callable[[Any], RenderableType]) -> None:
    """Print what a training returned: every figure as JSON where `output` asks for it, else its report."""
    if output == "json":
        write(to_json(asdict(result)))
    else:
        out().print(report(result))


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Show a spinner with `what` for as long as the block runs; nothing where stderr is not a terminal.

    The block is given a function that says what is being done now.
    """
    with Console(stderr=True).status(f"{what} ...") as status:
        yield lambda step: status.update(f"{step} ...")
