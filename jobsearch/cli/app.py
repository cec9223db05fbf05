"""The root of the command line, with its commands and global options.

Each command imports its service and renderer only when it runs, so that `--help` and `--version` do not load
heavy modules.
"""

import os
from pathlib import Path
from typing import Annotated

import typer

from jobsearch import __version__
from jobsearch.cli.commands import (
    agent,
    applications,
    careers,
    feed,
    guide,
    labels,
    notify,
    posts,
    recommend,
    schedule,
    serve,
    sources,
    training,
    wish,
)
from jobsearch.cli.commands import instance as about_instance
from jobsearch.cli.commands import start as first_run
from jobsearch.cli.options import FIRST, Commands
from jobsearch.settings import resolve

app = typer.Typer(
    cls=Commands,
    help="Learn from your answers which remote jobs you want, and rank the open ones for you.",
    epilog="To start, run `jobsearch demo`. Every day, run `jobsearch fetch-new`, `label`, `train`, "
    "and `recommend`. Add --help to any command to see an example.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _commands in (
    feed,
    sources,
    wish,
    labels,
    training,
    recommend,
    applications,
    posts,
    careers,
    about_instance,
    first_run,
    guide,
    notify,
    schedule,
    serve,
    agent,
):
    _commands.register(app)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - Typer hands a callback its value
    if wanted:
        typer.echo(f"jobsearch {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    instance: Annotated[
        str | None,
        typer.Option(
            metavar="DIR",
            help="The folder for your data (default: JOBSEARCH_INSTANCE, or instance/ beside main.py).",
        ),
    ] = None,
    _version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Resolve the settings once for all commands."""
    if instance == "":
        raise typer.BadParameter("the name of the folder is empty", param_hint="--instance")
    context.obj = resolve(Path(instance) if instance else None)
    context.meta[FIRST] = not os.path.exists(context.obj.store_path)  # noqa: PTH110 - Path's raises where it may not look
