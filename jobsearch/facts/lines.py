"""The lines of a text that may say something: to look for words is faster than for a pattern; pure."""

from collections.abc import Iterator, Sequence


def lines_with(text: str, words: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a text that hold one of some words, which are in lower case."""
    lower = text.lower()
    held = [word for word in words if word in lower]
    if not held:
        return
    for line, lower_line in zip(text.splitlines(), lower.splitlines(), strict=True):
        if has_any(lower_line, held):
            yield line


def has_any(lower: str, words: Sequence[str]) -> bool:
    """Return whether a text in lower case holds one of some words."""
    for word in words:  # noqa: SIM110 - any() of a generator takes twice as long, and this is asked most of all
        if word in lower:
            return True
    return False
