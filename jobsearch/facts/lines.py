"""The lines of a text that may say something: to look for words is faster than for a pattern; pure."""

from collections.abc import Iterator, Sequence


def lines_with(text: str, words: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a text that hold one of some words, which are in lower case."""
    lower = text.lower()
    held = [word for word in words if word in lower]
    if not held:
        return
    for line, lower_line in zip(text.splitlines(), lower.splitlines(), strict=True):
        for word in held:
            if word in lower_line:
                yield line
                break
