"""Draw bars in a terminal with block characters. The functions are pure."""

_EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")


def bar(share: float, columns: int) -> str:
    """Return a bar that fills a share (0 to 1) of `columns`, to an eighth of a column; "" for zero."""
    whole, rest = divmod(round(min(max(share, 0.0), 1.0) * columns * 8), 8)
    return f"{'█' * whole}{_EIGHTHS[rest]}"
