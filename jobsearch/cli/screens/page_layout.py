"""Layout functions shared by the screens of `label` and `recommend --pick`."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from jobsearch.cli.console import plain


def screenful(
    head: Sequence[Text], body: Sequence[Text], foot: Sequence[Text], height: int
) -> tuple[Text, ...]:
    """Return lines that fill the height, with the footer at the bottom, truncated if there is no space."""
    filling = [Text()] * (height - len(head) - len(body) - len(foot))
    return (*head, *body, *filling, *foot)[:height]


def noted(note: str) -> Text:
    """Return the line with the note about the last key, which may be empty."""
    return plain(note, "bold magenta")


def folded(console: Console, texts: Sequence[Text], width: int) -> list[Text]:
    """Wrap texts into lines of at most `width` columns; a URL too long for a line may be truncated."""
    lines = (line for text in texts for line in text.split("\n", allow_blank=True) or [text])
    return [
        part for line in lines for part in ([line] if line.cell_len <= width else line.wrap(console, width))
    ]


def key_lines(keys: Sequence[str], width: int) -> list[Text]:
    """Return the keys with their meanings on as few lines as possible, never separating the two."""
    lines = [""]
    for key in keys:
        longer = f"{lines[-1]} \u00b7 {key}" if lines[-1] else key
        lines = [*lines[:-1], longer] if len(longer) <= width else [*lines, key]
    return [Text(line, "bold") for line in lines]
