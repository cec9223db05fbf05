"""Posts of many boards out of captures, in one shape and under one key each, for the benchmarks of the taste.

It reads just enough of each board for a benchmark: title, company, place, tags, text and day. The key is the
board's own id where it has one, else a digest of what tells the post from others, so that grades can be kept
without a word of the post.
"""

import hashlib
import html
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from jobsearch.text.html import clean_description

Json = dict[str, Any]


@dataclass(frozen=True)
class Captured:
    """A post of a capture, in the shape that the model reads."""

    key: str
    title: str
    company: str
    location: str
    tags: tuple[str, ...]
    description: str
    day: str


def read_captures(data: Path) -> list[Captured]:
    """Return the posts of the folder's feeds and posts.jsonl with a text, each key once, by key."""
    found: dict[str, Captured] = {}
    seen: set[tuple[str, str]] = set()
    for post in _every(data):
        # One post that two captures or two towns carry is one question to a person.
        same = (post.title.casefold(), post.description[:300])
        if post.title and len(post.description) >= _SHORTEST and same not in seen:
            found.setdefault(post.key, post)
            seen.add(same)
    return [found[key] for key in sorted(found)]


_SHORTEST = 200


def _every(data: Path) -> Iterator[Captured]:
    feeds = data / "feeds"
    for board, read in _READERS.items():
        for path in sorted((feeds / board).glob("*")):
            yield from read(path)
    for line in (data / "posts.jsonl").read_text(encoding="utf-8").splitlines():
        yield _of_lines(json.loads(line))


def _list(path: Path, *names: str) -> list[Json]:
    content = json.loads(path.read_text(encoding="utf-8-sig"))
    while isinstance(content, dict):
        content = next((content[name] for name in names if name in content), [])
    return [one for one in content if isinstance(one, dict)]


def _arbeitnow(path: Path) -> Iterator[Captured]:
    for job in _list(path, "data", "jobs"):
        yield _post(
            "arbeitnow",
            job["slug"].rsplit("-", 1)[-1],
            job["title"],
            job["company_name"],
            job["location"],
            job["tags"],
            job["description"],
            str(job["created_at"]),
        )


def _ashby(path: Path) -> Iterator[Captured]:
    company = path.stem.split("-")[-1] if path.stem.startswith("full") else path.stem.split("-")[0]
    for job in _list(path, "jobs"):
        tags = [job.get("department") or "", job.get("team") or ""]
        yield _post(
            "ashby",
            job["id"],
            job["title"],
            company,
            job.get("location") or "",
            dict.fromkeys(tags),
            job.get("descriptionHtml") or "",
            job.get("publishedAt") or "",
        )


def _greenhouse(path: Path) -> Iterator[Captured]:
    for job in _list(path, "jobs"):
        tags = [one["name"] for one in job.get("departments") or []]
        yield _post(
            "greenhouse",
            str(job["id"]),
            job["title"],
            path.stem.split("-")[0],
            job["location"]["name"],
            tags,
            html.unescape(job.get("content") or ""),
            job.get("first_published") or "",
        )


def _lever(path: Path) -> Iterator[Captured]:
    for job in _list(path, "data"):
        lists = " ".join(f"<p>{one['text']}</p><ul>{one['content']}</ul>" for one in job.get("lists") or [])
        kinds = job.get("categories") or {}
        yield _post(
            "lever",
            job["id"],
            job["text"],
            path.stem.split("-")[0],
            kinds.get("location") or "",
            [kinds.get("team") or ""],
            (job.get("description") or "") + lists + (job.get("additional") or ""),
            str(job.get("createdAt", "")),
        )


def _himalayas(path: Path) -> Iterator[Captured]:
    for job in _list(path, "jobs"):
        yield _post(
            "himalayas",
            _digest(job["guid"]),
            job["title"],
            job["companyName"],
            ", ".join(job["locationRestrictions"] or []),
            job["categories"],
            job["description"],
            str(job["pubDate"]),
        )


def _jobicy(path: Path) -> Iterator[Captured]:
    for job in _list(path, "jobs"):
        yield _post(
            "jobicy",
            str(job["id"]),
            job["jobTitle"],
            job["companyName"],
            job["jobGeo"],
            job["jobIndustry"],
            job["jobDescription"],
            job["pubDate"],
        )


def _remotive(path: Path) -> Iterator[Captured]:
    for job in _list(path, "jobs"):
        yield _post(
            "remotive",
            str(job["id"]),
            job["title"],
            job["company_name"],
            job["candidate_required_location"],
            job.get("tags") or [],
            job["description"],
            job["publication_date"],
        )


def _muse(path: Path) -> Iterator[Captured]:
    for job in _list(path, "results"):
        place = "; ".join(one["name"] for one in job["locations"])
        yield _post(
            "themuse",
            str(job["id"]),
            job["name"],
            job["company"]["name"],
            place,
            [one["name"] for one in job["categories"]],
            job["contents"],
            job["publication_date"],
        )


def _hackernews(path: Path) -> Iterator[Captured]:
    for hit in _list(path, "hits"):
        if hit.get("parent_id") == hit.get("story_id") and hit.get("comment_text"):
            first, _, _rest = _text(hit["comment_text"]).partition("\n")
            parts = [part.strip() for part in first.split("|")]
            role = next((part for part in parts[1:] if re.search(_ROLE, part, re.IGNORECASE)), parts[0])
            yield _post(
                "hackernews",
                hit["objectID"],
                role[:150],
                parts[0][:80],
                " | ".join(part for part in parts[1:] if part != role)[:120],
                [],
                hit["comment_text"],
                hit["created_at"],
            )


_ROLE = (
    r"engineer|developer|designer|manager|lead|scientist|analyst|founding|head of|staff"
    r"|backend|front|full|architect"
)


def _rss(board: str, path: Path) -> Iterator[Captured]:
    for item in ET.fromstring(path.read_bytes()).iter("item"):
        said = {child.tag: child.text or "" for child in item}
        company, between, role = said.get("title", "").partition(": ")
        yield _post(
            board,
            _digest(said.get("guid") or said.get("link", "")),
            role if between else company,
            company if between else "",
            said.get("region", ""),
            [said.get("category", "")],
            said.get("description", ""),
            said.get("pubDate", ""),
        )


def _weworkremotely(path: Path) -> Iterator[Captured]:
    return _rss("weworkremotely", path)


def _other(path: Path) -> Iterator[Captured]:
    return _rss("rss", path)


def _of_lines(job: Json) -> Captured:
    company, between, role = job["title"].partition(": ")
    parted = job["source"] == "weworkremotely" and between
    told = job["url"] or f"{job['title']}\n{job['company']}\n{job['location']}\n{job['description']}"
    return _post(
        job["source"],
        _digest(told),
        role if parted else job["title"],
        company if parted else job["company"],
        job["location"],
        [job["category"]],
        job["description"],
        job["date"],
    )


_READERS = {
    "arbeitnow": _arbeitnow,
    "ashby": _ashby,
    "greenhouse": _greenhouse,
    "hackernews": _hackernews,
    "himalayas": _himalayas,
    "jobicy": _jobicy,
    "lever": _lever,
    "remotive": _remotive,
    "themuse": _muse,
    "weworkremotely": _weworkremotely,
    "rss-other": _other,
}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def _post(  # noqa: PLR0913, PLR0917 - the columns of one table
    board: str, id_: str, title: str, company: str, location: str, tags: Any, text: str, day: str
) -> Captured:
    said = [_line(tag) for tag in tags]
    return Captured(
        f"{board}:{id_}",
        _line(title),
        _line(company),
        _line(location),
        tuple(tag for tag in said if tag and tag != "-1"),
        _text(text),
        day,
    )


def _line(text: str) -> str:
    return " ".join(html.unescape(text or "").split())


def _text(markup: str) -> str:
    return clean_description(markup)
