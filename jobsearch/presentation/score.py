"""A score as text."""

_ROUNDING = 1e-9  # because 0.29 * 100 is less than 29


def percentage(score: float) -> str:
    """Return a score from 0 to 1 as a percentage, rounded down to be consistent with --min-score."""
    return f"{int(score * 100 + _ROUNDING)}%"
