"""The bundled posts from five professions as a feed, with a fictional person's labels for each profession."""

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from jobsearch.boards.reading import fields
from jobsearch.domain.posting import format_key

PROFESSIONS = ("accountant", "designer", "engineer", "nurse", "teacher")
_SITE = "Invented Jobs"
_HOME = "https://jobs.example"
_NEWEST_IS_OLD = timedelta(hours=2)
_REFUSED_OF_OTHERS = 2  # posts of each other profession that a person rejects


@dataclass(frozen=True)
class Profession:
    """A fictional job seeker.

    Attributes:
        who: a short description.
        wish: the job they are looking for.
        labels: their answers in the format of `labels import`.

    """

    who: str
    wish: str
    labels: str


def profession(name: str) -> Profession:
    """Return the fictional job seeker for a profession, with the job they want and their answers to posts."""
    found = _read(name)
    own = [(_key(name, post), post["answer"]) for post in found["posts"] if "answer" in post]
    others = [
        (_key(other, post), "no")
        for other in PROFESSIONS
        if other != name
        for post in _read(other)["posts"][:_REFUSED_OF_OTHERS]
    ]
    lines = (f"{key},{answer}\n" for key, answer in (*own, *others))
    return Profession(found["who"], found["wish"], f"key,label\n{''.join(lines)}")


def feed(now: datetime) -> bytes:
    """Return the posts of all professions as a JSON Feed, with the newest dated two hours ago."""
    items = [_item(name, post, now) for name in PROFESSIONS for post in _read(name)["posts"]]
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _SITE,
        "home_page_url": _HOME,
        "items": items,
    }
    return json.dumps(whole).encode()


def _item(name: str, post: dict[str, Any], now: datetime) -> dict[str, Any]:
    url = _url(name, post)
    published = now - _NEWEST_IS_OLD - timedelta(days=post["days_ago"])
    return {
        "id": url,
        "url": url,
        "title": post["title"],
        "company": post["company"],
        "location": post["location"],
        "job_type": post["job_type"],
        "salary": post["salary"],
        "tags": post["tags"],
        "date_published": published.isoformat(),
        "content_text": "\n\n".join((post["text"], *_facts(post))),
    }


def _facts(post: dict[str, Any]) -> Iterator[str]:
    """Yield the lines of facts that job boards append to a post's text."""
    yield f"{post['location']} · {post['job_type']}"
    yield post["salary"]


def _key(name: str, post: dict[str, Any]) -> str:
    return format_key("feed", fields.hashed(fields.plain_address(_url(name, post))))


def _url(name: str, post: dict[str, Any]) -> str:
    plain = unicodedata.normalize("NFKD", f"{post['title']} {post['company']}").encode("ascii", "ignore")
    return f"{_HOME}/{name}/{re.sub(r'[^a-z0-9]+', '-', plain.decode().lower()).strip('-')}"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("jobsearch.demo") / f"{name}.toml").read_text(encoding="utf-8"))
