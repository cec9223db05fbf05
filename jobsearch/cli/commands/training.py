"""The `train` command."""

import gc

import typer

from jobsearch.cli.options import Panel, ReportOrPicture, settings_of


def register(app: typer.Typer) -> None:
    """Add this command to the program."""
    app.command(epilog="Example: jobsearch train && jobsearch recommend", rich_help_panel=Panel.EVERY_DAY)(
        train
    )


def train(
    context: typer.Context,
    output: ReportOrPicture = "report",
) -> None:
    """Learn from your labels, evaluate the result, and score every post."""
    from jobsearch.cli.console import print_report, working, write

    with working("Loading scikit-learn") as progress:
        gc.disable()  # a training leaves little garbage, and looking for it would take a tenth of a second
        from jobsearch.cli.tables.training import report
        from jobsearch.services.training.train import train as learn

        result = learn(settings_of(context), progress)
    if output == "svg":
        from jobsearch.presentation.charts.of_training import of_learned
        from jobsearch.presentation.charts.svg import standalone
        from jobsearch.services.training.learned import learned

        write(standalone(of_learned(learned(settings_of(context)))))
    else:
        print_report(result, output, report)
