"""What the screens of `label` and `recommend --pick` are laid out of: text, notes, keys and screenfuls."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from jobsearch.cli.console import plain


def screenful(
    head: Sequence[Text], body: Sequence[Text], foot: Sequence[Text], height: int
) -> tuple[Text, ...]:
    """Return lines that fill the height: the foot at the bottom, cut off where there is no room."""
    filling = [Text()] * (height - len(head) - len(body) - len(foot))
    return (*head, *body, *filling, *foot)[:height]


def noted(note: str) -> Text:
    """Return the line that tells the person something about the last key, "" for nothing."""
    return plain(note, "bold magenta")


def folded(console: Console, texts: Sequence[Text], width: int) -> list[Text]:
    """Fold texts into lines that fit the width; an unbreakable address may end with the line."""
    lines = (line for text in texts for line in text.split("\n", allow_blank=True) or [text])
    return [
        part for line in lines for part in ([line] if line.cell_len <= width else line.wrap(console, width))
    ]


def key_lines(keys: Sequence[str], width: int) -> list[Text]:
    """Return keys with their meanings in as many lines as they take, none parted from its meaning."""
    lines = [""]
    for key in keys:
        longer = f"{lines[-1]} \u00b7 {key}" if lines[-1] else key
        lines = [*lines[:-1], longer] if len(longer) <= width else [*lines, key]
    return [Text(line, "bold") for line in lines]
