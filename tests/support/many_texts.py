"""Many texts from a seed, where Hypothesis would take an hour: it remembers what it tried, this does not."""

import random
from collections.abc import Callable, Iterator, Sequence

SEEDS = range(20)
EACH = 5_000  # of a seed: 100,000 in all


def texts(pieces: Sequence[str], seed: int, most: int = 25, number: int = EACH) -> Iterator[str]:
    """Yield texts of up to so many of the pieces, with any characters between, and earlier texts changed."""
    rng = random.Random(seed)
    before = ""
    for _number in range(number):
        if before and rng.random() < 0.3:
            before = _changed(before, pieces, rng)
        else:
            parts = (
                rng.choice(pieces) if rng.random() < 0.8 else _any(rng) for _ in range(rng.randint(0, most))
            )
            before = "".join(parts)
        yield before


def first_failing(check: Callable[[str], None], given: Iterator[str]) -> str | None:
    """Return the first text that the check raises on, made as short as cutting can, None where none does."""
    wrong = next((text for text in given if _fails(check, text)), None)
    return None if wrong is None else _shortened(check, wrong)


def _fails(check: Callable[[str], None], text: str) -> bool:
    try:
        check(text)
    except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
        return True
    return False


def _shortened(check: Callable[[str], None], text: str) -> str:
    length = len(text) // 2
    while length:
        for start in range(0, len(text), length):
            shorter = text[:start] + text[start + length :]
            if _fails(check, shorter):
                text = shorter
                break
        else:
            length //= 2
    return text


def _changed(text: str, pieces: Sequence[str], rng: random.Random) -> str:
    place = rng.randrange(len(text) + 1)
    end = min(len(text), place + rng.choice((0, 1, 3, 12)))
    between = rng.choice(
        ("", rng.choice(pieces), rng.choice(pieces) * rng.choice((2, 40)), text[place:end] * 2)
    )
    return (text[:place] + between + text[end:])[:4_000]


def _any(rng: random.Random) -> str:
    highest = rng.choice((0x7F, 0xFF, 0x2FFF, 0x10FFFF))
    return "".join(chr(rng.randint(0, highest)) for _ in range(rng.randint(1, 4)))
