"""Figures to plot: posts by day, skills by year, pay by title and seniority."""

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
    """How many posts were published on one of the person's days, and how many came in."""

    day: date
    posted: int
    came_in: int


@dataclass(frozen=True)
class SkillShare:
    """A skill of a title: the share of its posts that name it, from 0 to 1, in all and by year.

    `posts` are about how many that is, and `of` how many posts the title has.
    """

    phrase: str
    title: str
    posts: int
    of: int
    share: float
    by_year: dict[int, float]


@dataclass(frozen=True)
class Salaries:
    """The pay that posts of a title and a seniority ("" for none named) state themselves, in one currency.

    Each post counts with the middle of its range, or the one end that it states, for a year of full time; one
    paid by the piece does not. `currency` is an ISO 4217 code, "" where the posts do not say which. A quarter
    of the posts is at or below `low`, half at or below `median`, three quarters at or below `high`.
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
    """Return the counts of the last `days` days, today last; raises InstanceError's subclasses."""
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
    """Return the skills of a title, or of every learned one, those of most posts first.

    Raises TitleUnknown, CareersNotTrained or CareersUnusable.
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
    """Return the stated pay by title, seniority and currency, those of most posts first.

    Posts whose facts are yet to be read count nowhere. Raises InstanceError's subclasses.
    """
    with connect_readonly(cache.open_store(settings)) as connection:
        stated = [
            (title, Pay(**pay | {"period": Period(pay["period"])}))
            for title, pay in stored_posts.stated_pay(connection, RULES_VERSION)
        ]
    return by_title(stated)


def by_title(stated: Iterable[tuple[str, Pay]]) -> list[Salaries]:
    """Group the pay of posts, each with its title, by title, seniority and currency; pure."""
    groups: defaultdict[tuple[str, str, str], list[float]] = defaultdict(list)
    for title, pay in stated:
        if pay.yearly:
            levels = " ".join(_seniority(title))
            groups[_parse(title).name, levels, pay.currency].append(middle(*pay.yearly))
    found = [Salaries(*group, len(pays), *quartiles(pays)) for group, pays in groups.items()]
    return sorted(found, key=lambda one: (-one.posts, one.title, one.seniority, one.currency))


def middle(low: float | None, high: float | None) -> float:
    """Return the middle of a range of pay, or the one end that is stated; 0.0 for neither."""
    ends = [end for end in (low, high) if end]
    return sum(ends) / len(ends) if ends else 0.0


def quartiles(pays: Sequence[float]) -> tuple[float, float, float]:
    """Return what a quarter, half and three quarters of the amounts, at least one, are at or below."""
    low, median, high = quantiles(pays, n=4, method="inclusive") if len(pays) > 1 else [pays[0]] * 3
    return low, median, high
