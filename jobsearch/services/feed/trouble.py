"""Detect sources with problems, judging each source only by its own visits. The functions are pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from jobsearch.text.masking import shown_source

TWICE = 2  # consecutive failures; a single one is usually temporary


class Health(Protocol):
    """The state of a source that reveals problems."""

    @property
    def name(self) -> str:
        """The name, as in `--source`."""

    @property
    def answered_at(self) -> datetime | None:
        """The time of the last successful response, or None."""

    @property
    def failures(self) -> int:
        """The number of consecutive failures."""

    @property
    def empty_answers(self) -> int:
        """The number of consecutive responses without a usable post."""

    @property
    def problem(self) -> str:
        """The current problem."""


@dataclass(frozen=True)
class Trouble:
    """A source's display name, and its problem as a sentence or the end of a sentence."""

    source: str
    problem: str


def all_failed(sources: Sequence[Health]) -> tuple[Trouble, ...]:
    """Return all sources if the last visit to every one of them failed, and none otherwise."""
    return _named(sources) if all(one.failures for one in sources) else ()


def troubles(sources: Sequence[Health]) -> tuple[Trouble, ...]:
    """Return the sources that failed twice in a row or returned no posts twice in a row.

    A source that has never responded is included after its first failure, because its address may be wrong.
    """
    return _named(
        one
        for one in sources
        if max(one.failures, one.empty_answers) >= TWICE or (one.failures and one.answered_at is None)
    )


def silent(sources: Sequence[Health]) -> tuple[Trouble, ...]:
    """Return the sources that did not respond to the most recent request, regardless of earlier requests."""
    return _named(one for one in sources if one.failures)


def _named(sources: Iterable[Health]) -> tuple[Trouble, ...]:
    return tuple(Trouble(shown_source(one.name), one.problem) for one in sources)
