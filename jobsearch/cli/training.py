"""The report of a training."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import count, plain
from jobsearch.learning.classifier import ClassReport, Evaluation
from jobsearch.services.train import TrainingReport

_CHANCE = 1.5
_HARDLY_BETTER = Text("That is hardly better than chance yet: label more before you trust it.\n", "yellow")


def report(result: TrainingReport) -> RenderableType:
    """Return what was learned, how well it ranks unseen posts, and what speaks for and against a post."""
    waiting = f"; {result.waiting} more wait for posts that are not stored" if result.waiting else ""
    parts: list[RenderableType] = [
        Text(f"Learned from {result.yes} yes and {result.no} no{waiting}."),
        *(_evaluation(result.evaluation) if result.evaluation else [_not_evaluated(result)]),
        _words("Speaks for a post:    ", result.words_for, "green"),
        _words("Speaks against a post:", result.words_against, "red"),
        Text(
            f"{count(result.scored, 'post')} scored, {result.recommended} open ones reach the cut of "
            f"{result.cut:.0%}; run recommend to read them."
        ),
    ]
    return Group(*parts)


def _evaluation(evaluation: Evaluation) -> list[RenderableType]:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("")
    for name in ("precision", "recall", "f1-score", "support"):
        table.add_column(name, justify="right")
    _add(table, "not interested", evaluation.not_interested)
    _add(table, "interested", evaluation.interested)
    support = evaluation.not_interested.support + evaluation.interested.support
    table.add_row("accuracy", "", "", f"{evaluation.accuracy:.2f}", str(support))
    return [
        Text(f"\nOn labeled posts it had not seen ({evaluation.folds}-fold cross-validation):\n"),
        table,
        Text("The cut between the two was chosen on these posts, so expect a little less.", "dim"),
        Text(
            f"\nAverage precision {evaluation.average_precision:.2f} (a random order: "
            f"{evaluation.base_rate:.2f}); {evaluation.precision_at_10:.0%} of the first 10 are wanted.\n"
        ),
        *([_HARDLY_BETTER] if evaluation.average_precision < _CHANCE * evaluation.base_rate else []),
    ]


def _add(table: Table, name: str, row: ClassReport) -> None:
    table.add_row(name, f"{row.precision:.2f}", f"{row.recall:.2f}", f"{row.f1:.2f}", str(row.support))


def _not_evaluated(result: TrainingReport) -> Text:
    missing = [
        f"{number} more {kind}"
        for number, kind in ((result.more_yes, "yes"), (result.more_no, "no"))
        if number
    ]
    return Text(f"It cannot be evaluated yet: that takes {' and '.join(missing)}.", "yellow")


def _words(title: str, words: tuple[str, ...], style: str) -> Text:
    return Text.assemble(title, " ", plain(", ".join(words) or "nothing yet", style))
