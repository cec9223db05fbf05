"""The label commands: label posts interactively, and set, import, and export labels."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Key, Panel, experience, settings_of
from jobsearch.domain.answers import LabelSetting


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    group = typer.Typer(
        help="Import, export, or set labels directly.",
        epilog="Example: jobsearch labels export labels.csv",
        no_args_is_help=True,
    )
    app.command(
        epilog='Example: jobsearch label --like "python backend, remote europe"',
        rich_help_panel=Panel.EVERY_DAY,
    )(label)
    group.command("import", epilog="Example: jobsearch labels import labels.csv")(labels_import)
    group.command("export", epilog="Example: jobsearch labels export labels.csv")(labels_export)
    group.command("set", epilog="Example: jobsearch labels set remoteok:1059249 yes")(labels_set)
    app.add_typer(group, name="labels", rich_help_panel=Panel.POSTS)


def label(
    context: typer.Context,
    order: Annotated[
        Literal["smart", "newest", "oldest", "random"],
        typer.Option(
            metavar="ORDER",
            help="The order of posts: newest, oldest, random, or smart (most informative answers first).",
        ),
    ] = "smart",
    like: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT|FILE",
            help="A description or résumé (PDF, DOCX, text, ...); similar posts come first.",
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Review your earlier answers, likely mistakes first.")
    ] = False,
) -> None:
    """Label posts one by one with y or n; each answer is saved immediately."""
    from jobsearch.cli.screens.label import ask
    from jobsearch.services.labels.session import Request

    if like is not None and (again or order != "smart"):
        raise typer.BadParameter("it requires new posts in smart order", param_hint="--like")
    ask(settings_of(context), Request(order, "" if like is None else experience(like), again))


def labels_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A CSV file, or - for standard input.")],
) -> None:
    """Import labels from CSV (key,label[,labeled_at[,applied_at]]); an invalid row cancels the import."""
    from jobsearch.cli.console import say
    from jobsearch.files.saved import name, read_text
    from jobsearch.presentation.outcomes import import_sentence
    from jobsearch.services.labels.transfer import import_labels

    say(import_sentence(import_labels(settings_of(context), read_text(file), name(file))))


def labels_export(
    context: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The file to write (default: stdout).")
    ] = None,
) -> None:
    """Export all labels as CSV, for use with `labels import`."""
    from jobsearch.cli.console import complain, write
    from jobsearch.files.saved import replace_text
    from jobsearch.presentation.outcomes import export_warnings
    from jobsearch.services.labels.transfer import export

    exported = export(settings_of(context))
    if file is None or file == Path("-"):
        write(exported.text)
    else:
        replace_text(file, exported.text)
    for sentence in export_warnings(exported):
        complain(sentence)


def labels_set(
    context: typer.Context,
    key: Key,
    setting: Annotated[
        LabelSetting,
        typer.Argument(
            metavar="LABEL",
            help="The label: yes, no, unsure, or applied (a strong yes with a date); clear removes the "
            "label.",
        ),
    ],
) -> None:
    """Label one post, even if it is not stored."""
    from jobsearch.cli.console import say
    from jobsearch.presentation.outcomes import set_sentence
    from jobsearch.services.labels.transfer import set_label

    say(set_sentence(set_label(settings_of(context), key, setting), setting))
