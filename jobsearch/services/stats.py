"""Data for charts: posts by day, skills by year, and pay by title and seniority."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from statistics import quantiles

from jobsearch.facts.model import RULES_VERSION, Pay, Period
from jobsearch.services import careers
from jobsearch.services.cache import UNCACHED, NoCache
from jobsearch.settings import Settings
from jobsearch.store import posts as stored_posts
from jobsearch.store.sqlite.engine import connect_readonly
from jobsearch.titles.levels import seniority
from jobsearch.titles.parse import parse

_TITLES_AT_HAND = 20_000
_parse = lru_cache(_TITLES_AT_HAND)(parse)
_seniority = lru_cache(_TITLES_AT_HAND)(seniority)


@dataclass(frozen=True)
class PostsOfDay:
    """The number of posts published and the number first seen on a local day."""

    day: date
    posted: int
    came_in: int


@dataclass(frozen=True)
class SkillShare:
    """A skill for a title, with the share of posts that mention it, from 0 to 1, in total and by year.

    `posts` is the approximate number of those posts, and `of` is the number of posts with the title.
    """

    phrase: str
    title: str
    posts: int
    of: int
    share: float
    by_year: dict[int, float]


@dataclass(frozen=True)
class Salaries:
    """Stated pay in one currency for a title and a seniority ("" if none is stated).

    Each post counts with the midpoint of its range, or with its only stated end, per year of full-time work;
    piecework pay does not count. `currency` is an ISO 4217 code, or "" if the posts do not state it. `low`,
    `median`, and `high` are the quartiles.
    """

    title: str
    seniority: str
    currency: str
    posts: int
    low: float
    median: float
    high: float


def posts_per_day(
    settings: Settings, days: int, now: datetime, cache: NoCache = UNCACHED
) -> tuple[PostsOfDay, ...]:
    """Return the counts for the last `days` days, ending with today. Raises subclasses of InstanceError."""
    today = now.astimezone().date()
    every = [today - timedelta(days=back) for back in reversed(range(days))]
    since = now - timedelta(days=days + 1)
    posted: Counter[date] = Counter()
    came_in: Counter[date] = Counter()
    with connect_readonly(cache.open_store(settings)) as connection:
        for published, seen in stored_posts.moments(connection, since):
            posted[published.astimezone().date()] += 1
            came_in[seen.astimezone().date()] += 1
    return tuple(PostsOfDay(day, posted[day], came_in[day]) for day in every)


def skills(settings: Settings, title: str | None = None, cache: NoCache = UNCACHED) -> list[SkillShare]:
    """Return the skills for a title, or for all learned titles, those with the most posts first.

    Raises TitleUnknown, CareersNotTrained, or CareersUnusable.
    """
    found = careers.all_skills(settings, cache) if title is None else [careers.skills(settings, title, cache)]
    shares = [
        SkillShare(
            skill.phrase, one.title, round(skill.share * one.posts), one.posts, skill.share, skill.by_year
        )
        for one in found
        for skill in one.skills
    ]
    return sorted(shares, key=lambda share: -share.posts)


def salaries(settings: Settings, cache: NoCache = UNCACHED) -> list[Salaries]:
    """Return the stated pay by title, seniority, and currency; the groups with the most posts come first.

    Posts without extracted facts do not count. Raises subclasses of InstanceError.
    """
    with connect_readonly(cache.open_store(settings)) as connection:
        stated = [
            (title, Pay(**pay | {"period": Period(pay["period"])}))
            for title, pay in stored_posts.stated_pay(connection, RULES_VERSION)
        ]
    return by_title(stated)


def by_title(stated: Iterable[tuple[str, Pay]]) -> list[Salaries]:
    """Group pairs of titles and pay by title, seniority, and currency. A pure function."""
    groups: defaultdict[tuple[str, str, str], list[float]] = defaultdict(list)
    for title, pay in stated:
        if pay.yearly:
            levels = " ".join(_seniority(title))
            groups[_parse(title).name, levels, pay.currency].append(middle(*pay.yearly))
    found = [Salaries(*group, len(pays), *quartiles(pays)) for group, pays in groups.items()]
    return sorted(found, key=lambda one: (-one.posts, one.title, one.seniority, one.currency))


def naming(found: Iterable[Salaries], titles: Iterable[str]) -> list[Salaries]:
    """Return the groups whose title contains all words of one of the parsed titles in order. A pure function.

    Groups with an equal title come first; otherwise, the order is preserved.
    """
    wanted = [f" {title} " for title in titles if title]
    those = [one for one in found if any(title in f" {one.title} " for title in wanted)]
    return sorted(those, key=lambda one: f" {one.title} " not in wanted)


def middle(low: float | None, high: float | None) -> float:
    """Return the midpoint of a pay range, its only stated end, or 0.0 if neither end is stated."""
    ends = [end for end in (low, high) if end]
    return sum(ends) / len(ends) if ends else 0.0


def quartiles(pays: Sequence[float]) -> tuple[float, float, float]:
    """Return the quartiles of a non-empty sequence of amounts."""
    low, median, high = quantiles(pays, n=4, method="inclusive") if len(pays) > 1 else [pays[0]] * 3
    return low, median, high
