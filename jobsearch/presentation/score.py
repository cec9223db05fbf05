"""Format scores as text."""

_ROUNDING = 1e-9  # because 0.29 * 100 is less than 29


def percentage(score: float) -> str:
    """Format a score from 0 to 1 as a percentage, rounded down for consistency with --min-score."""
    return f"{int(score * 100 + _ROUNDING)}%"
