"""What a person can say about a post."""

from typing import Literal

StoredLabel = Literal["yes", "no", "unsure"]


LabelChoice = Literal["yes", "no", "unsure", "applied"]  # what a person can say: to have applied is a yes too


FEWEST_OF_EACH = 2
