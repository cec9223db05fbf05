"""Export a list as a document: an HTML page, an Atom feed (RFC 4287), or Markdown (CommonMark)."""

import re
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from jobsearch.domain.listing import ListedPost
from jobsearch.domain.query import Query
from jobsearch.presentation import templating
from jobsearch.presentation.causes import left_out_sentence, unknown_phrase, warnings
from jobsearch.presentation.outcomes import count
from jobsearch.presentation.pay import ESTIMATE, is_estimate, short_salary
from jobsearch.presentation.score import percentage
from jobsearch.presentation.time import age, applied_here, is_new, local
from jobsearch.services.recommend.recommend import Recommendations

_FEED_TITLE = "jobsearch: open jobs worth reading"
_OF_ONE_TIME = {"limit", "limit_asked", "since", "new", "explain"}
_FEED_ID = "urn:uuid:8f5a6a3e-6c0f-4c8a-9d0b-1f0f6f1d2c55"
_NAMESPACE = uuid.UUID(_FEED_ID.removeprefix("urn:uuid:"))
_URL_SIGNS = "!#$%&'()*+,-./:;=?@[]~_"
# Characters with a meaning in CommonMark text, and those that some dialects convert to links.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>&~|$@]|(?<=www)\.|:(?=/)", re.IGNORECASE)


@dataclass(frozen=True)
class Entry:
    """A post as shown in a document; unknown values are ""."""

    post: ListedPost
    new: bool
    facts: str
    age: str
    percent: str
    liked: str
    disliked: str

    @property
    def id(self) -> str:
        """An identifier of the post that is the same in every feed."""
        return f"urn:uuid:{uuid.uuid5(_NAMESPACE, self.post.key)}"

    @property
    def opinion(self) -> str:
        """The score and its reasons."""
        reasons = (f"+ {self.liked}" if self.liked else "", f"- {self.disliked}" if self.disliked else "")
        return joined(self.percent, *reasons)


def joined(*parts: str) -> str:
    """Return the non-empty parts, joined by centered dots."""
    return " · ".join(part for part in parts if part)


def to_html(result: Recommendations, now: datetime) -> str:
    """Return a self-contained page for a browser or an email, with light and dark themes."""
    return _rendered(
        "recommendations.html",
        result,
        now,
        headline=_headline(result),
        made=local(now),
        left_out=left_out_sentence(result),
        warnings=warnings(result),
    )


def digest(posts: Sequence[ListedPost], remarks: Sequence[str], headline: str, now: datetime) -> str:
    """Return the HTML of an email about some posts, preceded by remarks."""
    return rendered(
        "recommendations.html",
        entries=entries(posts, now),
        sources=_sources(posts),
        joined=joined,
        headline=headline,
        made=local(now),
        left_out="",
        warnings=remarks,
    )


def to_atom(result: Recommendations, now: datetime) -> str:
    """Return an Atom feed of the posts, best first, with the filters in its title."""
    updated = max((post.first_seen for post in result.posts), default=now)
    asked = _asked(result.query)
    return _rendered(
        "recommendations.atom",
        result,
        now,
        id=f"urn:uuid:{uuid.uuid5(_NAMESPACE, asked)}" if asked else _FEED_ID,
        title=f"{_FEED_TITLE} ({asked})" if asked else _FEED_TITLE,
        updated=updated.isoformat(),
    )


def to_markdown(result: Recommendations, now: datetime) -> str:
    """Return the posts as a numbered list for an email or a note."""
    parts = [f"# {_headline(result)}", escaped(local(now))]
    for rank, entry in enumerate(entries(result.posts, now), 1):
        title = f"[{escaped(entry.post.title)}](<{quote(entry.post.url, safe=_URL_SIGNS)}>)"
        # The age comes first, because a company's name may look like the start of a heading or list.
        told = escaped(joined(entry.age, entry.facts, entry.opinion, entry.post.source_name))
        mark = " **new**" if entry.new else ""
        parts.append(f"{rank}. {title}{mark}  \n   {told}  \n   `{entry.post.key}`")
    remarks = (*warnings(result), left_out_sentence(result), f"Source: {_sources(result.posts)}.")
    return "\n\n".join([*parts, *(escaped(remark) for remark in remarks if remark)]) + "\n"


def _rendered(template: str, result: Recommendations, now: datetime, **values: object) -> str:
    posts = result.posts
    return rendered(template, **values, entries=entries(posts, now), sources=_sources(posts), joined=joined)


def rendered(template: str, **values: object) -> str:
    """Render a template of this package, with all values escaped."""
    return templating.rendered("jobsearch.presentation", template, **values)


def entries(posts: Iterable[ListedPost], now: datetime) -> Iterator[Entry]:
    """Yield posts as document entries."""
    for post in posts:
        yield Entry(
            post=post,
            new=is_new(post, now),
            facts=joined(
                post.company, post.location, _paid(post), unknown_phrase(post), applied_here(post, now)
            ),
            age=f"{age(post.posted_at, now)} ago",
            percent="" if post.score is None else percentage(post.score),
            liked=", ".join(reason.term for reason in post.reasons if reason.weight > 0),
            disliked=", ".join(reason.term for reason in post.reasons if reason.weight < 0),
        )


def _paid(post: ListedPost) -> str:
    return f"{short_salary(post)} ({ESTIMATE})" if is_estimate(post) else short_salary(post)


def _asked(query: Query) -> str:
    """Describe a query's permanent filters in words, without its limit or relative dates."""
    usual = vars(Query())
    asked = {name: value for name, value in vars(query).items() if value != usual[name]}
    return ", ".join(_phrase(name, value) for name, value in asked.items() if name not in _OF_ONE_TIME)


def _phrase(name: str, value: object) -> str:
    words = name.replace("_", " ")
    if value is True:
        return words
    return f"{words}: {' or '.join(value) if isinstance(value, tuple) else value}"


def _headline(result: Recommendations) -> str:
    jobs = count(len(result.posts), "open job")
    return jobs if result.everything else f"{jobs} worth reading"


def _sources(posts: Iterable[ListedPost]) -> str:
    return ", ".join(sorted({post.source_name for post in posts})) or "jobsearch"


def escaped(text: str) -> str:
    """Return text with Markdown characters escaped."""
    return _MARKDOWN.sub(r"\\\g<0>", text)
