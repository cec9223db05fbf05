"""What We Work Remotely says of where one may live, by its region and by the head of its texts."""

from datetime import UTC, datetime
from html import escape

import pytest

from jobsearch.boards.board import Source, saved
from jobsearch.boards.registry import BOARDS
from jobsearch.domain.posting import Posting

NOW = datetime(2026, 11, 27, tzinfo=UTC)
FEED = """<rss version="2.0"><channel><title>We Work Remotely</title><link>https://weworkremotely.com</link>
<item><title>Acme: Engineer</title><region>Anywhere in the World</region>
<description>{}</description><guid>https://weworkremotely.com/remote-jobs/acme</guid>
<link>https://weworkremotely.com/remote-jobs/acme</link></item></channel></rss>"""


def posted(seat: str) -> Posting:
    head = f"<p><strong>Headquarters:</strong> {escape(seat)}</p><p>You build.</p>"
    board = BOARDS["feed"]
    source = Source("feed", "https://weworkremotely.com/remote-jobs.rss")
    (posting,) = board.parse(FEED.format(escape(head)).encode(), saved(board, "feed", source), NOW).postings
    return posting


@pytest.mark.parametrize(
    ("seat", "countries"),
    [
        ("Remote - U.S.A.", ("US",)),
        ("Remote (US or Canada)", ("CA", "US")),
        ("Fully remote, live & work anywhere within the U.S.", ("US",)),
        ("100% Remote - Portugal", ("PT",)),
        ("Remote, Germany", ("DE",)),
        ("Austria-Remote", ("AT",)),
    ],
)
def test_a_head_that_says_where_one_is_remote_is_narrower_than_the_region(
    seat: str, countries: tuple[str, ...]
) -> None:
    assert posted(seat).countries == countries


@pytest.mark.parametrize(
    "seat",
    ["Remote or London", "Remote; Berlin", "New York, NY (or remote)", "Remote / Madrid", "Remote", "Paris"],
)
def test_a_seat_beside_remote_leaves_the_region(seat: str) -> None:
    assert posted(seat).countries == ()
    assert posted(seat).worldwide
