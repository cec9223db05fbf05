"""The posts excluded from a list, grouped by cause, with the words that led to their exclusion."""

from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from rich.console import Console
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.cli.tables.columns import score_bar
from jobsearch.domain.listing import ListedPost
from jobsearch.presentation.causes import cause_phrase
from jobsearch.services.recommend.left_out import LeftOut

_INDENT = 4
_LINES_AT_ONCE = 500  # as in a listing


def print_left_out(explained: Sequence[LeftOut], console: Console) -> None:
    """Print a heading for each cause, followed by its posts; only addresses may exceed the console width."""
    lines = _lines(explained, console)
    while batch := list(islice(lines, _LINES_AT_ONCE)):
        console.print(*batch, sep="\n", soft_wrap=True)


def _lines(explained: Sequence[LeftOut], console: Console) -> Iterator[Text]:
    for cause, group in groupby(explained, key=lambda one: one.cause):
        posts = list(group)
        yield plain(f"{len(posts):,} {cause_phrase(cause, len(posts))}:", "bold")
        for one in posts:
            yield from _folded(_facts(one.post), console, 0)
            if one.words:
                yield from _folded(plain(f"\u201c{one.words}\u201d", "yellow"), console, _INDENT)
            yield from _key_and_address(one.post, console)
    if explained:
        names = ", ".join(sorted({one.post.source_name for one in explained}))
        yield plain(f"Source: {names}", "dim")


def _facts(post: ListedPost) -> Text:
    facts = " \u00b7 ".join(filter(None, (post.title, post.company, post.location)))
    return Text("  ").join(part for part in (score_bar(post.score), plain(facts)) if part)


def _key_and_address(post: ListedPost, console: Console) -> Iterator[Text]:
    """Yield the key and the address on one or two unwrapped lines, as in print_listing."""
    together = plain(f"{post.key}   {post.url}", "dim")
    fits = together.cell_len <= console.width - _INDENT
    for line in (together,) if fits else (plain(post.key, "dim"), plain(post.url, "dim")):
        yield Text(" " * _INDENT).append_text(line)


def _folded(line: Text, console: Console, indent: int) -> Iterator[Text]:
    for part in line.wrap(console, console.width - indent, overflow="fold"):
        part.rstrip()
        yield Text(" " * indent).append_text(part)
