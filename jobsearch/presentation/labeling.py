"""How far the labeling has come, in words and as a small curve of bars."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jobsearch.learning.unseen import FEWEST_ANSWERS, FEWEST_WANTED
from jobsearch.presentation.outcomes import count

if TYPE_CHECKING:
    from jobsearch.learning.unseen import Unseen
    from jobsearch.services.labels.standing import Standing

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
    return f"{curve} {standing.wanted:,} wanted in {count(standing.answers, 'answer')}"


def unseen_sentence(standing: "Standing") -> str:
    """Return "about 3 wanted of 41 not asked about (1 to 6); 20 more answers would likely show 2".

    Or why there is no telling; "" without answers.
    """
    unseen = standing.unseen
    if not standing.answers:
        return ""
    if unseen is None:
        return (
            f"too early to say: that takes {FEWEST_ANSWERS} answers to posts that label chose, "
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
