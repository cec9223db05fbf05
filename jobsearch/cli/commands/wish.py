"""The `wish` commands, which manage the description of the wanted job."""

from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Panel, experience, settings_of

TextOrJson = Annotated[
    Literal["text", "json"], typer.Option("--output", "-o", help="Output format; json includes every field.")
]


def register(app: typer.Typer) -> None:
    """Add this group of commands to the program."""
    group = typer.Typer(
        help="Describe the job you want in words or with a résumé, for use in ranking and training.",
        epilog="Example: jobsearch wish set 'python backend, remote europe, no crypto'; jobsearch recommend",
        no_args_is_help=True,
    )
    group.command("show", epilog="Example: jobsearch wish show")(show)
    group.command("set", epilog="Example: jobsearch wish set 'nurse educator, no night shifts'")(keep)
    group.command("clear", epilog="Example: jobsearch wish clear")(clear)
    app.add_typer(group, name="wish", rich_help_panel=Panel.EVERY_DAY)


def show(context: typer.Context, output: TextOrJson = "text") -> None:
    """Show your description of the job you want, and which parts are treated as exclusions."""
    from jobsearch.cli.tables.wish import print_wish
    from jobsearch.services.wish import show as shown

    print_wish(shown(settings_of(context)), output)


def keep(
    context: typer.Context,
    wish: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE|-", help="A line or two of text, or a résumé as a text or PDF file."
        ),
    ],
) -> None:
    """Save a description of the job you want, or your résumé; saving one does not replace the other."""
    from jobsearch.cli.tables.wish import say_kept
    from jobsearch.services.wish import keep as kept

    say_kept(kept(settings_of(context), experience(wish, "TEXT|FILE|-")))


def clear(context: typer.Context) -> None:
    """Erase your description and résumé from the store's files; your backups still contain them."""
    from jobsearch.cli.console import say
    from jobsearch.cli.tables.wish import say_left_in_log
    from jobsearch.services.wish import clear as cleared

    done = cleared(settings_of(context))
    say(
        "Your description was deleted; `train` will no longer use it."
        if done.there_was
        else "There was nothing to delete."
    )
    say_left_in_log(log_erased=done.log_erased)
