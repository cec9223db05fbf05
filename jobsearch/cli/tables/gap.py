"""A comparison of required skills with a résumé, as a table."""

from rich.console import Group, RenderableType
from rich.text import Text

from jobsearch.careers.gap import Asked
from jobsearch.cli.console import plain
from jobsearch.cli.tables.careers import table
from jobsearch.presentation.outcomes import count
from jobsearch.services.gap import GapReport

_LONGEST = 100  # characters of a sentence


def report(found: GapReport) -> RenderableType:
    """Return the skills shown by the résumé, with its words, and the missing ones with their sentences."""
    parts: list[RenderableType] = [plain(_head(found), "bold")]
    if found.shown:
        shown = table(("shown", "left"), ("asked", "right"), ("in your words", "left"))
        for one in found.shown:
            shown.add_row(
                plain(one.asked.skill), Text(_times(one.asked, found)), _around(one.line, one.words)
            )
        parts.append(shown)
    if found.missing:
        missing = table(("missing", "left"), ("asked", "right"), ("in its words", "left"))
        for asked in found.missing:
            missing.add_row(
                plain(asked.skill), Text(_times(asked, found)), _around(asked.sentence, asked.skill)
            )
        parts += [Text(""), missing] if found.shown else [missing]
    if not found.shown and not found.missing:
        parts.append(Text("It mentions no known skill.", "dim"))
    return Group(*parts)


def _head(found: GapReport) -> str:
    of = f"{found.title} ({found.of})" if found.of != found.title else found.title
    return (
        of
        if found.posts == 1
        else f"{of}, {count(found.posts, 'post')}"
        if found.posts
        else f"{of}, as described"
    )


def _times(asked: Asked, found: GapReport) -> str:
    return (
        f"{asked.share:.0%}"
        if found.posts > 1 and asked.share is not None
        else f"{asked.times}\N{MULTIPLICATION SIGN}"
    )


def _around(sentence: str, words: str) -> Text:
    """Return the sentence, shortened if necessary to the part around `words`."""
    place = max(0, sentence.casefold().find(words.casefold()))
    begin = max(0, min(place - _LONGEST // 2, len(sentence) - _LONGEST))
    cut = sentence[begin : begin + _LONGEST]
    return plain(f"{'… ' if begin else ''}{cut}{' …' if begin + _LONGEST < len(sentence) else ''}", "dim")
