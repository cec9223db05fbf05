"""The training report."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jobsearch.cli.console import plain
from jobsearch.cli.tables.careers import learned_sentence
from jobsearch.learning.calibration import Bin
from jobsearch.learning.evaluation import TOP, ClassReport, Evaluation, Ranking
from jobsearch.learning.gains import Gain
from jobsearch.presentation.labeling import bars
from jobsearch.presentation.outcomes import count
from jobsearch.presentation.time import local
from jobsearch.presentation.training import answers, rests_on
from jobsearch.services.training.train import Change, TrainingReport

_BARS = 20
_FINE = 100  # parts of a post, because gains are means over orderings


def report(result: TrainingReport) -> RenderableType:
    """Return a report of the training data, the ranking quality, and the words for and against a post."""
    parts: list[RenderableType] = [
        Text(_learned(result)),
        *([Text(_changed(result.change), "dim")] if result.change else []),
        *(_evaluation(result.evaluation) if result.evaluation else [_not_evaluated(result)]),
        *([] if result.wish_share is None else [Text(f"{rests_on(result.wish_share)}\n")]),
        _words("Speaks for a post:    ", result.words_for, "green"),
        _words("Speaks against a post:", result.words_against, "red"),
        Text(
            f"\n{count(result.scored, 'post')} scored; {_recommended(result.recommended)} the threshold of "
            f"{result.cut:.1%}."
        ),
        *([Text(learned_sentence(result.careers))] if result.careers else []),
        *(
            [plain(f"The career model was not trained: {result.careers_failure}")]
            if result.careers_failure
            else []
        ),
        *([plain(result.model_unread, "red")] if result.model_unread else []),
        Text(result.next_step, "bold green"),
    ]
    return Group(*parts)


def _learned(result: TrainingReport) -> str:
    verb = "waits for a post that is" if result.waiting == 1 else "wait for posts that are"
    waiting = f"; {result.waiting} more {verb} not stored" if result.waiting else ""
    return f"Learned from {answers(result.yes, result.no, result.unsure)}{waiting}."


def _recommended(number: int) -> str:
    return "1 open post reaches" if number == 1 else f"{number:,} open posts reach"


def _changed(change: Change) -> str:
    precision = (
        "" if change.average_precision is None else f", average precision {change.average_precision:.2f}"
    )
    given = answers(change.yes, change.no, change.unsure)
    return f"Previously ({local(change.trained_at)}): {given}{precision}{_moved(change)}."


def _moved(change: Change) -> str:
    if not change.entered and not change.left:
        return ""
    verb = "reaches" if change.entered == 1 else "reach"
    stopped = "does" if change.left == 1 else "do"
    return (
        f"; {count(change.entered, 'open post')} newly {verb} the threshold, "
        f"{change.left} no longer {stopped}"
    )


def _evaluation(evaluation: Evaluation) -> list[RenderableType]:
    return [
        Text(f"\nOn labeled posts held out from training ({evaluation.folds}-fold cross-validation):\n"),
        _rankings(evaluation),
        *([_curves(evaluation.curve)] if evaluation.curve else []),
        Text(),
        _classes(evaluation),
        *([_reliability(evaluation.reliability)] if evaluation.reliability else []),
        Text(
            "The threshold was chosen on the same posts, so expect slightly worse results on new ones.\n",
            "dim",
        ),
    ]


def _rankings(evaluation: Evaluation) -> Table:
    table = _table("order", "average precision", "90% interval", "wanted in the top 10")
    for name, ranking in (("by taste", evaluation.ranking), ("newest first", evaluation.newest_first)):
        table.add_row(name, *_figures(ranking), _first_ten(ranking, evaluation))
    table.add_row("at random", f"{evaluation.chance:.2f}", "", "")
    return table


def _curves(curve: Sequence[Gain]) -> Text:
    """Return bars that show how soon each order reaches the wanted posts, from the first post to the last."""
    places = curve[:: -(-len(curve) // _BARS)]
    return Text.assemble(
        "\nWanted posts shown, from first to last:\n",
        *("by taste      ", (bars([round(_FINE * one.by_taste) for one in places]), "green"), "\n"),
        *("newest first  ", bars([round(_FINE * one.newest_first) for one in places])),
    )


def _figures(ranking: Ranking) -> tuple[str, str]:
    return f"{ranking.average_precision:.2f}", f"{ranking.low:.2f} to {ranking.high:.2f}"


def _first_ten(ranking: Ranking, evaluation: Evaluation) -> str:
    yes = evaluation.interested.support
    size = min(TOP, yes + evaluation.not_interested.support)
    wanted = f"{ranking.precision_at_10 * size:.1f}".removesuffix(".0")
    return f"{wanted} of {size}" + (f" ({yes} possible)" if yes < size else "")


def _classes(evaluation: Evaluation) -> Table:
    table = _table("kind", "precision", "recall", "f1-score", "support")
    for name, row in (("not interested", evaluation.not_interested), ("interested", evaluation.interested)):
        table.add_row(name, *_ratios(row), str(row.support))
    support = evaluation.not_interested.support + evaluation.interested.support
    table.add_row("accuracy", "", "", f"{evaluation.accuracy:.2f}", str(support))
    return table


def _reliability(bins: Iterable[Bin]) -> Table:
    table = _table("scores", "posts", "expected wanted", "wanted")
    for one in bins:
        table.add_row(
            f"{one.low:.0%} to {one.high:.0%}", str(one.posts), f"{one.expected:.0%}", f"{one.wanted:.0%}"
        )
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
    return Text(
        f"The model cannot be evaluated yet; an evaluation needs {' and '.join(missing)}.\n", "yellow"
    )


def _words(title: str, words: tuple[str, ...], style: str) -> Text:
    return Text.assemble(title, " ", plain(", ".join(words) or "nothing yet", style))
