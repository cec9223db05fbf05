"""The commands about labels: asked one by one, set, imported and exported."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from jobsearch.cli.options import Key, Panel, experience, settings_of
from jobsearch.domain.answers import LabelSetting


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    group = typer.Typer(
        help="Import, export or set labels without being asked.",
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
            help="Which posts come first: newest, oldest, random, or smart: where an answer teaches most.",
        ),
    ] = "smart",
    like: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT|FILE",
            help="What you are looking for, or a résumé (PDF, DOCX, text, ...): posts like it come first.",
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Go through your earlier answers, likely slips first.")
    ] = False,
) -> None:
    """Answer y or n, key by key; every answer is stored at once."""
    from jobsearch.cli.screens.label import ask
    from jobsearch.services.labels.session import Request

    if like is not None and (again or order != "smart"):
        raise typer.BadParameter("it goes with the smart order of new posts only", param_hint="--like")
    ask(settings_of(context), Request(order, "" if like is None else experience(like), again))


def labels_import(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, or - for standard input.")],
) -> None:
    """Import labels from a CSV file with key,label[,labeled_at[,applied_at]]: all rows or none."""
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
    """Export every label as CSV that labels import can read."""
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
            help="yes, no, unsure, applied (a strong yes with its date), or clear: takes the label back.",
        ),
    ],
) -> None:
    """Label one post, stored or not."""
    from jobsearch.cli.console import say
    from jobsearch.presentation.outcomes import set_sentence
    from jobsearch.services.labels.transfer import set_label

    say(set_sentence(set_label(settings_of(context), key, setting), setting))
