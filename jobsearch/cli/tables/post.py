"""The full view of a post."""

from datetime import datetime
from typing import TYPE_CHECKING

from rich.console import Group, RenderableType
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.cli.tables.columns import reasons_line, score_bar
from jobsearch.presentation.outcomes import count
from jobsearch.presentation.pay import salary
from jobsearch.presentation.time import age, local
from jobsearch.services.posts.full import PostInFull
from jobsearch.text.characters import normalize_width, printable

if TYPE_CHECKING:  # heavy
    from jobsearch.careers.gap import Gap

_MOST_SKILLS = 12
_EMPHASES = {"strong": "bold", "em": "italic"}


def full_post(shown: PostInFull, now: datetime, gap: "Gap | None" = None) -> RenderableType:
    """Return everything known about a post: facts, score and reasons, the user's answer, and its text.

    If a résumé is saved, the required skills that it shows and lacks are included.
    """
    parts = [
        *heading(shown, now),
        *stated_lines(shown),
        *(gap_lines(gap) if gap else ()),
        Text(""),
        description(shown),
        Text(""),
        source_line(shown),
    ]
    if shown.same_job:
        parts.append(plain(f"Posts for the same job: {', '.join(shown.same_job)}", "dim"))
    return Group(*parts)


def heading(shown: PostInFull, now: datetime) -> list[Text]:
    """Return the nonempty header lines of a post."""
    post = shown.post
    lines = [
        plain(post.title, "bold"),
        plain(" · ".join(part for part in (post.company, post.location) if part)),
        plain(" · ".join(part for part in (salary(post), _posted(post.posted_at, now)) if part)),
        # The key has no style and is followed by a blank, so that people and programs can select it.
        Text.assemble(plain(post.key), " ", plain(post.url, "dim")),
        plain(f"closed {local(post.closed_at)}" if post.closed_at else "", "yellow"),
        _opinion(shown),
        plain(_answer(shown), "magenta"),
        # Keys of duplicates are omitted, so that programs can identify the current post by the only key.
        plain(
            f"{count(len(shown.same_job), 'more post')} for the same job" if shown.same_job else "", "magenta"
        ),
        plain(", ".join(post.tags), "italic"),
    ]
    return [line for line in lines if line]


def description(shown: PostInFull) -> Text:
    """Return a post's cleaned text with its paragraphs, lists, and emphasis."""
    if not shown.description:
        return Text("(no text)", "dim")
    text, end = Text(), 0
    for span in shown.emphasis:
        text.append(_lines(shown.description[end : span.start]))
        text.append(_lines(shown.description[span.start : span.end]), _EMPHASES[span.emphasis])
        end = span.end
    return text.append(_lines(shown.description[end:]))


def _lines(text: str) -> str:
    return normalize_width(printable(text)).replace("\t", " ")


def source_line(shown: PostInFull) -> Text:
    """Return a line naming the source, as its terms require, and any word that applicants should mention."""
    word = f" Mention the word {shown.trap_word} when you apply." if shown.trap_word else ""
    return plain(f"From {shown.post.source_name}.{word}", "dim")


def stated_lines(shown: PostInFull) -> list[Text]:
    """Return the stated facts, each with the original words, so that readers can notice extraction errors."""
    return [plain(f"{one.fact}: \u201c{one.words}\u201d", "yellow") for one in shown.stated]


def gap_lines(gap: "Gap") -> list[Text]:
    """Return the skills that the saved résumé shows, suggests, lacks, or does not mention, one line each."""
    lines = [
        ("Your résumé shows: ", [one.asked.skill for one in gap.shown], "green"),
        ("It suggests: ", [one.asked.skill for one in gap.suggested], ""),
        ("It does not show: ", [one.skill for one in gap.missing], "yellow"),
        ("It does not mention (check yourself): ", [one.skill for one in gap.to_check], ""),
    ]
    return [plain(f"{head}{', '.join(names[:_MOST_SKILLS])}", style) for head, names, style in lines if names]


def _posted(posted_at: datetime, now: datetime) -> str:
    return f"posted {local(posted_at)} ({age(posted_at, now)})"


def _opinion(shown: PostInFull) -> Text:
    if shown.post.score is None:
        return Text("")
    return Text.assemble(score_bar(shown.post.score), "  ", reasons_line(shown.post.reasons))


def _answer(shown: PostInFull) -> str:
    if shown.applied_at is not None:
        later = f", then answered {shown.label}" if shown.label != "yes" else ""
        return f"you applied {local(shown.applied_at)}{later}"
    return f"you answered {shown.label} {local(shown.labeled_at)}" if shown.labeled_at else ""
