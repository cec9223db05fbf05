"""How the scores that posts had before they were labeled agree with the labels; pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class TrackRecord:
    """The model against answers given later.

    Attributes:
        answers: how many yes or no answers went to posts that had a score.
        yes: how many of them were yes.
        average_precision: from 0 to 1, None without a yes; see average_precision().
        recommended: how many of the posts had a score at or above the cut of their time.
        recommended_yes: how many of those were answered with yes.

    """

    answers: int
    yes: int
    average_precision: float | None
    recommended: int
    recommended_yes: int


def track_record(judged: Sequence[tuple[float, float, bool]]) -> TrackRecord:
    """Judge scores by the answers that came later: (score before the answer, the cut then, answered yes).

    The average precision pools scores of all models so far, each of which was calibrated.
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
    """Return the mean, over the wanted, of the precision at their ranks; equal scores share one rank.

    This is scikit-learn's average_precision_score, without its import. At least one answer must be yes.
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
