"""The `applications` commands, which track applications and upcoming deadlines."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Key, Panel, ReportOrPicture, settings_of
from jobsearch.domain.application import SILENT_DAYS, Stage

Output = Annotated[
    Literal["table", "json"], typer.Option("--output", "-o", help="Output format; use json in scripts.")
]
Days = Annotated[
    int,
    typer.Option(
        "--days",
        metavar="N",
        min=1,
        max=365,
        help="The number of days without a reply until a follow-up is due.",
    ),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="WHEN",
        help='The date, such as today, yesterday, "mon 15:00", 2026-12-01, or "1 Dec".',
    ),
]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="A note to yourself.")]
Interview = Annotated[
    int | None,
    typer.Option("--interview", metavar="N", min=1, max=99, help="The interview round, such as 1 or 2."),
]


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    group = typer.Typer(invoke_without_command=True, help="Track your applications and their deadlines.")
    group.callback(epilog="Example: jobsearch applications set remoteok:1059249 interview --at 'mon 15:00'")(
        list_by_default
    )
    for name, command, example in (
        ("list", list_, "list --all -o json"),
        ("set", set_, 'set remoteok:1059249 interview --at "mon 15:00"'),
        ("note", note_, 'note remoteok:1059249 "Ask about the team"'),
        ("due", due, "due --days 10"),
        ("show", show, "show remoteok:1059249"),
        ("correct", correct, "correct remoteok:1059249 2 --at yesterday"),
        ("export", export, "export efforts.html"),
        ("import", import_, "import spreadsheet.csv"),
        ("calendar", calendar, "calendar applications.ics"),
        ("read", read, "read reply.eml"),
        ("stats", stats, "stats"),
    ):
        group.command(name, epilog=f"Example: jobsearch applications {example}")(command)
    app.add_typer(group, name="applications", rich_help_panel=Panel.EVERY_DAY)


def list_by_default(context: typer.Context) -> None:
    """List the open applications when no subcommand is given."""
    if context.invoked_subcommand is None:
        _list(context, "table", SILENT_DAYS, everything=False)


def list_(
    context: typer.Context,
    output: Output = "table",
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="Include closed applications (json always includes them).")
    ] = False,
    days: Days = SILENT_DAYS,
) -> None:
    """List the open applications by next due date, with the age of their last event."""
    _list(context, output, days, everything=everything or output == "json")


def _list(context: typer.Context, output: str, days: int, *, everything: bool) -> None:
    from jobsearch.services.applications.listing import list_applications

    found = list_applications(settings_of(context), everything=everything, days=days)
    _print(found, output, "No applications yet. Run `applications set KEY applied` to record one.")


def _print(found: object, output: str, none: str) -> None:
    from jobsearch.cli.console import out, say, write
    from jobsearch.presentation.data import to_json

    assert isinstance(found, tuple)  # noqa: S101 - as both services return it
    if output == "json":
        write(to_json([vars(one) for one in found]))
    elif found:
        from jobsearch.cli.tables.applications import print_applications

        print_applications(found, out(), datetime.now(UTC))
    else:
        say(none)


def set_(
    context: typer.Context,
    key: Key,
    stage: Annotated[
        Stage,
        typer.Argument(
            metavar="STAGE",
            help="The stage: saved, applied, acknowledged, screening, interview, task, offer, accepted, "
            "rejected, or withdrawn.",
        ),
    ],
    at: At = None,
    note: Note = "",
    interview: Interview = None,
) -> None:
    """Record the stage of an application, without changing its earlier events."""
    from jobsearch.cli.console import say
    from jobsearch.presentation.applications import recorded_sentence
    from jobsearch.services.applications.recording import set_stage

    recorded = set_stage(settings_of(context), key, stage, at=at, note=note, interview=interview)
    say(recorded_sentence(recorded))


def note_(
    context: typer.Context,
    key: Key,
    text: Annotated[str, typer.Argument(metavar="TEXT", help="The note, up to 20,000 characters.")],
) -> None:
    """Add a note to an application without changing its stage."""
    from jobsearch.cli.console import say
    from jobsearch.presentation.applications import recorded_sentence
    from jobsearch.services.applications.recording import add_note

    say(recorded_sentence(add_note(settings_of(context), key, text)))


def due(context: typer.Context, output: Output = "table", days: Days = SILENT_DAYS) -> None:
    """List upcoming interviews and deadlines, and follow-ups that are due."""
    from jobsearch.services.applications.listing import due_applications

    _print(due_applications(settings_of(context), days=days), output, "Nothing is due.")


def show(
    context: typer.Context,
    key: Key,
    output: Annotated[
        Literal["text", "json"], typer.Option("--output", "-o", help="Output format; use json in scripts.")
    ] = "text",
) -> None:
    """Show an application's history, and the post as it was when you applied."""
    from jobsearch.cli.console import out, write
    from jobsearch.presentation.data import to_json
    from jobsearch.services.applications.listing import show_application

    shown = show_application(settings_of(context), key)
    if output == "json":
        events = [asdict(event) for event in shown.events]
        write(to_json(asdict(shown.application) | {"events": events, "post": asdict(shown.post)}))
    else:
        from jobsearch.cli.tables.applications import application_in_full

        out().print(application_in_full(shown, datetime.now(UTC)))


def correct(
    context: typer.Context,
    key: Key,
    number: Annotated[
        int,
        typer.Argument(metavar="NUMBER", min=1, help="The event's number, as listed by `applications show`."),
    ],
    stage: Annotated[
        Stage | None, typer.Option("--stage", metavar="STAGE", help="The correct stage.")
    ] = None,
    at: At = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help="The new note.")] = None,
    interview: Interview = None,
    take_back: Annotated[bool, typer.Option("--take-back", help="Withdraw the event.")] = False,
) -> None:
    """Correct an event; the history keeps the original as well."""
    from jobsearch.cli.console import say
    from jobsearch.presentation.applications import recorded_sentence
    from jobsearch.services.applications.recording import Correction
    from jobsearch.services.applications.recording import correct as record

    correction = Correction(stage, at, note, interview, take_back)
    say(recorded_sentence(record(settings_of(context), key, number, correction)))


def export(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The file to write (default: stdout).")
    ] = None,
    output: Annotated[
        Literal["csv", "json", "markdown", "html"] | None,
        typer.Option(
            "--output",
            "-o",
            help="Output format (default: determined by the file's extension, otherwise csv).",
        ),
    ] = None,
) -> None:
    """Export every event as CSV or JSON, or a report for an employment office as Markdown or HTML."""
    from jobsearch.cli.console import write
    from jobsearch.files.saved import replace_text

    text = _exported(context, output or _form(file))
    if file is None or file == Path("-"):
        write(text)
    else:
        replace_text(file, text)


def _form(file: Path | None) -> str:
    endings = {".json": "json", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}
    return "csv" if file is None else endings.get(file.suffix.lower(), "csv")


def _exported(context: typer.Context, form: str) -> str:
    from jobsearch.presentation.data import to_json
    from jobsearch.services.applications.transfer import efforts, export_csv, export_rows

    settings = settings_of(context)
    if form == "csv":
        return export_csv(settings)
    if form == "json":
        return to_json(export_rows(settings))
    from jobsearch.presentation.efforts import to_html, to_markdown

    return (to_html if form == "html" else to_markdown)(efforts(settings), datetime.now(UTC))


def import_(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV or JSON file, or - for standard input.")
    ],
) -> None:
    """Import applications from a spreadsheet or an export; an invalid row cancels the whole import."""
    from jobsearch.cli.console import say
    from jobsearch.files.saved import name, read_text
    from jobsearch.presentation.applications import imported_sentences
    from jobsearch.services.applications.transfer import import_applications

    for sentence in imported_sentences(
        import_applications(settings_of(context), read_text(file), name(file))
    ):
        say(sentence)


def calendar(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The file to write, such as applications.ics, or - for stdout."),
    ],
    days: Days = SILENT_DAYS,
) -> None:
    """Export interviews and deadlines with alarms, and follow-ups as to-dos, for any calendar app."""
    from jobsearch.cli.console import write
    from jobsearch.files.saved import replace_text
    from jobsearch.presentation.calendar import to_ics
    from jobsearch.services.applications.planned import planned

    text = to_ics(planned(settings_of(context), days=days)).decode()
    if file == Path("-"):
        write(text)
    else:
        replace_text(file, text)


def read(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An .eml file or an mbox.")],
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="Record every match that is not marked unsure, without asking."),
    ] = False,
    output: Output = "table",
) -> None:
    """Suggest events based on employers' replies, and record the ones you confirm."""
    from jobsearch.cli.screens.replies import ask
    from jobsearch.services.applications.replies import read_replies

    ask(settings_of(context), read_replies(settings_of(context), file), yes=yes, output=output)


def stats(
    context: typer.Context,
    output: ReportOrPicture = "report",
) -> None:
    """Show statistics about your applications by week, stage, response time, board, and score."""
    from jobsearch.cli.console import print_report, write
    from jobsearch.cli.tables.application_stats import report
    from jobsearch.services.applications.stats import application_stats

    found = application_stats(settings_of(context))
    if output == "svg":
        from jobsearch.presentation.charts.of_applications import of_stats
        from jobsearch.presentation.charts.svg import standalone

        write(standalone(of_stats(found)))
    else:
        print_report(found, output, report)
