"""The commands about the instance itself."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Panel, settings_of


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command(epilog="Example: jobsearch status --config", rich_help_panel=Panel.INSTANCE)(status)
    app.command(epilog="Example: jobsearch doctor --feed", rich_help_panel=Panel.INSTANCE)(doctor)
    app.command(epilog="Example: jobsearch backup ~/jobsearch-backup.db", rich_help_panel=Panel.INSTANCE)(
        backup
    )
    app.command(epilog="Example: jobsearch demo", rich_help_panel=Panel.LEARN)(demo)


def status(
    context: typer.Context,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="List the unusable posts in the feed, with the reasons.")
    ] = False,
    config: Annotated[
        bool, typer.Option("--config", help="List every setting, its value and where it comes from.")
    ] = False,
    output: Annotated[
        Literal["table", "json"], typer.Option("--output", "-o", help="json is for scripts.")
    ] = "table",
) -> None:
    """Show how things stand and what to do next."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables.status import configuration, rejections, standing
    from jobsearch.presentation.data import to_json
    from jobsearch.services.instance import status as service

    settings = settings_of(context)
    if config:
        said = service.configuration(settings)
        write(to_json([asdict(one) for one in said])) if output == "json" else out().print(
            configuration(said)
        )
        return
    if rejected:
        found = service.rejected(settings)
        write(to_json([asdict(one) for one in found])) if output == "json" else out().print(rejections(found))
        return
    stands = service.status(settings)
    write(to_json(asdict(stands))) if output == "json" else out().print(standing(stands))


def doctor(
    context: typer.Context,
    feed: Annotated[bool, typer.Option("--feed", help="Also ask every source; nothing is stored.")] = False,
    full: Annotated[bool, typer.Option("--full", help="Check all of a large store.")] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="First rebuild what can be rebuilt in the store.")
    ] = False,
    output: Annotated[
        Literal["table", "json"], typer.Option("--output", "-o", help="json is for monitoring.")
    ] = "table",
) -> None:
    """Check the instance, store, models, feed and packages; exit with 1 if anything is wrong."""
    from jobsearch.cli.console import out, say, write
    from jobsearch.cli.tables.doctor import health
    from jobsearch.presentation.data import to_json
    from jobsearch.presentation.outcomes import repair_sentence
    from jobsearch.services.instance.doctor import examine
    from jobsearch.services.instance.repair import repair as put_right

    if repair:
        say(repair_sentence(put_right(settings_of(context))))
    findings = examine(settings_of(context), ask_feed=feed, full=full)
    if output == "json":
        write(to_json([asdict(one) for one in findings]))
    else:
        out().print(health(findings))
    if not all(one.fine for one in findings):
        raise typer.Exit(1)


def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write.")],
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite an earlier copy.")] = False,
) -> None:
    """Copy the store, labels included; put it into another instance as jobposts.db to continue there."""
    from jobsearch.cli.console import say
    from jobsearch.presentation.outcomes import backup_sentence
    from jobsearch.services.instance.backup import back_up

    say(backup_sentence(back_up(settings_of(context), file, replace=replace)))


def demo() -> None:
    """See the whole loop on a bundled, fictional feed; nothing of yours is touched."""
    from jobsearch.cli.console import working

    with working("Fetching, labeling, training and recommending"):
        from jobsearch.cli.tables.demo import show_demo
        from jobsearch.services.instance.demo import demo as run

        result = run()
    show_demo(result)
