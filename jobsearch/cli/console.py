"""Write data to stdout and everything else to stderr, removing terminal control sequences."""

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
_FIRST_VTE_WITH_LINKS = 5_000  # of GNOME Terminal and other VTE terminals
_FOLLOWING_LINKS = frozenset(
    "iTerm.app WezTerm vscode ghostty Hyper mintty rio Tabby xterm-kitty xterm-ghostty foot alacritty".split()
)


def out(environment: Mapping[str, str] = os.environ) -> Console:
    """Return the console for data. Its width is that of the terminal, or else COLUMNS, or else 120."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal and not environment.get("COLUMNS"):
        console.width = _WIDTH_WITHOUT_TERMINAL
    return console


def follows_links(console: Console, environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether the console's terminal is known to support OSC 8 hyperlinks.

    Terminals cannot be queried for this. The terminals are those listed at github.com/Alhadis/OSC8-Adoption
    that set an environment variable. tmux and screen leave those variables unchanged, but do not forward
    links by default.
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
    """Return the console for everything other than data."""
    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def say(sentence: str, style: str = "") -> None:
    """Print a message to stderr on one line, wrapped only in a terminal."""
    console = errors()
    console.print(plain(sentence, style), soft_wrap=not console.is_terminal)


def complain(sentence: str) -> None:
    """Print a problem to stderr."""
    say(sentence, "bold red")


def plain(text: str, style: str | Style = "") -> Text:
    """Return text on one line, without markup, control characters, or characters of ambiguous width."""
    return Text(normalize_width(one_line(text)), style)


def write(data: str) -> None:
    """Write machine-readable data to stdout in UTF-8 regardless of the locale, as RFC 8259 requires for JSON.

    Control characters are removed, because stdout may be a terminal and another version may have written the
    store.
    """
    sys.stdout.flush()
    sys.stdout.buffer.write(strip_control(data).encode("utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()


def stdout_is_closed() -> bool:
    """Return whether stdout was closed at startup, in which case all output would be lost."""
    return sys.stdout.name == os.devnull  # opened by main.py; redirected output has no name


def print_report(result: "DataclassInstance", output: str, report: Callable[[Any], RenderableType]) -> None:
    """Print a training result: all figures as JSON if `output` is "json", otherwise a report."""
    if output == "json":
        write(to_json(asdict(result)))
    else:
        out().print(report(result))


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Show a spinner with `what` while the block runs, or nothing if stderr is not a terminal.

    Yields a function that updates the text of the spinner with the current step.
    """
    with Console(stderr=True).status(f"{what} ...") as status:
        yield lambda step: status.update(f"{step} ...")
