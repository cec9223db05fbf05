"""The report of a training."""

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import count, local, plain
from jobsearch.learning.evaluation import ClassReport, Evaluation, Ranking
from jobsearch.services.train import Change, TrainingReport


def report(result: TrainingReport) -> RenderableType:
    """Return what was learned, how well it ranks unseen posts, and what speaks for and against a post."""
    parts: list[RenderableType] = [
        Text(_learned(result)),
        *([Text(_changed(result.change), "dim")] if result.change else []),
        *(_evaluation(result.evaluation) if result.evaluation else [_not_evaluated(result)]),
        _words("Speaks for a post:    ", result.words_for, "green"),
        _words("Speaks against a post:", result.words_against, "red"),
        Text(
            f"\n{count(result.scored, 'post')} scored, {result.recommended} open ones reach the cut of "
            f"{result.cut:.0%}."
        ),
        Text(result.next_step, "bold green"),
    ]
    return Group(*parts)


def _learned(result: TrainingReport) -> str:
    unsure = f" and {result.unsure} unsure" if result.unsure else ""
    waiting = f"; {result.waiting} more wait for posts that are not stored" if result.waiting else ""
    return f"Learned from {result.yes} yes and {result.no} no{unsure}{waiting}."


def _changed(change: Change) -> str:
    precision = (
        "" if change.average_precision is None else f", average precision {change.average_precision:.2f}"
    )
    return (
        f"Before ({local(change.trained_at)}): {change.yes} yes and {change.no} no{precision}; "
        f"{change.entered} open posts reach the cut now that did not, {change.left} no longer do."
    )


def _evaluation(evaluation: Evaluation) -> list[RenderableType]:
    return [
        Text(f"\nOn labeled posts it had not seen ({evaluation.folds}-fold cross-validation):\n"),
        _rankings(evaluation),
        Text(),
        _classes(evaluation),
        Text("The cut between the two was chosen on these posts, so expect a little less.\n", "dim"),
    ]


def _rankings(evaluation: Evaluation) -> Table:
    table = _table("order", "average precision", "90 % interval", "wanted in the first 10")
    for name, ranking in (("by taste", evaluation.ranking), ("newest first", evaluation.newest_first)):
        table.add_row(name, *_figures(ranking))
    table.add_row("at random", f"{evaluation.chance:.2f}", "", "")
    return table


def _figures(ranking: Ranking) -> tuple[str, str, str]:
    interval = f"{ranking.low:.2f} to {ranking.high:.2f}"
    return f"{ranking.average_precision:.2f}", interval, f"{ranking.precision_at_10:.0%}"


def _classes(evaluation: Evaluation) -> Table:
    table = _table("kind", "precision", "recall", "f1-score", "support")
    for name, row in (("not interested", evaluation.not_interested), ("interested", evaluation.interested)):
        table.add_row(name, *_ratios(row), str(row.support))
    support = evaluation.not_interested.support + evaluation.interested.support
    table.add_row("accuracy", "", "", f"{evaluation.accuracy:.2f}", str(support))
    return table


def _ratios(row: ClassReport) -> Iterable[str]:
    return (f"{ratio:.2f}" for ratio in (row.precision, row.recall, row.f1))


def _table(first: str, *others: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(first, style="bold")
    for name in others:
        table.add_column(name, justify="right")
    return table


def _not_evaluated(result: TrainingReport) -> Text:
    missing = [
        f"{number} more {kind}"
        for number, kind in ((result.more_yes, "yes"), (result.more_no, "no"))
        if number
    ]
    return Text(f"It cannot be evaluated yet: that takes {' and '.join(missing)}.\n", "yellow")


def _words(title: str, words: tuple[str, ...], style: str) -> Text:
    return Text.assemble(title, " ", plain(", ".join(words) or "nothing yet", style))
