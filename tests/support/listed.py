"""Listed posts and lists of them, as a service returns them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from jobsearch.domain.listing import ListedPost, Reason
from jobsearch.services.recommend.recommend import Cause, Recommendations

MORNING = datetime(2026, 9, 1, 7, 30, tzinfo=UTC)


def listed_post(number: int = 1, **fields: Any) -> ListedPost:
    """Return a post, `fields` in the place of its defaults; a higher number is an older post."""
    posted = MORNING - timedelta(hours=number)
    url = f"https://remoteOK.com/remote-jobs/remote-engineer-company-{1_000_000 + number}"
    given: dict[str, Any] = {
        "key": f"remoteok:{1_000_000 + number}",
        "score": 0.75,
        "title": f"Engineer {number}",
        "company": f"Company {number}",
        "location": "Worldwide",
        "tags": ("engineer",),
        "salary_min": None,
        "salary_max": None,
        "salary_period": "",
        "posted_at": posted,
        "first_seen": posted + timedelta(minutes=20),
        "last_seen": MORNING,
        "url": url,
        "apply_url": url,
        "source": "remoteok",
        "source_name": "Remote OK",
        "reasons": (Reason("backend", 0.5), Reason("title: python", 0.25), Reason("sales", -0.125)),
    }
    given |= fields
    if amounts := [amount for amount in (given["salary_min"], given["salary_max"]) if amount]:
        by_the_board = {"pay_from": "estimate", "pay_min": min(amounts), "pay_max": max(amounts)}
        given = by_the_board | {"pay_period": given["salary_period"]} | given
    return ListedPost(**given)


def recommendations(*posts: ListedPost, **fields: Any) -> Recommendations:
    """Return a list of these posts."""
    left_out = dict.fromkeys(Cause, 0) | {
        Cause.BELOW_THE_CUT: 212,
        Cause.UNSEEN_FOR_LONG: 40,
        Cause.REPOST: 6,
    }
    given: dict[str, Any] = {
        "posts": posts,
        "left_out": left_out,
        "asked_for": frozenset(),
        "open_posts": len(posts) + sum(left_out.values()),
        "trained": True,
        "outdated": "",
    }
    return Recommendations(**given | fields)
