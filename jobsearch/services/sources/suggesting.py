"""Suggest company boards, based on links in wanted posts."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape

from jobsearch.boards.board import Source
from jobsearch.boards.companies.addresses import locate
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.services.sources.followed import as_source, begin
from jobsearch.settings import Settings
from jobsearch.store import company_links, scores
from jobsearch.store.company_links import Linking
from jobsearch.store.sqlite.engine import writing
from jobsearch.store.types import unpacked

_MOST = 1_000  # posts to examine, best first
_ADDRESS = re.compile(r"https?:\\?/\\?/[^\s\"'<>\\)\]}]{4,500}", re.IGNORECASE)


@dataclass(frozen=True)
class Suggestion:
    """A board that could be followed, its company, and the number of wanted posts that link to it."""

    source: str
    company: str
    posts: int


def suggest(settings: Settings, cache: NoCache = UNCACHED) -> list[Suggestion]:
    """Return the boards that wanted posts link to, most frequent first.

    Wanted posts are those labeled yes or recommended by the model. Boards that are or were followed are
    omitted. Raises subclasses of InstanceError.
    """
    with writing(cache.open_store(settings)) as session:
        known = {as_source(one).name for one in begin(session, settings, datetime.now(UTC))}
        known |= company_links.removed_sources(session)
        model = scores.current_model(session)
        posts = company_links.linking(session, model.cut if model else None, _MOST)
        session.commit()
    counts: Counter[str] = Counter()
    companies: dict[str, Counter[str]] = {}
    for post in posts:
        for source in {one.name: one for one in _linked(post)}.values():
            counts[source.name] += 1
            companies.setdefault(source.name, Counter())[post.company] += 1
    return [
        Suggestion(name, companies[name].most_common(1)[0][0], number)
        for name, number in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        if name not in known
    ]


def _linked(post: Linking) -> Iterator[Source]:
    """Yield the company boards that a post links to in its addresses and text, except its own board."""
    raw = unpacked(post.raw)
    in_text = _ADDRESS.findall(unescape(raw.replace("\\/", "/")))
    for address in (post.url, post.apply_url, *in_text):
        if (found := locate(address)) and found.source.board != post.board:
            yield found.source
