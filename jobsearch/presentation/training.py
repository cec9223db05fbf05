"""Sentences about a training run."""


def answers(yes: int, no: int, unsure: int | None) -> str:
    """Return "12 yes, 30 no and 2 unsure"."""
    return f"{yes} yes, {no} no and {unsure} unsure" if unsure else f"{yes} yes and {no} no"


def rests_on(wish_share: float) -> str:
    """Return a sentence about how much of the order depends on the description and on the answers."""
    if wish_share == 1:
        return "The order is based on your description alone until you have answered two yes and two no."
    return (
        f"The order is based {wish_share:.0%} on your description and {1 - wish_share:.0%} on your answers."
    )


def cut_sentence(cut: float) -> str:
    """Return the lowest score of a recommended post as a sentence."""
    return f"Posts with a score of at least {cut:.1%} are recommended."
