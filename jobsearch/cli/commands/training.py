"""The command that learns."""

import typer

from jobsearch.cli.options import Panel, ReportOrJson, settings_of


def register(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command(epilog="Example: jobsearch train && jobsearch recommend", rich_help_panel=Panel.EVERY_DAY)(
        train
    )


def train(
    context: typer.Context,
    output: ReportOrJson = "report",
) -> None:
    """Learn from your labels, report how well that went, and score every post."""
    from jobsearch.cli.console import print_report, working

    with working("Waking scikit-learn") as progress:
        from jobsearch.cli.tables.training import report
        from jobsearch.services.training.train import train as learn

        result = learn(settings_of(context), progress)
    print_report(result, output, report)
