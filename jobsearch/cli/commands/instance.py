"""The commands that manage the instance itself."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Panel, settings_of
from jobsearch.settings import Settings


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command(epilog="Example: jobsearch status --config", rich_help_panel=Panel.INSTANCE)(status)
    app.command(epilog="Example: jobsearch doctor --feed", rich_help_panel=Panel.INSTANCE)(doctor)
    app.command(epilog="Example: jobsearch backup ~/jobsearch-backup.db", rich_help_panel=Panel.INSTANCE)(
        backup
    )
    app.command(epilog="Example: jobsearch demo --profession nurse", rich_help_panel=Panel.LEARN)(demo)


def status(
    context: typer.Context,
    rejected: Annotated[
        bool, typer.Option("--rejected", help="List the rejected posts with the reasons.")
    ] = False,
    config: Annotated[
        bool, typer.Option("--config", help="List every setting with its value and origin.")
    ] = False,
    output: Annotated[
        Literal["table", "json", "svg"],
        typer.Option("--output", "-o", help="Output format; use json in scripts and svg for the charts."),
    ] = "table",
) -> None:
    """Show the current status and the next step."""
    from jobsearch.cli.console import out, write
    from jobsearch.cli.tables.status import configuration, rejections, standing
    from jobsearch.presentation.data import to_json
    from jobsearch.services.instance import status as service

    settings = settings_of(context)
    if output == "svg":
        _draw(settings, is_listing=config or rejected)
        return
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


def _draw(settings: Settings, *, is_listing: bool) -> None:
    from datetime import datetime

    from jobsearch.cli.console import write
    from jobsearch.presentation.charts.of_status import new_a_day
    from jobsearch.presentation.charts.of_training import of_learned
    from jobsearch.presentation.charts.svg import standalone
    from jobsearch.services.instance.status import status as how_it_stands
    from jobsearch.services.training.learned import learned

    if is_listing:
        raise typer.BadParameter("lists cannot be drawn as svg", param_hint="--output")
    today = datetime.now().astimezone().date()
    counts = how_it_stands(settings).feed.new_a_day
    write(standalone([new_a_day(counts, today), *of_learned(learned(settings))]))


def doctor(
    context: typer.Context,
    feed: Annotated[
        bool, typer.Option("--feed", help="Also query every source, without storing anything.")
    ] = False,
    full: Annotated[bool, typer.Option("--full", help="Check every post, even in a large store.")] = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="First repair damaged parts of the store, if possible.")
    ] = False,
    output: Annotated[
        Literal["table", "json"],
        typer.Option("--output", "-o", help="Output format; use json for monitoring."),
    ] = "table",
) -> None:
    """Check the instance, store, models, feed, and packages; exit with status 1 if there is a problem."""
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
    replace: Annotated[bool, typer.Option("--replace", help="Overwrite an existing backup.")] = False,
) -> None:
    """Back up the store, including labels.

    To restore a backup, copy it into the instance folder as jobposts.db.
    """
    from jobsearch.cli.console import say
    from jobsearch.presentation.outcomes import backup_sentence
    from jobsearch.services.instance.backup import back_up

    say(backup_sentence(back_up(settings_of(context), file, replace=replace)))


def demo(
    profession: Annotated[
        Literal["accountant", "designer", "engineer", "nurse", "teacher"] | None,
        typer.Option("--profession", help="Use posts from five professions, ranked for this one."),
    ] = None,
) -> None:
    """Demonstrate every step with fictional posts, without touching your data."""
    from jobsearch.cli.console import working

    with working("Fetching, labeling, training and recommending"):
        from jobsearch.cli.tables.demo import show_demo
        from jobsearch.services.instance.demo import demo as run

        result = run(profession=profession or "")
    show_demo(result)
