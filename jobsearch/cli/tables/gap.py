"""A table that compares required skills with a résumé."""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.careers.gap import Asked, Shown
from jobsearch.cli.console import plain
from jobsearch.cli.tables.careers import table
from jobsearch.presentation.outcomes import count
from jobsearch.services.gap import GapReport

_LONGEST = 100  # characters of a sentence


def report(found: GapReport) -> RenderableType:
    """Return the skills that the résumé shows or suggests, with the words that do so, and all others."""
    tables = [
        _found("shown", found.shown, found),
        _found("suggested", found.suggested, found),
        _without("missing", found.missing, found),
        _without("check yourself", found.to_check, found),
    ]
    parts: list[RenderableType] = [plain(_head(found), "bold")]
    for one in tables:
        if one is not None:
            parts += [Text(""), one] if len(parts) > 1 else [one]
    if len(parts) == 1:
        parts.append(Text("No known skills are mentioned.", "dim"))
    return Group(*parts)


def _found(name: str, skills: Sequence[Shown], of: GapReport) -> Table | None:
    if not skills:
        return None
    found = table((name, "left"), ("asked", "right"), ("in your words", "left"))
    for one in skills:
        found.add_row(plain(one.asked.skill), Text(_times(one.asked, of)), _around(one.line, one.words))
    return found


def _without(name: str, skills: Sequence[Asked], of: GapReport) -> Table | None:
    if not skills:
        return None
    found = table((name, "left"), ("asked", "right"), ("in its words", "left"))
    for asked in skills:
        found.add_row(plain(asked.skill), Text(_times(asked, of)), _around(asked.sentence, asked.skill))
    return found


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
    """Return the sentence, truncated if necessary to the part around `words`."""
    place = max(0, sentence.casefold().find(words.casefold()))
    begin = max(0, min(place - _LONGEST // 2, len(sentence) - _LONGEST))
    cut = sentence[begin : begin + _LONGEST]
    return plain(f"{'… ' if begin else ''}{cut}{' …' if begin + _LONGEST < len(sentence) else ''}", "dim")
