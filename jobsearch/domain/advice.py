"""What a user may do next: a step, which terminals name by its command, pages by a link or a button."""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """Something that a person does; the value is the command for it."""

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
    """A step, and why: " to learn from your labels.", ": training needs 2 more yes."."""

    step: Step
    why: str

    def __str__(self) -> str:
        """Return the sentence for a terminal."""
        return f"Run {self.step}{self.why}"
