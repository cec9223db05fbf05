"""What a training learned, in sentences."""


def answers(yes: int, no: int, unsure: int | None) -> str:
    """Return "12 yes, 30 no and 2 unsure"."""
    return f"{yes} yes, {no} no and {unsure} unsure" if unsure else f"{yes} yes and {no} no"


def rests_on(wish_share: float) -> str:
    """Return how much of the order the wish makes, and how much the answers."""
    if wish_share == 1:
        return "The order rests on your wish alone, until there are two yes and two no."
    return f"The order rests {wish_share:.0%} on your wish and {1 - wish_share:.0%} on your answers."


def cut_sentence(cut: float) -> str:
    """Return from which score a post is recommended."""
    return f"A post is recommended from a score of {cut:.1%}."
