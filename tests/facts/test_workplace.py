"""Where a post says that one works: remotely, or not."""

import pytest

from jobsearch.facts.model import Answer
from jobsearch.facts.workplace import read_workplace


@pytest.mark.parametrize(
    ("text", "remote"),
    [
        ("This is an on-site position; working from home is not possible.", Answer.NO),
        ("We do not offer remote work.", Answer.NO),
        ("This role is not eligible for remote work.", Answer.NO),
        ("The job cannot be done remotely.", Answer.NO),
        ("Work from home is unavailable.", Answer.NO),
        ("No home office.", Answer.NO),
        ("You can work from home.", Answer.YES),
        ("Fully remote. Our office does not offer parking.", Answer.YES),
        ("We build software.", Answer.UNKNOWN),
    ],
)
def test_a_refusal_of_remote_work_is_told_from_an_offer(text: str, remote: Answer) -> None:
    assert read_workplace("", "", text)[0].answer == remote
