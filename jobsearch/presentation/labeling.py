"""How far the labeling has come, in words and as a small curve of bars."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jobsearch.learning.unseen import FEWEST_ANSWERS, FEWEST_WANTED
from jobsearch.presentation.outcomes import count

if TYPE_CHECKING:
    from jobsearch.learning.unseen import Unseen
    from jobsearch.services.labels.session import Learning, Progress, Question
    from jobsearch.services.labels.standing import Standing

MOTIVES: Mapping[str, str] = {
    "likely": "asked because you may want it",
    "uncertain": "asked because your answers leave it open",
    "random": "asked at random, to keep an open mind",
    "different": "asked because nothing like it was answered yet",
    "like your text": "asked because it is like your text",
    "unexpected": "asked again because your other answers say otherwise",
    "as expected": "your other answers agree",
}
ANSWERS_SAY: Mapping[str, str] = {
    "unexpected": "Your other answers say otherwise of posts like this one.",
    "as expected": "Your other answers agree with this one.",
}
_WITHOUT_ORDER: "Mapping[Learning, str]" = {
    "off": "This order does not learn: the smart one does.",
    "reading": "The posts are still being read.",
    "on": "Your answers do not order the posts yet: that takes a yes and a no.",
    "stopped": "Learning has stopped; your answers are stored all the same.",
}
_BARS = "·▁▂▃▄▅▆▇█"


def bars(numbers: Sequence[int]) -> str:
    """Return numbers as bars, an eighth of a line to a whole one high, the highest whole; a dot for 0."""
    highest = max(numbers, default=0) or 1
    return "".join(_BARS[-(-number * (len(_BARS) - 1) // highest)] for number in numbers)


def found_line(standing: "Standing") -> str:
    """Return "▁▃▅▇██ 38 wanted in 120 answers", "" without answers; a flat end has found little of late."""
    if not standing.answers:
        return ""
    curve = bars([point.wanted for point in standing.curve])
    return f"{curve} {found_in_words(standing)}"


def found_in_words(standing: "Standing") -> str:
    """Return the same without the bars, for whom the picture is elsewhere."""
    return f"{standing.wanted:,} wanted in {count(standing.answers, 'answer')}" if standing.answers else ""


def unseen_sentence(standing: "Standing") -> str:
    """Return "about 3 wanted of 41 not asked about (1 to 6); 20 more answers would likely show 2".

    Or why there is no telling; "" without answers.
    """
    unseen = standing.unseen
    if not standing.answers:
        return ""
    if unseen is None:
        return (
            f"too early to say: that takes {FEWEST_ANSWERS} answers in the smart order, "
            f"{FEWEST_WANTED} of them yes"
        )
    if not unseen.posts:
        return "every post was asked about"
    more = f"{count(unseen.next_answers, 'more answer')} would likely show {unseen.next_wanted}"
    return f"{short_unseen(unseen)}; {more}"


def short_unseen(unseen: "Unseen") -> str:
    """Return "about 3 wanted of 41 not asked about (1 to 6)", skipped posts being among the 41."""
    interval = f"({unseen.low:,} to {unseen.high:,})"
    return f"about {unseen.about:,} wanted of {unseen.posts:,} not asked about {interval}"


def without_order(question: "Question") -> str:
    """Return why the answers put a post at no place, in a sentence."""
    motive = question.expectation.motive if question.expectation else ""
    return ANSWERS_SAY.get(motive) or _WITHOUT_ORDER[question.learning]


def progress_line(progress: "Progress") -> str:
    """Return how far the labeling has come."""
    unsure = f", {progress.unsure} unsure" if progress.unsure else ""
    in_all = f"{progress.yes} yes, {progress.no} no{unsure} in all"
    unseen = progress.unseen
    wanted = f", {short_unseen(unseen)}" if unseen and unseen.posts else ""
    return f"{progress.today} today · {in_all} · {progress.left:,} left{wanted}"


def answered_sentence(progress: "Progress") -> str:
    """Return "3 answered: 1 yes, 2 no", of a session's answers."""
    if not progress.answered:
        return "Nothing answered"
    kinds = [(progress.answered_yes, "yes"), (progress.answered_no, "no")]
    unsure = progress.answered - progress.answered_yes - progress.answered_no
    told = [f"{number} {kind}" for number, kind in [*kinds, (unsure, "unsure")] if number]
    return f"{progress.answered} answered: {', '.join(told)}"
