"""Hacker News, where the posts are the top-level comments on the monthly "Ask HN: Who is hiring?" thread.

search for the stories of whoishiring -> the newest "Who is hiring?" -> its comments, 1,000 at a time
"""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from jobsearch.boards.board import Board, Page, Request, Source, Validator, first
from jobsearch.boards.hiring.comment import read_comment
from jobsearch.boards.reading import fields
from jobsearch.boards.reading.content import Content, decode_json, elements
from jobsearch.boards.reading.elements import BadPostError, collect, require
from jobsearch.domain.posting import Posting
from jobsearch.errors import FeedUnreadable

_HOME = "https://news.ycombinator.com"
_API = "https://hn.algolia.com/api/v1"
_THREADS = f"{_API}/search_by_date?tags=story,author_whoishiring"
_COMMENTS = f"{_API}/search?tags=comment,story_%s&hitsPerPage=1000"
_HIRING = re.compile(r"\bwho is hiring\b", re.IGNORECASE)
_ACCOUNT = "whoishiring"


def _requests(source: Source, validators: Mapping[str, Validator]) -> Sequence[Request]:
    return [first(_THREADS, source, validators)]


def _parse(body: bytes, request: Request, now: datetime) -> Page:
    value = decode_json(Content(body), request.url)
    if isinstance(value, dict) and "children" in value:
        return _thread(value, request, now)
    hits = elements(value, request.url, "hits")
    if request.kind == "first" and _are_stories(hits):
        return _newest_thread(hits, request)
    page = _comments(hits, request, now)
    number = fields.number(fields.mapping(value).get("page")) or 0
    pages = fields.number(fields.mapping(value).get("nbPages")) or 0
    story = request.state.get("story")
    if story and number + 1 < pages:
        return Page(page.postings, page.rejections, (_ask(request, story, int(number) + 1),))
    return page


def _are_stories(hits: Sequence[Any]) -> bool:
    return bool(hits) and not any("comment_text" in fields.mapping(hit) for hit in hits)


def _newest_thread(hits: Sequence[Any], request: Request) -> Page:
    """Return a page that leads to the comments of the newest hiring thread, ignoring other threads."""
    found = [
        (fields.number(story.get("created_at_i")) or 0, story_id)
        for story in map(fields.mapping, hits)
        if _HIRING.search(fields.line(story.get("title"))) and _is_the_account(story)
        if (story_id := _id(story))
    ]
    if not found:
        raise FeedUnreadable(origin=request.url, cause='it names no thread called "Who is hiring?"')
    return Page(follow=(_ask(request, max(found)[1], 0),))


def _is_the_account(story: Mapping[str, Any]) -> bool:
    return bool(story.get("author", _ACCOUNT) == _ACCOUNT)


def _ask(request: Request, story: str, number: int) -> Request:
    url = _COMMENTS % story + (f"&page={number}" if number else "")
    return Request(url, request.source, "page", state={"story": story})


def _comments(hits: Sequence[Any], request: Request, now: datetime) -> Page:
    titles = {fields.line(fields.mapping(hit).get("story_title")) for hit in hits} - {""}
    if titles and not any(map(_HIRING.search, titles)):
        raise FeedUnreadable(origin=request.url, cause=f"it is another thread, {min(titles)!r}")
    return Page(*collect(hits, lambda hit: _of_hit(hit, now), id_name="objectID", repeats=True))


def _of_hit(hit: dict[str, Any], now: datetime) -> Posting | None:
    if not _is_top_level(hit):
        return None
    return _posting(
        _id(hit), hit.get("comment_text"), hit.get("created_at_i") or hit.get("created_at"), now, hit
    )


def _is_top_level(hit: Mapping[str, Any]) -> bool:
    return hit.get("parent_id") is None or hit.get("parent_id") == hit.get("story_id")


def _thread(item: dict[str, Any], request: Request, now: datetime) -> Page:
    title = fields.line(item.get("title"))
    if title and not _HIRING.search(title):
        raise FeedUnreadable(origin=request.url, cause=f"it is another thread, {title!r}")
    children = elements(item, request.url, "children")
    return Page(*collect(children, lambda child: _of_child(child, now), repeats=True))


def _of_child(child: dict[str, Any], now: datetime) -> Posting:
    return _posting(
        _id(child),
        child.get("text"),
        child.get("created_at_i") or child.get("created_at"),
        now,
        fields.without(child, ("children",)),
    )


def _id(found: Mapping[str, Any]) -> str:
    return fields.short_id(found.get("objectID") or found.get("id"))


def _posting(external_id: str, text: object, created: object, now: datetime, raw: dict[str, Any]) -> Posting:
    html = fields.html(text)
    if not html:
        raise BadPostError("it has no text, because its author deleted it")
    read = read_comment(html)
    if read is None:
        raise BadPostError("it is not a job post")
    require(read.title, external_id)
    return Posting(
        source=BOARD.name,
        external_id=external_id,
        url=f"{_HOME}/item?id={external_id}",
        apply_url=read.link,
        title=read.title,
        company=read.company,
        location=read.location,
        description=fields.readable(html),
        **read.pay.columns(),
        workplace=read.workplace,
        countries=read.where.countries,
        worldwide=read.where.worldwide,
        employment=read.employment,
        posted_at=fields.moment(created, now),
        raw=fields.without(raw, _MOVING) | {"description": html},
    )


_MOVING = ("_highlightResult", "_tags", "comment_text", "text", "updated_at", "points", "options", "children")


def _recognises(content: Content) -> bool:
    if isinstance(content.json, dict) and "children" in content.json:
        return _HIRING.search(fields.line(content.json.get("title"))) is not None
    hits = content.objects_at("hits")
    return any(
        _HIRING.search(fields.line(hit.get("story_title") or hit.get("title"))) is not None for hit in hits
    )


BOARD = Board(
    name="hackernews",
    display_name="Hacker News",
    home=f"{_HOME}/submitted?id=whoishiring",
    covers='the month\'s thread "Ask HN: Who is hiring?", mostly software',
    terms="Link to the comment on Hacker News.",
    requests=_requests,
    parse=_parse,
    recognises=_recognises,
)
