"""The output of the demo: the result of each step, the list, and the next commands."""

from datetime import UTC, datetime

from rich.text import Text

from jobsearch.cli.console import out
from jobsearch.cli.tables.posts import print_listing
from jobsearch.presentation.causes import left_out_sentence
from jobsearch.presentation.outcomes import count, fetch_sentence
from jobsearch.services.instance.demo import DemoResult


def show_demo(result: DemoResult) -> None:
    """Print the results of the demo to stdout."""
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
            "\nTo use real posts, run `fetch-new` to collect them and `label` to answer yes or no to each.\n"
            "Then run `train` to learn from your answers, and `recommend` to list the best matches."
        )
    )
