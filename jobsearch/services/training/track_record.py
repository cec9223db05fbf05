"""Measure how well scores agree with labels given later. The functions are pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class TrackRecord:
    """The track record of the model.

    Attributes:
        answers: the number of yes or no answers to posts that already had a score.
        yes: the number of yes answers among them.
        average_precision: from 0 to 1, or None without a yes; see average_precision().
        recommended: the number of posts whose score reached the threshold at that time.
        recommended_yes: the number of those answered with yes.

    """

    answers: int
    yes: int
    average_precision: float | None
    recommended: int
    recommended_yes: int


def track_record(judged: Sequence[tuple[float, float, bool]]) -> TrackRecord:
    """Return the track record for tuples (score before the answer, threshold then, whether it was a yes).

    The average precision is computed over the calibrated scores of all models so far.
    """
    recommended = [yes for score, cut, yes in judged if score >= cut]
    scored_answers = [(score, yes) for score, _cut, yes in judged]
    yes = sum(answer for _score, answer in scored_answers)
    return TrackRecord(
        answers=len(judged),
        yes=yes,
        average_precision=average_precision(scored_answers) if yes else None,
        recommended=len(recommended),
        recommended_yes=sum(recommended),
    )


def average_precision(scored_answers: Sequence[tuple[float, bool]]) -> float:
    """Return the mean precision at the ranks of the wanted posts; equal scores share a rank.

    Equivalent to scikit-learn's average_precision_score, without importing it. Requires at least one yes.
    """
    ranked = sorted(scored_answers, reverse=True)
    found, total, seen_at_score = 0, 0.0, 0
    for rank, (score, yes) in enumerate(ranked, start=1):
        seen_at_score += yes
        if rank == len(ranked) or ranked[rank][0] != score:
            found += seen_at_score
            total += seen_at_score * found / rank
            seen_at_score = 0
    return total / found
