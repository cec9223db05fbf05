"""Posts and responses in the shape of Remote OK's API."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

TERMS = {"last_updated": 1_790_000_000, "legal": "Test data in the shape of the Remote OK API."}
TRAP = (
    "<br/><br/>Please mention the word **{word}** and tag R{tag} when applying to show you read the job post "
    "completely (#R{tag}). This is a beta feature to avoid spam applicants. Companies can search these words "
    "to find applicants that read this and see they're human."
)
CAPTURES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "remoteok"


_NOW = datetime.now(UTC).replace(microsecond=0)  # one moment: a post made twice is the same


def trap(word: str = "JOY", tag: str = "MjAzLjAuMTEzLjEw") -> str:
    """Return the sentences that Remote OK appends to every description."""
    return TRAP.format(word=word, tag=tag)


def element(number: int = 1, **fields: Any) -> dict[str, Any]:
    """Return a post as the API gives it, `fields` in the place of its defaults."""
    posted = _NOW - timedelta(hours=number % 100)
    return {
        "slug": f"remote-job-{number}",
        "id": str(number),
        "epoch": int(posted.timestamp()),
        "date": posted.isoformat(),
        "company": f"Company {number}",
        "company_logo": "",
        "position": f"Engineer {number}",
        "tags": ["engineer"],
        "description": f"<p>Work number {number}.</p>{trap()}",
        "location": "Worldwide",
        "salary_min": 0,
        "salary_max": 0,
        "apply_url": f"https://remoteOK.com/remote-jobs/remote-job-{number}",
        "logo": "",
        "url": f"https://remoteOK.com/remote-jobs/remote-job-{number}",
    } | fields


def body(elements: Iterable[object]) -> bytes:
    """Return a response with the terms and these elements."""
    return json.dumps([TERMS, *elements]).encode()


def tasteful(count: int = 40) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Return posts of two kinds, and the answers of someone who wants the Python ones, every fourth."""
    posts, answers = [], {}
    for number in range(1, count + 1):
        wanted = number % 4 == 0
        title = f"Backend Python Engineer {number}" if wanted else f"Sales Manager {number}"
        text = "Write Python services over PostgreSQL." if wanted else "Call customers and close deals."
        tags = ["python", "backend"] if wanted else ["sales"]
        posts.append(element(number, position=title, tags=tags, description=f"<p>{text}</p>{trap()}"))
        answers[f"remoteok:{number}"] = "yes" if wanted else "no"
    return posts, answers


def labels_csv(answers: dict[str, str]) -> str:
    """Return answers as a file for `labels import`."""
    return "key,label\n" + "".join(f"{key},{label}\n" for key, label in answers.items())
