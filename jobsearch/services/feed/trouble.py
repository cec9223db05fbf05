"""Which sources a person should look at: each is judged by its own visits, whatever the others do; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

TWICE = 2  # in a row: once is the weather


class Health(Protocol):
    """What is known of a source."""

    @property
    def name(self) -> str:
        """As in `--source`."""

    @property
    def answered_at(self) -> datetime | None:
        """When it last answered well, None for never."""

    @property
    def failures(self) -> int:
        """How often in a row it has failed."""

    @property
    def empty_answers(self) -> int:
        """How often in a row it has answered without a post that can be used."""

    @property
    def problem(self) -> str:
        """What is wrong with it."""


@dataclass(frozen=True)
class Trouble:
    """What is wrong with a source: its name, and a sentence or the end of one."""

    source: str
    problem: str


def all_failed(sources: Sequence[Health]) -> tuple[Trouble, ...]:
    """Return all sources where every one failed the last time, none where any answered."""
    return _named(sources) if all(one.failures for one in sources) else ()


def troubles(sources: Sequence[Health]) -> tuple[Trouble, ...]:
    """Return the sources that failed twice in a row, or answered twice in a row without a post.

    Of one that has never answered, the first failure is enough: nothing says that its address is right.
    """
    return _named(
        one
        for one in sources
        if max(one.failures, one.empty_answers) >= TWICE or (one.failures and one.answered_at is None)
    )


def silent(sources: Sequence[Health]) -> tuple[Trouble, ...]:
    """Return the sources that did not answer when they were last asked, whether or not they did before."""
    return _named(one for one in sources if one.failures)


def _named(sources: Iterable[Health]) -> tuple[Trouble, ...]:
    return tuple(Trouble(one.name, one.problem) for one in sources)
