"""Titles, skills, and experiences as tables and sentences."""

from collections.abc import Iterable, Mapping, Sequence
from textwrap import shorten
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.files.corpus.faults import in_words
from jobsearch.presentation.charts import blocks
from jobsearch.presentation.outcomes import count
from jobsearch.services.careers import (
    CareersReport,
    FeedbackResult,
    KnownExperience,
    KnownTitle,
    SkillsOfTitle,
)

if TYPE_CHECKING:  # heavy
    from jobsearch.careers.fitting import Judgment

_AMONG = 5  # titles; every title of a smaller model is among the top five
_BAR = 20
_BEGINNING = 60  # characters of an experience, enough to recognize it


def report(result: CareersReport) -> RenderableType:
    """Return a report of the learned titles, the training data, and the accuracy on unseen posts."""
    lines = [
        Text(_learned(result)),
        Text(_left_out(result), "dim"),
        Text(_judged(result.judgment, len(result.titles))),
        Text.assemble("Titles: ", plain(", ".join(f"{one.title} {one.posts}" for one in result.titles))),
        Text(
            "Run `careers similar-jobs` with your experience, or `careers skills` with a title.", "bold green"
        ),
    ]
    return Group(*(line for line in lines if line))


def learned_sentence(result: CareersReport) -> str:
    """Return a line about a career training that ran as part of another training."""
    return f"Careers: {_learned(result)}"


def rest_line(probabilities: Sequence[float]) -> list[Text]:
    """Return a line about the titles that are not listed, or no line if all are listed."""
    if not probabilities:
        return []
    return [
        Text(f"{count(len(probabilities), 'other title')} with a total of {sum(probabilities):.1%}", "dim")
    ]


def skills(found: SkillsOfTitle, *, by_year: bool = False) -> RenderableType:
    """Return the skills for a title, most distinctive first, with the share of posts that mention each."""
    years = list(found.by_year) if by_year else []
    side = "right" if years else "left"
    rows = table(("of posts", side), *((str(year), "right") for year in years), ("skill", "left"))
    for skill in found.skills:
        shares = [Text(f"{skill.by_year[year]:.0%}") for year in years]
        every = Text(f"{skill.share:.0%}") if years else bar(skill.share)  # bars leave no space for years
        rows.add_row(every, *shares, plain(skill.phrase))
    head = plain(
        f"{found.title}, {count(found.posts, 'post')}{_years(found.by_year) if years else ''}", "bold"
    )
    asked = plain(f"(you asked for: {found.asked})", "dim")
    parts: list[RenderableType] = [] if found.title == found.asked.casefold() else [asked]
    if not found.posts:
        return Group(
            *parts,
            head,
            Text(
                "This title was learned only from your work experience; skills are learned only from posts.",
                "dim",
            ),
        )
    return Group(*parts, head, rows)


def titles(found: Iterable[KnownTitle]) -> RenderableType:
    """Return the learned titles, one per line, each with its number of posts."""
    rows = table(("posts", "right"), ("title", "left"))
    for one in found:
        rows.add_row(Text(f"{one.posts:,}"), plain(one.title))
    return rows


def experiences(found: Iterable[KnownExperience]) -> RenderableType:
    """Return the work experience saved with `careers feedback`, one numbered entry per line."""
    rows = table(("number", "right"), ("title", "left"), ("experience", "left"))
    for one in found:
        rows.add_row(Text(str(one.number)), plain(one.title), plain(shorten(one.text, _BEGINNING)))
    return rows


def feedback_sentence(result: FeedbackResult) -> str:
    """Return a sentence about the result of saving a work experience entry."""
    if not result.new:
        return f"{result.title}: already stored"
    if result.learned is None and result.known:
        nearest = (
            f"; the most similar learned titles are {', '.join(result.nearest)}" if result.nearest else ""
        )
        return (
            f"{result.title}: stored, but the title is not learned yet; it will be "
            f"once it has {result.needed} posts or work experience entries{nearest}"
        )
    counts = f"{result.title}: stored for the next `careers train`"
    return counts if result.learned in {None, result.title} else f"{counts} as {result.learned}"


def bar(share: float) -> Text:
    """Return a share from 0 to 1 as a bar and a percentage."""
    return Text.assemble((blocks.bar(share, _BAR).ljust(_BAR), "green"), f" {share:6.1%}")


def _years(posts: Mapping[int, int]) -> str:
    return f": {', '.join(f'{number:,} of {year}' for year, number in posts.items())}"


def _learned(result: CareersReport) -> str:
    said = f" and {count(result.experiences, 'experience')}" if result.experiences else ""
    return f"Learned {count(len(result.titles), 'title')} from {count(result.posts, 'post')}{said}."


def _judged(judged: "Judgment", titles: int) -> str:
    begun = f"On unseen posts, the correct title ranked first for {judged.first:.0%}"
    loss = f"(log loss {judged.log_loss:.2f})"
    if titles <= _AMONG:
        return f"{begun} {loss}; it knows only {count(titles, 'title')}."
    return f"{begun} and in the top five for {judged.among_five:.0%} {loss}."


def _left_out(result: CareersReport) -> str:
    parts = []
    if result.folded:
        parts.append(f"{count(result.folded, 'post')} with a rarer title assigned to a more general one")
    if result.dropped:
        titles = count(result.dropped_titles, "rare title")
        parts.append(f"left out: {count(result.dropped, 'post')} of {titles}")
    if result.repeated:
        parts.append(f"{count(result.repeated, 'repeated text')}")
    parts += in_words(result.faults)
    sentence = "; ".join(parts)
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def table(*columns: tuple[str, str]) -> Table:
    """Return an empty table without borders, given the name and alignment of each column."""
    empty = Table(box=None, padding=(0, 2, 0, 0))
    for name, side in columns:
        empty.add_column(name, justify=side, overflow="fold")  # type: ignore[arg-type] # a literal
    return empty
