"""A user's next step, shown as a command in the terminal and as a link or button on pages."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """A step that a user can take; the value is its command."""

    START = "start"
    FETCH = "fetch-new"
    LABEL = "label"
    TRAIN = "train"
    TRAIN_CAREERS = "careers train"
    RECOMMEND = "recommend"
    DOCTOR = "doctor"
    REPAIR = "doctor --repair"
    TEST_SOURCES = "doctor --feed"
    TEST_SOURCE = "sources check"


@dataclass(frozen=True)
class Advice:
    """A step and the reason for it: " to learn from your labels.", ": training needs 2 more yes."."""

    step: Step
    why: str

    def __str__(self) -> str:
        """Return the sentence for a terminal."""
        return f"Run `{self.step}`{self.why}"
