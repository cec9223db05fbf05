"""The progress of labeling, in words and as a small bar chart."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jobsearch.learning.unseen import FEWEST_ANSWERS, FEWEST_WANTED
from jobsearch.presentation.outcomes import count

if TYPE_CHECKING:
    from jobsearch.learning.unseen import Unseen
    from jobsearch.services.labels.session import Expectation, Learning, Progress, Question
    from jobsearch.services.labels.standing import Standing

_MOTIVES: Mapping[str, str] = {
    "likely": "asked because your answers ranked it high among the posts left",
    "uncertain": "asked because your answers do not tell whether you want it",
    "random": "asked at random, for variety",
    "different": "asked because it differs from answered posts",
    "like your text": "asked because it matches your text",
    "unexpected": "asked again because it contradicts other answers",
    "as expected": "your other answers agree",
}
ANSWERS_SAY: Mapping[str, str] = {
    "unexpected": "Your answers to similar posts suggest otherwise.",
    "as expected": "Your other answers agree with this one.",
}
_WITHOUT_ORDER: "Mapping[Learning, str]" = {
    "off": "This order is fixed; only the smart order learns from your answers.",
    "reading": "Your posts are still being read, so the order does not follow your answers yet.",
    "on": "Your answers do not affect the order until you have given at least one yes and one no.",
    "stopped": "Learning has stopped, but your answers are still saved.",
}
_BARS = "·▁▂▃▄▅▆▇█"


def bars(numbers: Sequence[int]) -> str:
    """Return numbers as vertical bars, scaled so that the highest fills the line; zeros are dots."""
    highest = max(numbers, default=0) or 1
    return "".join(_BARS[-(-number * (len(_BARS) - 1) // highest)] for number in numbers)


def found_line(standing: "Standing") -> str:
    """Return a line such as "▁▃▅▇██ 38 wanted in 120 answers", or "" without answers."""
    if not standing.answers:
        return ""
    curve = bars([point.wanted for point in standing.curve])
    return f"{curve} {found_in_words(standing)}"


def found_in_words(standing: "Standing") -> str:
    """Do the same as found_line without the bars, for pages that show a chart instead."""
    return f"{standing.wanted:,} wanted in {count(standing.answers, 'answer')}" if standing.answers else ""


def unseen_sentence(standing: "Standing") -> str:
    """Format an estimate: "about 3 wanted of 41 unseen (1 to 6); 20 more answers would likely show 2".

    Returns the reason if there is no estimate, or "" if there are no answers.
    """
    unseen = standing.unseen
    if not standing.answers:
        return ""
    if unseen is None:
        return (
            f"not known yet; an estimate needs {FEWEST_ANSWERS} answers in the smart order, "
            f"{FEWEST_WANTED} of them yes"
        )
    if not unseen.posts:
        return "you have seen every post"
    more = f"{count(unseen.next_answers, 'more answer')} would likely show {unseen.next_wanted}"
    return f"{short_unseen(unseen)}; {more}"


def short_unseen(unseen: "Unseen") -> str:
    """Format an estimate as "about 3 wanted of 41 unseen (1 to 6)"; skipped posts count as unseen."""
    interval = f"({unseen.low:,} to {unseen.high:,})"
    return f"about {unseen.about:,} wanted of {unseen.posts:,} unseen {interval}"


def motive_in_words(expectation: "Expectation | None") -> str:
    """Return a phrase for why a post was chosen as the next question, or "" if the reason is not known.

    A likely post is the best post left, however low its score.
    """
    if expectation is None:
        return ""
    if expectation.motive == "likely" and expectation.rank == 1:
        return "asked because your answers rank it first of the posts left"
    return _MOTIVES.get(expectation.motive, "")


def without_order(question: "Question") -> str:
    """Return a sentence explaining why the answers do not affect the order."""
    motive = question.expectation.motive if question.expectation else ""
    return ANSWERS_SAY.get(motive) or _WITHOUT_ORDER[question.learning]


def progress_line(progress: "Progress") -> str:
    """Return a line about the progress of labeling."""
    unsure = f", {progress.unsure} unsure" if progress.unsure else ""
    in_all = f"{progress.yes} yes, {progress.no} no{unsure} in all"
    unseen = progress.unseen
    wanted = f", {short_unseen(unseen)}" if unseen and unseen.posts else ""
    return f"{progress.today} today · {in_all} · {progress.left:,} left{wanted}"


def answered_sentence(progress: "Progress") -> str:
    """Summarize the answers of a session: "3 answered: 1 yes, 2 no"."""
    if not progress.answered:
        return "No answers"
    kinds = [(progress.answered_yes, "yes"), (progress.answered_no, "no")]
    unsure = progress.answered - progress.answered_yes - progress.answered_no
    told = [f"{number} {kind}" for number, kind in [*kinds, (unsure, "unsure")] if number]
    return f"{progress.answered} answered: {', '.join(told)}"
