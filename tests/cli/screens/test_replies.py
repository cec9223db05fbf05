from datetime import UTC, datetime

import pytest

from jobsearch.cli.screens.replies import ask
from jobsearch.services.applications.listing import show_application
from jobsearch.services.applications.recording import set_stage
from jobsearch.services.applications.replies import Proposal, Replies
from jobsearch.settings import Settings

WRITTEN = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sure", "stages"),
    [("sure", ["applied", "rejected"]), ("likely", ["applied", "rejected"]), ("unsure", ["applied"])],
)
@pytest.mark.parametrize("output", ["table", "json"])
def test_yes_records_all_but_the_unsure(
    forty_posts: Settings, sure: str, stages: list[str], output: str
) -> None:
    set_stage(forty_posts, "remoteok:1", "applied", at="2026-11-01")
    words = "Unfortunately we cannot refund this."
    found = Proposal(
        "remoteok:1", "Engineer", "Acme", "rejected", WRITTEN, words, 0.5, sure, "Acme", "Refund", WRITTEN
    )

    ask(forty_posts, Replies(1, (found,)), yes=True, output=output)

    assert [one.stage for one in show_application(forty_posts, "remoteok:1").events] == stages
