"""Recommendations on stdout, and what was left out on stderr."""

from datetime import UTC, datetime

from jobsearch.cli import formats
from jobsearch.cli.console import complain, out, say, write
from jobsearch.cli.listing import listing
from jobsearch.cli.options import ListFormat
from jobsearch.services.recommend import LeftOut, Recommendations


def render(result: Recommendations, output: ListFormat) -> None:
    """Print the list in the form asked for."""
    match output:
        case ListFormat.JSON:
            write(formats.posts_to_json(result.posts))
        case ListFormat.CSV:
            write(formats.posts_to_csv(result.posts))
        case ListFormat.TABLE:
            _print_table(result)
    if result.outdated:
        complain("Your labels changed since the model was trained: run train.")
    if not result.trained:
        complain("There is no model yet, so the newest come first: run label, then train.")


def left_out_sentence(left_out: LeftOut) -> str:
    """Return how many open posts are not listed and why, "" for none."""
    causes = [
        (left_out.unseen_for_long, "not seen in the feed for 30 days"),
        (left_out.posted_earlier, "posted earlier"),
        (left_out.reposts, "reposts"),
        (left_out.shown_before, "shown before"),
        (left_out.unscored, "without a score until train runs again"),
        (left_out.below_the_cut, "below the cut"),
        (left_out.beyond_the_limit, "further down the list"),
    ]
    parts = [f"{number:,} {cause}" for number, cause in causes if number]
    return f"Left out: {', '.join(parts)}; --all shows every open post." if parts else ""


def _print_table(result: Recommendations) -> None:
    console = out()
    if result.posts:
        console.print(listing(result.posts, console.width, datetime.now(UTC)))
    else:
        say("Nothing to recommend.")
    if sentence := left_out_sentence(result.left_out):
        say(sentence, "dim")
