"""A score in words."""

_ROUNDING = 1e-9  # 0.29 * 100 is less than 29


def percentage(score: float) -> str:
    """Return a score from 0 to 1 as a whole percentage that it reaches, as --min-score would compare it."""
    return f"{int(score * 100 + _ROUNDING)}%"
