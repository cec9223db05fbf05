"""The commands that act on individual posts."""

import sys
from datetime import UTC, datetime
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Key, Panel, settings_of


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command(
        epilog="Example: jobsearch add https://www.example.com/jobs/4711", rich_help_panel=Panel.POSTS
    )(add)
    app.command(
        epilog="Example, the three best: jobsearch check $(jobsearch recommend -n 3 -o keys)",
        rich_help_panel=Panel.POSTS,
    )(check)
    app.command(epilog="Example: jobsearch show remoteok:1059249", rich_help_panel=Panel.POSTS)(show)
    app.command(
        "open",
        epilog="Example, the three best: jobsearch open $(jobsearch recommend -n 3 -o keys)",
        rich_help_panel=Panel.POSTS,
    )(open_)


def add(
    context: typer.Context,
    page: Annotated[
        str,
        typer.Argument(metavar="URL|FILE", help="The post's web address, or a saved copy of its page."),
    ],
    title: Annotated[str, typer.Option("--title", help="The job title, if the page does not state it.")] = "",
    company: Annotated[str, typer.Option("--company", help="The employer.")] = "",
    output: Annotated[
        Literal["line", "json"], typer.Option("--output", "-o", help="Output format; use json in scripts.")
    ] = "line",
) -> None:
    """Add a post from any website."""
    from dataclasses import asdict

    from jobsearch.cli.console import complain, plain, say, write
    from jobsearch.errors import PageWithoutPost
    from jobsearch.presentation.data import to_json
    from jobsearch.presentation.outcomes import added_post_sentence
    from jobsearch.services.posts.adding import add as store

    settings = settings_of(context)
    try:
        added = store(settings, page, title=title, company=company)
    except PageWithoutPost as error:
        if not sys.stdin.isatty():
            raise
        title = title or typer.prompt("Title", default=plain(error.title).plain or None, err=True)
        company = company or typer.prompt("Company", default=plain(error.company).plain or None, err=True)
        added = store(settings, page, title=title, company=company)
    for sentence in added.warnings:
        complain(sentence)
    if output == "json":
        write(to_json(asdict(added)))
    else:
        say(added_post_sentence(added))


def check(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="Post keys, such as remoteok:1059249.")],
    output: Annotated[
        Literal["table", "json"], typer.Option("--output", "-o", help="Output format; use json in scripts.")
    ] = "table",
) -> None:
    """Check the web pages of posts to see whether the jobs are still open."""
    from dataclasses import asdict

    from jobsearch.cli.console import say, write
    from jobsearch.presentation.data import to_json
    from jobsearch.presentation.outcomes import checked_sentence
    from jobsearch.services.posts.checking import check as ask

    found = ask(settings_of(context), keys)
    if output == "json":
        write(to_json([asdict(one) for one in found]))
    else:
        for one in found:
            say(checked_sentence(one))


def show(
    context: typer.Context,
    key: Key,
    output: Annotated[
        Literal["text", "json"], typer.Option("--output", "-o", help="Output format; use json in scripts.")
    ] = "text",
) -> None:
    """Show one post in full, with the model's assessment and reasons."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables.post import full_post
    from jobsearch.presentation.data import post_to_json
    from jobsearch.services.posts.full import show as find
    from jobsearch.services.wish import kept

    settings = settings_of(context)
    shown, gap = find(settings, key), None
    if kept(settings).resume:
        from jobsearch.services.gap import beside

        gap = beside(settings, shown)
    if output == "json":
        write(post_to_json(shown, gap))
    else:
        out().print(full_post(shown, datetime.now(UTC), gap))


def open_(
    context: typer.Context,
    keys: Annotated[list[str], typer.Argument(metavar="KEY...", help="Post keys, such as remoteok:1059249.")],
) -> None:
    """Open the web pages of posts in your browser."""
    from jobsearch.cli.screens.browser import open_page
    from jobsearch.services.posts.full import show as find

    for post in [find(settings_of(context), key).post for key in keys]:
        open_page(post.url)
