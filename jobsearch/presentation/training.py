"""Sentences about a training run."""

from typing import TYPE_CHECKING

from jobsearch.services.training.on_top import FEWEST, on_top

if TYPE_CHECKING:
    from jobsearch.services.training.learned import Learned

_SURE = 40  # answers; with fewer, a few more may turn the verdict


def answers(yes: int, no: int, unsure: int | None) -> str:
    """Format counts of answers as "12 yes, 30 no and 2 unsure"."""
    return f"{yes} yes, {no} no and {unsure} unsure" if unsure else f"{yes} yes and {no} no"


def rests_on(wish_share: float) -> str:
    """Return a sentence about how much the order depends on the description and on the answers."""
    if wish_share == 1:
        return "The order is based on your description alone until you have answered two yes and two no."
    return (
        f"The order is based {wish_share:.0%} on your description and {1 - wish_share:.0%} on your answers."
    )


def cut_sentence(cut: float) -> str:
    """Return a sentence about the lowest score of a recommended post."""
    return f"Posts with a score of at least {cut:.1%} are recommended."


def is_learning(learned: "Learned") -> str:
    """Return a sentence, with figures, on whether the model is learning or it is too early to tell."""
    now, first = on_top(learned.curve), on_top(learned.first_curve)
    if now is None or learned.quality is None:
        return (
            f"Too early to tell whether the model is learning: train on at least {FEWEST} answers, including "
            "three yes and three no."
        )
    figures = (
        f"of the {now.posts} posts that the model would rank highest among your {now.answers:,} answered "
        f"ones, you want {now.wanted:.0f}; in random order, it would be {now.by_chance:.0f}"
    )
    if first and first.answers < now.answers:
        figures += f". After {first.answers:,} answers, it was {first.wanted:.0f} of {first.posts}"
    if not learned.quality.is_better_than_chance:
        return (
            f"Too early to tell whether the model is learning: {figures}. The difference may be due to "
            "chance."
        )
    if now.answers < _SURE:
        return f"The model is probably learning: {figures}. With so few answers, this may still change."
    return f"Yes, the model is learning: {figures}."
