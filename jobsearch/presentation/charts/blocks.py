"""Bars for a terminal; pure."""

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def bar(share: float, columns: int) -> str:
    """Return a share, from 0 to 1, of so many columns, to an eighth of one: "███▌"; "" for none of it."""
    whole, rest = divmod(round(min(max(share, 0.0), 1.0) * columns * 8), 8)
    return f"{'█' * whole}{_EIGHTHS[rest]}"
