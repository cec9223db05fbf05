"""The demo's story: what each step did, the table, and what to run next."""

from datetime import UTC, datetime

from rich.text import Text

from jobsearch.cli.console import out
from jobsearch.cli.tables.posts import print_listing
from jobsearch.presentation.causes import left_out_sentence
from jobsearch.presentation.outcomes import count, fetch_sentence
from jobsearch.services.instance.demo import DemoResult


def show_demo(result: DemoResult) -> None:
    """Print the demo on stdout."""
    console = out()
    trained = result.trained
    console.print(Text(f"fetch-new   {fetch_sentence(result.fetched)} (fictional posts)"))
    if result.wish:
        console.print(Text(f"wish        {result.wish}"))
    console.print(Text(f"label       {count(result.labeled.rows, 'answer')} of an invented {result.who}"))
    console.print(Text(f"train       learned from {trained.yes} yes and {trained.no} no"))
    console.print(Text(f"recommend   {result.recommended.open_posts} open posts, the best first\n"))
    print_listing(result.recommended.posts, console, datetime.now(UTC))
    console.print(Text(left_out_sentence(result.recommended)))
    console.print(
        Text(
            "\nNow with real posts: fetch-new collects them, and label asks you about them.\n"
            "Then train learns from your answers, and recommend lists what you would want to read."
        )
    )
